import { setTimeout as delay } from "node:timers/promises";
import { Failure } from "../../model/failure.ts";
import { holderText } from "../../model/lock.ts";
import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../../postgres/connection.ts";
import { stateLost } from "../../postgres/rows/read-world.ts";
import { readLockHolder } from "./lock-holder.ts";
import type { Workspace } from "../../workspace/workspace.ts";

const pollMs = 50;

/** Takes the apply lock for the running transaction, or fails with exit 5 naming who holds it. */
export async function acquireApplyLock(
  workspace: Workspace,
  connection: Connection,
  { applyId, waitMs }: { applyId?: string; waitMs: number },
): Promise<void> {
  const deadline = workspace.now().getTime() + waitMs;
  while (!(await tryLock(connection, applyId))) {
    if (workspace.now().getTime() >= deadline) throw await lockedBy(connection, applyId);
    await delay(pollMs, undefined, { signal: workspace.signal });
  }
}

async function tryLock(connection: Connection, applyId: string | undefined): Promise<boolean> {
  const { rows } = await connection.query<{ locked: boolean }>(readSql("engine/apply/try-lock.sql"), [applyId ?? null]);
  if (rows.length === 0) throw stateLost();
  return rows[0]?.locked === true;
}

async function lockedBy(connection: Connection, applyId: string | undefined): Promise<Failure> {
  const holder = await readLockHolder(connection, applyId);
  const who = holder ? holderText(holder) : "another apply";
  return new Failure("V7-P007", `the apply lock is held by ${who}; nothing written`, {
    next: ["v7 apply --lock-timeout 60s waits for it", "v7 unlock --force ends it"],
  });
}
