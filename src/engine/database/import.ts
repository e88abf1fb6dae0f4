import { resolve } from "node:path";
import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import type { DbImportOutput } from "../../model/output/db-import.ts";
import type { Connection } from "../../postgres/connection.ts";
import type { ExportHeader } from "../../postgres/copy/export-format.ts";
import { importRows, type ImportTarget, readImportTarget } from "../../postgres/copy/import-rows.ts";
import { checkExport, type CheckedExport } from "../../postgres/copy/read-export.ts";
import { CommitUnknown, inTransaction } from "../../postgres/transaction.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { acquireApplyLock } from "../apply/lock.ts";
import { schemaVersion } from "./migrate.ts";
import { rowCount, tableCounts } from "./table-counts.ts";

export interface ImportDatabaseRequest {
  readonly file: string;
  readonly approved: boolean;
}

/**
 * Makes a database what an export says it was: rows, applied state, history and lineage, in one transaction. Its
 * schema must be the export's, no apply may have written there, and nobody else's rows may be in its tables.
 * @throws Failure: 1 for a damaged file, before the first write; 3 without consent or for others' rows; 4 for a database in use or of another
 * repository; 5 while an apply runs; 6 for another schema or a login without the right.
 */
export async function importDatabase(
  workspace: Workspace,
  request: ImportDatabaseRequest,
): Promise<Answer<DbImportOutput>> {
  const checked = await checkExport(request.file);
  refuseOtherProject(workspace, checked.header);
  refuseOtherSchema(checked.header);
  try {
    const output = await withConnection(workspace, "write", (connection) =>
      inTransaction(connection, { mode: "write" }, () => importLocked(workspace, connection, request, checked)),
    );
    return answer(output);
  } catch (error) {
    throw error instanceof CommitUnknown ? outcomeUnknown(error) : error;
  }
}

async function importLocked(
  workspace: Workspace,
  connection: Connection,
  { file, approved }: ImportDatabaseRequest,
  { digest }: CheckedExport,
): Promise<DbImportOutput> {
  await acquireApplyLock(workspace, connection, { waitMs: 0 });
  const target = await readImportTarget(connection);
  if (target.inUse) throw databaseInUse(workspace);
  refuseOthersRows(workspace, target);
  if (!approved) refuseWithoutConsent(workspace, target, file);
  const { signal, tell, database } = workspace;
  const { tables, lineage } = await importRows(connection, { file, digest, target, signal, tell });
  return {
    file: resolve(file),
    row_count: rowCount(tables),
    tables: tableCounts(tables),
    replaced: target.occupied,
    lineage,
    database: database.describe(),
  };
}

/** Its owner would be locked out of a database that calls itself another repository's. */
function refuseOtherProject({ config }: Workspace, { project }: ExportHeader): void {
  if (project === null || config.project === undefined || config.project === project) return;
  throw new Failure("V7-B092", `the export belongs to the repository with project ${project}, nothing written`, {
    next: ["import it in that repository, or check v7.yaml project"],
  });
}

function refuseOtherSchema({ schema_version: theirs }: ExportHeader): void {
  const ours = schemaVersion();
  if (theirs === ours) return;
  throw new Failure("V7-B089", `the export has schema ${theirs}, this v7 works on ${ours}; nothing was written`, {
    next: [
      theirs > ours
        ? "install a newer v7"
        : "import it with the v7 that wrote it, then bring that database up to date with v7 db migrate",
    ],
  });
}

function databaseInUse(workspace: Workspace): Failure {
  return new Failure("V7-B090", `${workspace.database.describe()} has applies of its own, nothing written`, {
    next: ["import into a new database: createdb, then v7 db migrate --approved with its URL"],
  });
}

/** Consent to replace v7's rows is none to delete what other people keep. */
function refuseOthersRows(workspace: Workspace, { others }: ImportTarget): void {
  if (others.length === 0) return;
  const kept = others.map(({ name, rows, why }) => `${name} (${rows}, ${why})`).join(", ");
  throw new Failure(
    "V7-B098",
    `${workspace.database.describe()} holds rows of other people's: ${kept}; nothing was written`,
    {
      next: ["import into a new database: createdb, then v7 db migrate --approved with its URL"],
    },
  );
}

/** The embedded server is v7's own; where nothing is replaced there, nobody can lose anything. */
function refuseWithoutConsent(workspace: Workspace, { occupied }: ImportTarget, file: string): void {
  if (workspace.database.target("write").kind === "embedded" && occupied.length === 0) return;
  const rows = occupied.map(({ name, rows: count }) => `${name} (${count})`).join(", ");
  const replaced = occupied.length === 0 ? "" : `; it would replace rows of ${rows}`;
  throw new Failure("V7-B091", `nobody approved the import, nothing written${replaced}`, {
    next: [`v7 db import ${file} --approved`],
  });
}

function outcomeUnknown(cause: CommitUnknown): Failure {
  return new Failure("V7-B097", "the connection broke while the import was being committed", {
    next: ["All or nothing of it was written: v7 history shows which."],
    cause,
  });
}
