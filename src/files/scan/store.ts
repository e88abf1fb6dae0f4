import { Readable } from "node:stream";
import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import { type StagedFile, stagedLine, stagedRow, stagingTable } from "./scanned-row.ts";

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
  { runId, actor, areChangesTold }: Run,
  batches: AsyncIterable<readonly StagedFile[]>,
  signal: AbortSignal,
): Promise<Counts> {
  await connection.query(readSql("files/scan/begin-store.sql"), [runId, actor, !areChangesTold]);
  let stored: Promise<Counts> = Promise.resolve(noCounts);
  try {
    for await (const batch of batches) {
      const stage = stagingOf(connection, batch, signal);
      const before = await stored;
      stored = stage()
        .then(() => storeStaged(connection))
        .then((counts) => sum(before, counts));
      // Whoever waits for it is told, and that is not now.
      stored.catch(() => undefined);
    }
    const counts = await stored;
    if (counts.added > 0) await connection.query(readSql("files/scan/link-changes.sql"), [runId]);
    return counts;
  } finally {
    await Promise.allSettled([stored]);
  }
}

/** Writes a batch down at once, and sends it when it is called. */
function stagingOf(connection: Connection, batch: readonly StagedFile[], signal: AbortSignal): () => Promise<unknown> {
  if (batch.length <= fewFiles) {
    const rows = JSON.stringify(batch.map(stagedRow));
    return () => connection.query(readSql("files/scan/stage.sql"), [rows]);
  }
  const lines = Buffer.from(batch.map(stagedLine).join(""));
  return async () => {
    // Loaded for many files only: git waits for those of a commit.
    const { copyIn } = await import("../../postgres/copy/copy-stream.ts");
    await copyIn(connection, stagingTable, Readable.from([lines]), signal);
  };
}

const fewFiles = 50;

async function storeStaged(connection: Connection): Promise<Counts> {
  const answers = await connection.script(readSql("files/scan/store.sql"));
  return answers.flatMap((answer) => answer.rows).reduce<Counts>(sum, noCounts);
}

function sum(left: Counts, right: { readonly added?: unknown; readonly modified?: unknown }): Counts {
  return { added: left.added + Number(right.added ?? 0), modified: left.modified + Number(right.modified ?? 0) };
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
