import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import type { TableCount } from "../../model/output/db-export.ts";
import type { DbResetOutput } from "../../model/output/db-reset.ts";
import { connect } from "../../postgres/connection.ts";
import { countTables } from "../../postgres/copy/export-tables.ts";
import { replaceDatabase, resetFrom } from "../../postgres/embedded/reset.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { withConnection, withRawConnection, type Workspace } from "../../workspace/workspace.ts";
import { schemaVersion } from "./migrate.ts";

export interface ResetDatabaseRequest {
  readonly approved: boolean;
  /** Asks a person who has read what is lost; undefined where nobody can be asked. */
  readonly consent: ((output: DbResetOutput) => Promise<boolean>) | undefined;
}

/**
 * Drops the embedded server's database and makes it anew, after a yes: without one, that is the answer's problem, and it says
 * what would be lost. Throws V7-B182 for every other server.
 */
export async function resetDatabase(
  workspace: Workspace,
  { approved, consent }: ResetDatabaseRequest,
): Promise<Answer<DbResetOutput>> {
  const database = workspace.database.describe("write");
  if (workspace.database.target("write").kind !== "embedded") throw notOurs(database);
  const before: DbResetOutput = { reset: false, lost: await readLost(workspace), current: null, database };
  const agreed = approved || (await consent?.(before)) === true;
  if (!agreed) return answer(before, unapproved());
  await replace(workspace);
  return answer({ ...before, reset: true, current: schemaVersion() });
}

/** Null for a database that cannot be read: that may be why somebody wants another one. */
async function readLost(workspace: Workspace): Promise<readonly TableCount[] | null> {
  try {
    return await withRawConnection(workspace, "write", (connection) =>
      inTransaction(connection, { mode: "read" }, () => countTables(connection)),
    );
  } catch (error) {
    workspace.signal.throwIfAborted();
    if (error instanceof Failure && error.exitCode === 6) throw error;
    return null;
  }
}

async function replace(workspace: Workspace): Promise<void> {
  const server = await workspace.database.server("write");
  if (server.kind !== "embedded") throw notOurs(workspace.database.describe("write"));
  const connection = await connect({ ...server, database: resetFrom }, { applicationName: "v7 db reset" });
  try {
    await replaceDatabase(connection);
  } finally {
    await connection.end();
  }
  // Whoever connects first brings the new one to this v7's schema.
  await withConnection(workspace, "write", () => Promise.resolve());
}

function unapproved(): Failure {
  return new Failure("V7-B181", "resetting the database waits for a yes, nothing was changed", {
    next: ["v7 db export -o FILE keeps what is in it", "v7 db reset --approved"],
  });
}

function notOurs(database: string): Failure {
  return new Failure("V7-B182", `v7 resets only its own embedded server; this is ${database}`, {
    next: ["Drop and make it there, then: v7 db migrate --approved"],
  });
}
