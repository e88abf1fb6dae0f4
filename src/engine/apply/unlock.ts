import { setTimeout as delay } from "node:timers/promises";
import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import type { LockHolder, UnlockOutput } from "../../model/output/unlock.ts";
import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../../postgres/connection.ts";
import { codeOfError } from "../../model/error-code.ts";
import { whoAsks } from "../../postgres/missing-right.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { readLockHolder } from "./lock-holder.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";

/**
 * Ends whoever holds the apply lock and writes down who did it. What the holder had written is rolled back by the
 * server. Throws a Failure when this login may not end that session.
 */
export async function unlock(workspace: Workspace): Promise<Answer<UnlockOutput>> {
  const holder = await withConnection(workspace, "write", async (connection) => {
    const found = await holderNow(connection);
    if (found === undefined) return null;
    await end(connection, found);
    await untilGone(connection, found);
    const because = `its session was ended by ${await workspace.actor()}: v7 unlock --force`;
    if (found.apply_id !== null) await recordEnd(connection, found.apply_id, because);
    return found;
  });
  return answer({ database: workspace.database.describe(), holder });
}

/** Whether it was committed a moment before is for the attempt's own row to say. */
async function recordEnd(connection: Connection, applyId: string, because: string): Promise<void> {
  await inTransaction(connection, { mode: "write" }, () =>
    connection.query(readSql("engine/apply/end-unlocked.sql"), [applyId, because]),
  );
}

function holderNow(connection: Connection): Promise<LockHolder | undefined> {
  return inTransaction(connection, { mode: "read" }, () => readLockHolder(connection));
}

async function end(connection: Connection, { pid, login }: LockHolder): Promise<void> {
  try {
    await connection.query(readSql("engine/apply/end-holder.sql"), [pid]);
  } catch (error) {
    if (codeOfError(error) !== "42501") throw error;
    const asking = await whoAsks(connection);
    throw new Failure(
      "V7-B065",
      `${asking.login} may not end the session of ${login ?? "somebody else"} (server process ${pid})`,
      { next: [`its owner, or a member of pg_signal_backend: SELECT pg_terminate_backend(${pid})`] },
    );
  }
}

const patienceMs = 5_000;

async function untilGone(connection: Connection, { pid }: LockHolder): Promise<void> {
  for (const deadline = performance.now() + patienceMs; performance.now() < deadline; await delay(50)) {
    if ((await holderNow(connection))?.pid !== pid) return;
  }
  throw new Failure("V7-B069", `server process ${pid} was told to end and still holds the lock`, {
    next: ["v7 unlock --force again; if it stays, the server's administrator must look at that process"],
  });
}
