import { resolve } from "node:path";
import { type Answer, answer } from "../../model/answer.ts";
import type { DbExportOutput } from "../../model/output/db-export.ts";
import { writeExport, type WrittenExport } from "../../postgres/copy/write-export.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { schemaVersion } from "./migrate.ts";
import { rowCount, tableCounts } from "./table-counts.ts";

export interface ExportDatabaseRequest {
  /** A file that is there is replaced once the new one is whole. */
  readonly file: string;
}

/**
 * Writes v7's tables, as they are at one instant, into a file that `importDatabase` and psql can read. Reads only; the
 * apply lock's key is left out, so a login that may only read will do.
 */
export async function exportDatabase(
  workspace: Workspace,
  { file }: ExportDatabaseRequest,
): Promise<Answer<DbExportOutput>> {
  const written = await writeDatabase(workspace, { file, withDigests: false });
  return answer(exportOutput(workspace, file, written));
}

/** What was written, with digests of the tables to compare a copy with, if they are wanted. */
export async function writeDatabase(
  workspace: Workspace,
  { file, withDigests }: ExportDatabaseRequest & { readonly withDigests: boolean },
): Promise<WrittenExport> {
  const { version, now, signal, tell } = workspace;
  return withConnection(workspace, "read", (connection) =>
    writeExport(connection, {
      file,
      toolVersion: version,
      schemaVersion: schemaVersion(),
      createdAt: now(),
      withDigests,
      signal,
      tell,
    }),
  );
}

/** What is told of a file that was written. */
export function exportOutput({ database }: Workspace, file: string, written: WrittenExport): DbExportOutput {
  const { header, bytes, foreignColumns } = written;
  return {
    file: resolve(file),
    bytes,
    row_count: rowCount(header.tables),
    tables: tableCounts(header.tables),
    lineage: header.lineage,
    current: header.schema_version,
    foreign_columns: foreignColumns,
    database: database.describe(),
  };
}
