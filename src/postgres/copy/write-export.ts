import { progress, type Tell } from "../../model/work-event.ts";
import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../connection.ts";
import { stateLost } from "../rows/read-world.ts";
import { inTransaction } from "../transaction.ts";
import { copyOut } from "./copy-stream.ts";
import {
  closingLines,
  copyLine,
  endOfRows,
  type ExportedTable,
  exportFormatVersion,
  type ExportHeader,
  headerLine,
  openingLines,
} from "./export-format.ts";
import { countRows, digestTables, readCopiedTables, readSequences, useCopySettings } from "./export-tables.ts";
import { writeSealedFile, type Write } from "./sealed-file.ts";

export interface ExportRequest {
  readonly file: string;
  readonly toolVersion: string;
  readonly schemaVersion: number;
  readonly createdAt: Date;
  /** Also work out a digest of each table, to compare a copy with. */
  readonly withDigests: boolean;
  readonly signal: AbortSignal;
  /** Called for every piece that was written. */
  readonly tell?: Tell | undefined;
}

export interface WrittenExport {
  readonly header: ExportHeader;
  readonly bytes: number;
  /** `file_audit.owner`: columns of other people that are not in the file. */
  readonly foreignColumns: readonly string[];
  /** By table; empty unless asked for. */
  readonly digests: ReadonlyMap<string, string>;
}

/** Writes v7's tables as they are at one instant into a file. Rows pass through; memory stays small. */
export function writeExport(connection: Connection, request: ExportRequest): Promise<WrittenExport> {
  return inTransaction(connection, { mode: "read" }, async () => {
    await useCopySettings(connection);
    const copied = await readCopiedTables(connection);
    const tables = await countRows(connection, copied);
    const header = await headerOf(connection, request, tables, await readSequences(connection, copied));
    const bytes = await writeSealedFile(request.file, (write) => writeAll(connection, header, request, write));
    return {
      header,
      bytes,
      foreignColumns: copied.flatMap(({ name, foreignColumns }) => foreignColumns.map((column) => `${name}.${column}`)),
      digests: request.withDigests ? await digestTables(connection, tables) : new Map<string, string>(),
    };
  });
}

async function headerOf(
  connection: Connection,
  { toolVersion, schemaVersion, createdAt }: ExportRequest,
  tables: readonly ExportedTable[],
  sequences: ExportHeader["sequences"],
): Promise<ExportHeader> {
  const { rows } = await connection.query<StateRow>(readSql("postgres/copy/state.sql"));
  const [state] = rows;
  if (state === undefined) throw stateLost();
  return {
    format_version: exportFormatVersion,
    tool_version: toolVersion,
    schema_version: schemaVersion,
    lineage: state.lineage,
    serial: state.serial,
    project: state.project,
    created_at: createdAt.toISOString(),
    transaction_horizon: state.transaction_horizon,
    tables,
    sequences,
  };
}

interface StateRow {
  readonly lineage: string;
  readonly serial: string;
  readonly project: string | null;
  readonly transaction_horizon: string;
}

async function writeAll(
  connection: Connection,
  header: ExportHeader,
  { signal, tell }: ExportRequest,
  write: Write,
): Promise<void> {
  let bytes = 0;
  const put: Write = async (piece) => {
    signal.throwIfAborted();
    await write(piece);
    bytes += piece.length;
  };
  await put(headerLine(header) + openingLines(header).join(""));
  for (const table of header.tables) {
    await put(copyLine(table));
    await copyOut(connection, table, async (piece) => {
      await put(piece);
      tell?.(progress("export", { name: table.name, bytes }));
    });
    await put(endOfRows);
  }
  await put(closingLines(header).join(""));
}
