import { progress, type Tell } from "../../model/work-event.ts";
import { Failure } from "../../model/failure.ts";
import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../connection.ts";
import { codeOfError } from "../../model/error-code.ts";
import { quoteName } from "../quoting.ts";
import { copyIn } from "./copy-stream.ts";
import type { ExportedTable, ExportHeader } from "./export-format.ts";
import { type CopiedTable, readCopiedTables, useCopySettings } from "./export-tables.ts";
import { damagedExport, type ExportPart, readExport } from "./read-export.ts";

/** What an import would meet in a database. */
export interface ImportTarget {
  readonly tables: readonly CopiedTable[];
  /** Applies have written here. */
  readonly inUse: boolean;
  /** Tables with rows beyond what a fresh schema holds, and how many. */
  readonly occupied: readonly { readonly name: string; readonly rows: number }[];
  /** Those of them whose rows, or rows that hang on them, are other people's. */
  readonly others: readonly { readonly name: string; readonly rows: number; readonly why: string }[];
}

/** Looks at the database an import is meant for. Belongs inside `inTransaction`, whose limits it lifts. */
export async function readImportTarget(connection: Connection): Promise<ImportTarget> {
  await useCopySettings(connection);
  const tables = await readCopiedTables(connection);
  const { rows } = await connection.query<{ in_use: boolean }>(readSql("postgres/copy/in-use.sql"));
  const counts = tables.map(
    ({ name }) => `SELECT '${name}' AS name, count(*)::integer AS rows FROM ${quoteName(name)}`,
  );
  const { rows: counted } = await connection.query<{ name: string; rows: number }>(counts.join(" UNION ALL "));
  const occupied = counted.filter(({ name, rows: count }) => count > (name === stateTable ? 1 : 0));
  const { rows: reasons } = await connection.query<{ name: string; why: string }>(readSql("postgres/copy/others.sql"), [
    occupied.map(({ name }) => name),
    tables.map(({ name }) => name),
  ]);
  const why = new Map(reasons.map((reason) => [reason.name, reason.why]));
  return {
    tables,
    inUse: rows[0]?.in_use ?? false,
    occupied,
    others: occupied.flatMap((table) => {
      const reason = why.get(table.name);
      return reason === undefined ? [] : [{ ...table, why: reason }];
    }),
  };
}

/** Has one row in a fresh schema. */
const stateTable = "v7_state";

export interface ImportRequest {
  readonly file: string;
  /** What an earlier reading of the file ended with: it must still be that file. */
  readonly digest: string;
  readonly target: ImportTarget;
  readonly signal: AbortSignal;
  /** Called for every piece of rows that is sent. */
  readonly tell?: Tell | undefined;
}

/**
 * Replaces the rows of v7's tables by those of an export. No trigger fires: the audit comes from the file, and
 * importing is no change of anybody's. Foreign keys are checked. The caller's transaction makes it all or nothing.
 */
export async function importRows(connection: Connection, request: ImportRequest): Promise<ExportHeader> {
  const parts = readExport(request.file);
  try {
    const header = await firstPart(parts, request.file);
    refuseUnknown(header, request.target);
    await prepareTables(connection, request.target);
    await copyTables(connection, request, header, parts);
    await moveTransactions(connection, request.target, header);
    await restartSequences(connection, header);
    await setTriggers(connection, request.target, "ENABLE");
    return header;
  } catch (error) {
    throw explainImport(error);
  } finally {
    await parts.return(undefined);
  }
}

async function firstPart(parts: AsyncGenerator<ExportPart>, file: string): Promise<ExportHeader> {
  const { value } = await parts.next();
  const part = value as ExportPart | undefined;
  if (part?.kind === "header") return part.header;
  throw damagedExport(file, "it has no first line");
}

/** Names of a file count only where they are v7's own here. */
function refuseUnknown(header: ExportHeader, { tables }: ImportTarget): void {
  const known = new Map(tables.map(({ name, columns }) => [name, new Set(columns)]));
  const unknown = header.tables.flatMap(({ name, columns }) =>
    known.has(name)
      ? columns.filter((column) => !known.get(name)?.has(column)).map((column) => `column ${name}.${column}`)
      : [`table ${name}`],
  );
  if (unknown.length === 0) return;
  throw new Failure("V7-B096", `the database lacks what the export holds: ${unknown.join(", ")}`, {
    next: ["v7 db status --verify"],
  });
}

async function prepareTables(connection: Connection, target: ImportTarget): Promise<void> {
  await setTriggers(connection, target, "DISABLE");
  const filled = new Set([stateTable, ...target.occupied.map(({ name }) => name)]);
  const emptied = target.tables.filter(({ name }) => filled.has(name)).toReversed();
  await connection.script(emptied.map(({ name }) => `DELETE FROM ${quoteName(name)}`).join("; "));
}

/** Only a table's owner may; the change is undone when the transaction is. */
async function setTriggers(
  connection: Connection,
  { tables }: ImportTarget,
  change: "DISABLE" | "ENABLE",
): Promise<void> {
  const statements = tables.map(({ name }) => `ALTER TABLE ${quoteName(name)} ${change} TRIGGER USER`);
  await connection.script(["SET CONSTRAINTS ALL IMMEDIATE", ...statements].join("; "));
}

async function copyTables(
  connection: Connection,
  { file, digest, signal, tell }: ImportRequest,
  header: ExportHeader,
  parts: AsyncGenerator<ExportPart>,
): Promise<void> {
  let bytes = 0;
  for (const table of header.tables) {
    await nextPart(parts, "table", file);
    const rows = rowsOf(parts, file, (size) =>
      tell?.(progress("import", { name: table.name, bytes: (bytes += size) })),
    );
    await copyIn(connection, table, rows, signal);
    await checkCount(connection, table, file);
  }
  const seal = await nextPart(parts, "sealed", file);
  if (seal.digest !== digest) throw damagedExport(file, "it changed while it was read");
}

async function nextPart<Kind extends ExportPart["kind"]>(
  parts: AsyncGenerator<ExportPart>,
  kind: Kind,
  file: string,
): Promise<Extract<ExportPart, { kind: Kind }>> {
  const { value } = await parts.next();
  const part = value as ExportPart | undefined;
  if (part?.kind === kind) return part as Extract<ExportPart, { kind: Kind }>;
  throw damagedExport(file, `its parts are not in order`);
}

async function* rowsOf(
  parts: AsyncGenerator<ExportPart>,
  file: string,
  onBytes: (size: number) => void,
): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { value } = await parts.next();
    const part = value as ExportPart | undefined;
    if (part?.kind === "end-of-table") return;
    if (part?.kind !== "rows") throw damagedExport(file, "its parts are not in order");
    yield part.bytes;
    onBytes(part.bytes.length);
  }
}

/** A rule or a trigger that stays could swallow rows. */
async function checkCount(
  connection: Connection,
  { name, rows: expected }: ExportedTable,
  file: string,
): Promise<void> {
  const { rows } = await connection.query<{ count: string }>(`SELECT count(*) AS count FROM ${quoteName(name)}`);
  if (Number(rows[0]?.count) === expected) return;
  throw new Failure(
    "V7-B095",
    `${name} took ${rows[0]?.count ?? 0} of ${expected} rows of ${file}; nothing was written`,
    {
      next: ["look for rules and triggers on the table that v7 did not make"],
    },
  );
}

/** Transaction ids of another server than this lie beyond any that this one will ever give. */
const generation = 2n ** 48n;

/**
 * A change belongs to an apply if their transaction ids are equal. On a server that has not yet come as far as the
 * one the rows are from, a later change by anybody could get the id of an imported apply; so they are moved away.
 */
async function moveTransactions(connection: Connection, { tables }: ImportTarget, header: ExportHeader): Promise<void> {
  const { rows } = await connection.query<{ id: string }>(readSql("postgres/copy/current-transaction.sql"));
  if (BigInt(rows[0]?.id ?? 0) >= BigInt(header.transaction_horizon)) return;
  const columns = tables.flatMap(({ name, transactions }) => transactions.map((column) => [name, column] as const));
  const highest = columns.map(([table, column]) => `SELECT max(${numberOf(column)}) AS id FROM ${quoteName(table)}`);
  const { rows: found } = await connection.query<{ id: string | null }>(
    `SELECT max(id)::text AS id FROM (${highest.join(" UNION ALL ")}) t`,
  );
  const shift = (BigInt(found[0]?.id ?? 0) / generation + 1n) * generation;
  for (const [table, column] of columns) {
    const moved = `((${numberOf(column)} + ${shift})::text)::xid8`;
    const native = `${numberOf(column)} < ${generation}`;
    await connection.query(`UPDATE ${quoteName(table)} SET ${quoteName(column)} = ${moved} WHERE ${native}`);
  }
}

function numberOf(column: string): string {
  return `(${quoteName(column)}::text)::numeric`;
}

/** Unlike setval, this is undone when the transaction is. */
async function restartSequences(connection: Connection, { sequences }: ExportHeader): Promise<void> {
  const statements = sequences.map(
    ({ name, value, called }) =>
      `ALTER SEQUENCE ${quoteName(name)} RESTART WITH ${called ? BigInt(value) + 1n : BigInt(value)}`,
  );
  await connection.script(statements.join("; "));
}

function explainImport(error: unknown): unknown {
  const code = codeOfError(error) ?? "";
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Failure) return error;
  if (code === "55P03")
    return new Failure("V7-P026", `another session keeps v7's tables locked: ${message}`, {
      cause: error,
      next: ["run it again when that session has finished"],
    });
  if (!code.startsWith("22") && !code.startsWith("23")) return error;
  return new Failure("V7-B095", `the database refuses a row of the export: ${message}; nothing was written`, {
    cause: error,
    next: ["use an export that v7 db export wrote"],
  });
}
