import type { Connection } from "../postgres/connection.ts";
import { readSql } from "../system/package-file.ts";

/** A row of v7_test_results on its way there; what is null has the column's default or nothing. */
export interface ResultRow {
  readonly type: string;
  readonly component: string | null;
  readonly path: string | null;
  readonly status: string;
  readonly error: string | null;
  readonly metrics: object | null;
  readonly compatible: boolean | null;
  readonly tested_by: string | null;
  /** ISO 8601, UTC. */
  readonly tested_at: string;
  readonly retest: boolean;
  readonly notes: string | null;
  readonly phase: number | null;
  readonly task: string | null;
  readonly case: string | null;
  readonly test_file: string | null;
  readonly commit: string | null;
  readonly blob: string | null;
  readonly source: string | null;
  readonly source_sha256: string | null;
  readonly number: number | null;
}

const rowsAtOnce = 5_000;

/** Adds rows, and answers how many there are now that were not there before. Within a running transaction. */
export async function addResults(connection: Connection, rows: readonly ResultRow[]): Promise<number> {
  let added = 0;
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const slice = JSON.stringify(rows.slice(at, at + rowsAtOnce));
    added += (await connection.query(readSql("test-results/add.sql"), [slice])).rowCount ?? 0;
  }
  return added;
}

/** Whether a run was imported before: the same bytes, at the same commit or of the same instant. */
export async function isKnownRun(
  connection: Connection,
  run: { readonly sha256: string; readonly commit: string | undefined; readonly testedAt: string },
): Promise<boolean> {
  const values = [run.sha256, run.commit ?? "", run.testedAt];
  const { rows } = await connection.query<{ known: boolean }>(readSql("test-results/known-run.sql"), values);
  return rows[0]?.known === true;
}

/** Marks imported results by whether their file holds something else by now. */
export async function markMoved(connection: Connection, contents: object): Promise<void> {
  await connection.query(readSql("test-results/mark-moved.sql"), [JSON.stringify(contents)]);
}
