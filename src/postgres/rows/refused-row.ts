import { codeOfError } from "../../model/error-code.ts";
import { Failure } from "../../model/failure.ts";
import type { Json } from "../../model/json.ts";
import type { TableSpec } from "../../model/kind.ts";
import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../connection.ts";
import type { Statement } from "./statements.ts";

/**
 * Runs the statements of an apply, and hands on how many rows each touched. Where the server refuses one row of thousands, all
 * of them are done again piece by piece until it stands alone: a Failure V7-P031 names its address, field and value.
 */
export async function runStatements(
  connection: Connection,
  statements: readonly Statement[],
  onRun: (statement: Statement, touched: number | null) => void,
): Promise<void> {
  await connection.query("SAVEPOINT v7_rows");
  for (const [index, statement] of statements.entries()) {
    try {
      onRun(statement, await run(connection, statement));
    } catch (error) {
      if (!isRefusedRow(error)) throw error;
      throw (await lonelyRow(connection, statements.slice(0, index), statement)) ?? error;
    }
  }
}

/** A value no column takes (class 22), an integrity constraint (class 23), or an exception that a trigger raises. */
export function isRefusedRow(error: unknown): boolean {
  const code = codeOfError(error) ?? "";
  return code.startsWith("22") || code.startsWith("23") || code === "P0001";
}

/** What the server says of a refused row. `where` is empty or names the row, and is followed by what was said. */
export function rowRefused(error: unknown, where: string): Failure {
  const { table, constraint } = error as ServerError;
  const rule = [table, constraint].filter((name) => name !== undefined).join(", ");
  const said = error instanceof Error ? error.message : String(error);
  return new Failure(
    "V7-P031",
    `the database refuses ${where}${said}${rule === "" ? "" : ` (${rule})`}; nothing written`,
    {
      cause: error,
      next: ["correct the documents, or ask whoever owns the constraint"],
    },
  );
}

interface ServerError {
  readonly table?: string;
  readonly constraint?: string;
  readonly column?: string;
  readonly message?: string;
}

async function run(connection: Connection, { text, rows }: Pick<Statement, "text" | "rows">): Promise<number | null> {
  return (await connection.query(text, [JSON.stringify(rows)])).rowCount;
}

/** Finds the row that the statement fails on behind those before it; undefined where it cannot be found again. */
async function lonelyRow(
  connection: Connection,
  before: readonly Statement[],
  statement: Statement,
): Promise<Failure | undefined> {
  try {
    await connection.query("ROLLBACK TO SAVEPOINT v7_rows");
    for (const earlier of before) await run(connection, earlier);
    const found = await firstRefused(connection, statement, { from: 0, to: statement.rows.length });
    return found && (await namedRefusal(connection, statement, found));
  } catch {
    // The first refusal is the one to tell.
    return undefined;
  }
}

interface Refused {
  readonly index: number;
  readonly error: unknown;
}

/** Rows that are taken stay, because the one that is refused may be refused for their sake. */
async function firstRefused(
  connection: Connection,
  statement: Statement,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Refused | undefined> {
  const error = await refusalOf(connection, { ...statement, rows: statement.rows.slice(from, to) });
  if (error === undefined) return undefined;
  if (to - from === 1) return { index: from, error };
  const middle = (from + to) >> 1;
  return (
    (await firstRefused(connection, statement, { from, to: middle })) ??
    (await firstRefused(connection, statement, { from: middle, to }))
  );
}

async function refusalOf(connection: Connection, statement: Statement): Promise<unknown> {
  await connection.query("SAVEPOINT v7_row");
  try {
    await run(connection, statement);
    return undefined;
  } catch (error) {
    if (!isRefusedRow(error)) throw error;
    await connection.query("ROLLBACK TO SAVEPOINT v7_row");
    return error;
  }
}

async function namedRefusal(
  connection: Connection,
  { addresses, rows, table }: Statement,
  { index, error }: Refused,
): Promise<Failure> {
  const row = rows[index] ?? {};
  const columns = await concernedColumns(connection, table, row, error as ServerError);
  const values = columns.flatMap((column) => {
    const field = table.fields.find((spec) => spec.column === column)?.field;
    return field === undefined || row[column] === undefined ? [] : [`${field} ${shownValue(row[column])}`];
  });
  const what = [addresses[index] ?? "a row", ...values].join(", ");
  return rowRefused(error, `${what}: `);
}

/** The columns of the row that the server objects to, as far as it says. */
async function concernedColumns(
  connection: Connection,
  table: TableSpec,
  row: Statement["rows"][number],
  { constraint, column, message = "" }: ServerError,
): Promise<readonly string[]> {
  const textOf = (name: string): string => (typeof row[name] === "string" ? row[name] : "");
  const named = async (file: "constrained" | "sized", key: string | number): Promise<string[]> => {
    const { rows } = await connection.query<{ name: string }>(columnQueries[file](), [key, table.name]);
    return rows.map(({ name }) => name);
  };
  if (column !== undefined) return [column];
  if (constraint !== undefined) return named("constrained", constraint);
  const [, length] = /\((\d+)\)$/.exec(message) ?? [];
  if (length === undefined) return Object.keys(row).filter((name) => message.endsWith(`"${textOf(name)}"`));
  return (await named("sized", Number(length))).filter((name) => Array.from(textOf(name)).length > Number(length));
}

const columnQueries = {
  constrained: () => readSql("postgres/rows/constrained-columns.sql"),
  sized: () => readSql("postgres/rows/columns-of-length.sql"),
} as const;

const shownCharacters = 60;

function shownValue(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters - 1).toWellFormed()}…` : text;
}
