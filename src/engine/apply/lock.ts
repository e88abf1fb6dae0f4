import { setTimeout as delay } from "node:timers/promises";
import { Failure } from "../../model/failure.ts";
import { holderText } from "../../model/lock.ts";
import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../../postgres/connection.ts";
import { stateLost } from "../../postgres/rows/read-world.ts";
import { readLockHolder } from "./lock-holder.ts";
import type { Workspace } from "../../workspace/workspace.ts";

const pollMs = 50;

/** How long somebody waits without a word. */
const silentMs = 1_000;

/**
 * Takes the apply lock for the running transaction, or fails with exit 5 naming who holds it. Whoever waits longer than a
 * second hears for whom.
 */
export async function acquireApplyLock(
  workspace: Workspace,
  connection: Connection,
  { applyId, waitMs }: { applyId?: string; waitMs: number },
): Promise<void> {
  const since = performance.now();
  let isTold = false;
  while (!(await tryLock(connection, applyId))) {
    const waited = performance.now() - since;
    if (waited >= waitMs) throw await lockedBy(connection, applyId);
    if (waited >= silentMs && !isTold) {
      workspace.tell({ type: "waiting", holder: await holderOf(connection, applyId) });
      isTold = true;
    }
    await delay(pollMs, undefined, { signal: workspace.signal });
  }
}

async function tryLock(connection: Connection, applyId: string | undefined): Promise<boolean> {
  const { rows } = await connection.query<{ locked: boolean }>(readSql("engine/apply/try-lock.sql"), [applyId ?? null]);
  if (rows.length === 0) throw stateLost();
  return rows[0]?.locked === true;
}

async function lockedBy(connection: Connection, applyId: string | undefined): Promise<Failure> {
  return new Failure("V7-P007", `the apply lock is held by ${await holderOf(connection, applyId)}; nothing written`, {
    next: ["v7 apply --lock-timeout 60s waits for it", "v7 unlock --force ends it"],
  });
}

async function holderOf(connection: Connection, applyId: string | undefined): Promise<string> {
  const holder = await readLockHolder(connection, applyId);
  return holder ? holderText(holder) : "another apply";
}
