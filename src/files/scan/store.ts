import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import { type StagedFile, stagedColumns } from "./scanned-row.ts";

/** What rows and changes are written for. */
export interface Run {
  /** The row of `ingest_runs`; null where it is no run's work. */
  readonly runId: string | null;
  /** Whose session has the changes; null where they are told elsewhere. */
  readonly actor: string | null;
  /** Whether somebody else writes what changed: a commit says of its own files. */
  readonly areChangesTold: boolean;
}

/** The changes that were written. */
export interface Counts {
  readonly added: number;
  readonly modified: number;
}

export const noCounts: Counts = { added: 0, modified: 0 };

/** Nobody else writes the registry until the transaction is over. Waits for another, unless told, as long as for any lock. */
export async function lockRegistry(connection: Connection, patience?: "1s"): Promise<void> {
  const setting = patience === undefined ? "" : `SET LOCAL lock_timeout = '${patience}';\n`;
  await connection.script(setting + readSql("files/scan/begin.sql"));
}

/** Stores files batch by batch. While the database works on one, the next is read and written down for it. */
export async function store(
  connection: Connection,
  run: Run,
  batches: AsyncIterable<readonly StagedFile[]>,
  signal: AbortSignal,
): Promise<Counts> {
  let stored: Promise<Counts> = Promise.resolve(noCounts);
  try {
    for await (const batch of batches) {
      const columns = stagedColumns(batch);
      const before = await stored;
      signal.throwIfAborted();
      stored = storeBatch(connection, run, columns).then((counts) => sum(before, counts));
      // Whoever waits for it is told, and that is not now.
      stored.catch(() => undefined);
    }
    const counts = await stored;
    if (counts.added > 0) await connection.query(readSql("files/scan/link-changes.sql"), [run.runId]);
    return counts;
  } finally {
    await Promise.allSettled([stored]);
  }
}

async function storeBatch(
  connection: Connection,
  { runId, actor, areChangesTold }: Run,
  columns: readonly string[],
): Promise<Counts> {
  const values = [runId, actor, !areChangesTold, ...columns];
  const { rows } = await connection.query<Counts>(readSql("files/scan/store.sql"), values);
  return rows[0] ?? noCounts;
}

function sum(left: Counts, right: Counts): Counts {
  return { added: left.added + right.added, modified: left.modified + right.modified };
}

/** Files that are gone, by their rows' ids. Answers how many were there until now. */
export async function remove(
  connection: Connection,
  { runId, actor, areChangesTold }: Run,
  ids: readonly string[],
): Promise<number> {
  const values = [runId, actor, ids, !areChangesTold];
  const { rows } = await connection.query<{ deleted: number }>(readSql("files/scan/delete.sql"), values);
  return rows[0]?.deleted ?? 0;
}
