import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import type { DbBackupOutput } from "../../model/output/db-backup.ts";
import type { Connection } from "../../postgres/connection.ts";
import { digestTables, useCopySettings } from "../../postgres/copy/export-tables.ts";
import { importRows, readImportTarget } from "../../postgres/copy/import-rows.ts";
import { checkExport } from "../../postgres/copy/read-export.ts";
import type { WrittenExport } from "../../postgres/copy/write-export.ts";
import { createScratchDatabase, type ScratchDatabase } from "../../postgres/scratch-database.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { exportOutput, writeDatabase } from "./export.ts";

export interface BackupDatabaseRequest {
  /** A file that is there is replaced once the new one is whole. Absent: a new one beside git. */
  readonly file?: string | undefined;
}

/**
 * Exports, then restores the export into a database of its own on the same server and compares every table with the
 * snapshot it was written from. Where the login may not make databases, the backup stays untested, which is the answer's
 * problem.
 * @throws Failure (exit 1) when the restored tables differ: the file is no backup.
 */
export async function backupDatabase(
  workspace: Workspace,
  request: BackupDatabaseRequest,
): Promise<Answer<DbBackupOutput>> {
  const file = request.file ?? (await backupFile(workspace));
  const written = await writeDatabase(workspace, { file, withDigests: true });
  const because = await testRestore(workspace, { file, ...written });
  const output = { ...exportOutput(workspace, file, written), restore_tested: because === null, because };
  return answer(output, because === null ? null : notTested(file));
}

/** Where backups go that have no other place: beside git, named by time, for their owner alone. */
async function backupFile({ repository, now }: Workspace): Promise<string> {
  const directory = join(repository.home, "backups");
  await mkdir(directory, { recursive: true, mode: 0o700 });
  return join(directory, `${now().toISOString().replaceAll(/[-:]/g, "")}.sql`);
}

interface Exported extends WrittenExport {
  readonly file: string;
}

/** Why it could not be tested; null: it was, and all is well. */
function testRestore(workspace: Workspace, exported: Exported): Promise<string | null> {
  return withConnection(workspace, "write", async (administrator) => {
    const scratch = await openScratch(workspace, administrator);
    if (typeof scratch === "string") return scratch;
    try {
      const differing = await restoreAndCompare(workspace, scratch, exported);
      if (differing.length === 0) return null;
      throw restoreFailed(exported, `${differing.join(", ")} came out differently`);
    } catch (error) {
      if (workspace.signal.aborted || (error instanceof Failure && error.code === "V7-B094")) throw error;
      throw restoreFailed(exported, error instanceof Error ? error.message : String(error), error);
    } finally {
      await scratch.drop();
    }
  });
}

/** The database to restore into, or why there is none. */
async function openScratch(workspace: Workspace, administrator: Connection): Promise<ScratchDatabase | string> {
  try {
    return await createScratchDatabase(administrator, await workspace.database.server("write"));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The tables that are not what they were. */
async function restoreAndCompare(
  { signal }: Workspace,
  { connection }: ScratchDatabase,
  { file, digests }: Exported,
): Promise<string[]> {
  const { digest, header } = await checkExport(file);
  await inTransaction(connection, { mode: "write" }, async () => {
    const target = await readImportTarget(connection);
    await importRows(connection, { file, digest, target, signal });
  });
  const found = await inTransaction(connection, { mode: "read" }, async () => {
    await useCopySettings(connection);
    return digestTables(connection, header.tables);
  });
  return [...digests].flatMap(([table, expected]) => (found.get(table) === expected ? [] : [table]));
}

/** A nightly job must hear of it, though the file is there. */
function notTested(file: string): Failure {
  return new Failure("V7-B099", `${file} is written, and its restore was not tested`, {
    next: ["use a login that may create databases", `v7 db import ${file} into a database of your own`],
  });
}

function restoreFailed({ file }: Exported, why: string, cause?: unknown): Failure {
  return new Failure("V7-B094", `${file} was written, but restoring it failed: ${why}`, {
    cause,
    next: ["do not rely on this file; pg_dump makes a backup without v7"],
  });
}
