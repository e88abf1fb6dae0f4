import { readPackageFile, readSql } from "../../system/package-file.ts";
import type { Catalog } from "../catalog.ts";
import type { Connection } from "../connection.ts";
import { quoteName } from "../quoting.ts";
import { expectedSchemaPath } from "../expected-schema.ts";
import type { ExportedSequence, ExportedTable } from "./export-format.ts";

/** One of v7's tables as it is in a database. */
export interface CopiedTable {
  readonly name: string;
  /** Without generated ones, those that other people added, and secrets. */
  readonly columns: readonly string[];
  /** The columns that hold transaction ids. */
  readonly transactions: readonly string[];
  /** Columns that are not v7's, and so not copied. */
  readonly foreignColumns: readonly string[];
}

/**
 * v7's tables in the connection's schema, those that are referred to first. The ledger of migrations is not among
 * them: it says what happened to this schema, not what is in it. Belongs inside `inTransaction`.
 */
export async function readCopiedTables(connection: Connection): Promise<CopiedTable[]> {
  const { table = {}, column = {} } = JSON.parse(readPackageFile(expectedSchemaPath)) as Catalog;
  const names = [...Object.keys(table).filter((name) => name !== ledger), optionalTable];
  const { rows } = await connection.query<TableRow>(readSql("postgres/copy/tables.sql"), [names]);
  const isOwn = (name: string, columnName: string): boolean =>
    name === optionalTable || column[`${name}.${columnName}`] !== undefined;
  return inOrder(rows).map(({ name, columns, transactions }) => ({
    name,
    columns: columns.filter((columnName) => isOwn(name, columnName) && !isSecret(name, columnName)),
    transactions,
    foreignColumns: columns.filter((columnName) => !isOwn(name, columnName)),
  }));
}

/** How many rows v7's tables hold, those with most first; empty ones are left out. Belongs inside `inTransaction`. */
export async function countTables(connection: Connection): Promise<{ name: string; rows: number }[]> {
  const tables = await readCopiedTables(connection);
  const counts: { name: string; rows: number }[] = [];
  for (const { name } of tables) {
    const { rows } = await connection.query<{ rows: string }>(`SELECT count(*)::text AS rows FROM ${quoteName(name)}`);
    counts.push({ name, rows: Number(rows[0]?.rows) });
  }
  return counts.filter(({ rows }) => rows > 0).toSorted((left, right) => right.rows - left.rows);
}

const ledger = "v7_schema_migrations";

/** Exists only where pgvector does. */
const optionalTable = "chunks";

/** Whoever knows the apply lock's key can hold up every apply: it stays in its database. */
function isSecret(table: string, column: string): boolean {
  return table === "v7_state" && column === "lock_key";
}

interface TableRow {
  readonly name: string;
  readonly columns: readonly string[];
  readonly transactions: readonly string[];
  readonly needs: readonly string[];
}

/** A table comes after those it refers to; what refers to each other in a circle comes last, as it is. */
function inOrder(rows: readonly TableRow[]): TableRow[] {
  const left = new Map(rows.map((row) => [row.name, row]));
  const ordered: TableRow[] = [];
  while (left.size > 0) {
    const free = [...left.values()].filter(({ needs }) => !needs.some((name) => left.has(name)));
    for (const row of free.length > 0 ? free : left.values()) {
      ordered.push(row);
      left.delete(row.name);
    }
  }
  return ordered;
}

/** For the transaction at hand: no time limits, and values as text in one form on every server. */
export async function useCopySettings(connection: Connection): Promise<void> {
  await connection.script(readSql("postgres/copy/settings.sql"));
}

/** How many rows each table has, in one statement. */
export async function countRows(connection: Connection, tables: readonly CopiedTable[]): Promise<ExportedTable[]> {
  const counts = tables.map(({ name }) => `(SELECT count(*) FROM ${quoteName(name)})`);
  const { rows } = await connection.query<readonly string[]>({ text: `SELECT ${counts.join(", ")}`, rowMode: "array" });
  return tables.map(({ name, columns }, index) => ({ name, columns, rows: Number(rows[0]?.[index] ?? 0) }));
}

/**
 * Where the sequences of these tables stand. A login that may not read a sequence is told by the columns it fills:
 * what was handed out and never stored does not matter.
 */
export async function readSequences(
  connection: Connection,
  tables: readonly CopiedTable[],
): Promise<ExportedSequence[]> {
  const { rows } = await connection.query<SequenceRow>(readSql("postgres/copy/sequences.sql"), [
    tables.map(({ name }) => name),
  ]);
  if (rows.length === 0) return [];
  const { rows: found } = await connection.query<ExportedSequence>(rows.map(sequenceQuery).join(" UNION ALL "));
  return found.map(({ name, value, called }) => ({ name, value, called }));
}

interface SequenceRow {
  readonly name: string;
  readonly readable: boolean;
  readonly columns: readonly (readonly [table: string, column: string])[];
}

function sequenceQuery({ name, readable, columns }: SequenceRow): string {
  const label = `'${name.replaceAll("'", "''")}' AS name`;
  if (readable) return `SELECT ${label}, last_value::text AS value, is_called AS called FROM ${quoteName(name)}`;
  const highest = columns.map(([table, column]) => `(SELECT max(${quoteName(column)}) FROM ${quoteName(table)})`);
  return `SELECT ${label}, coalesce(max(m), 1)::text AS value, max(m) IS NOT NULL AS called FROM unnest(ARRAY[${highest.join(", ")}]) m`;
}

/**
 * A digest of each table's rows, whatever their order; equal tables have equal ones. Values are compared as text.
 * Settings that shape text are the transaction's own.
 */
export async function digestTables(
  connection: Connection,
  tables: readonly ExportedTable[],
): Promise<ReadonlyMap<string, string>> {
  const digests = new Map<string, string>();
  for (const table of tables) {
    const row = `ROW(${table.columns.map(quoteName).join(", ")})::text`;
    const { rows } = await connection.query<{ digest: string }>(
      `SELECT count(*) || ' ' || coalesce(sum(hashtextextended(${row}, 0)), 0) || ' ' || coalesce(sum(hashtextextended(${row}, 7)), 0) AS digest
       FROM ${quoteName(table.name)}`,
    );
    digests.set(table.name, rows[0]?.digest ?? "");
  }
  return digests;
}
