import type { Tell } from "../../model/work-event.ts";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { writeExport, type WrittenExport } from "../../postgres/copy/write-export.ts";
import { schemaVersion } from "./database.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";

/** A file with everything v7 keeps in a database. */
export interface Exported extends WrittenExport {
  readonly file: string;
  readonly database: string;
}

export interface ExportDatabaseRequest {
  /** A file that is there is replaced once the new one is whole. */
  readonly file: string;
  readonly tell?: Tell | undefined;
}

/**
 * Writes v7's tables, as they are at one instant, into a file that `importDatabase` and psql can read. Reads only; the
 * apply lock's key is left out, so a login that may only read will do.
 */
export function exportDatabase(workspace: Workspace, request: ExportDatabaseRequest): Promise<Exported> {
  return writeDatabase(workspace, { ...request, withDigests: false });
}

/** The same, with digests of the tables to compare a copy with, if they are wanted. */
export async function writeDatabase(
  workspace: Workspace,
  { file, tell, withDigests }: ExportDatabaseRequest & { readonly withDigests: boolean },
): Promise<Exported> {
  const written = await withConnection(workspace, "read", (connection) =>
    writeExport(connection, {
      file,
      toolVersion: workspace.version,
      schemaVersion: schemaVersion(),
      createdAt: workspace.now(),
      withDigests,
      signal: workspace.signal,
      tell,
    }),
  );
  return { ...written, file, database: workspace.database.describe() };
}

/** Where backups go that have no other place: beside git, named by time, for their owner alone. */
export async function backupFile({ repository, now }: Workspace): Promise<string> {
  const directory = join(repository.home, "backups");
  await mkdir(directory, { recursive: true, mode: 0o700 });
  return join(directory, `${now().toISOString().replaceAll(/[-:]/g, "")}.sql`);
}
