import type { Connection } from "../postgres/connection.ts";
import { inTransaction } from "../postgres/transaction.ts";
import { readSql } from "../system/package-file.ts";

/** A run of consolidation that is over, as `ingest_runs` keeps it. */
export interface ConsolidationRun {
  readonly pipeline: "inventory" | "consolidate";
  /** What it was about: groups, or a plan's id. */
  readonly scope: string;
  /** Whether all of it was done. */
  readonly isWhole: boolean;
  readonly counts: { readonly duration_ms: number };
  readonly problems: readonly object[];
}

/** Writes a run down, in a transaction of its own. */
export async function recordRun(connection: Connection, run: ConsolidationRun): Promise<void> {
  const { pipeline, scope, isWhole, counts, problems } = run;
  const values = [
    pipeline,
    scope,
    isWhole ? "succeeded" : "partial",
    counts.duration_ms,
    JSON.stringify(counts),
    JSON.stringify(problems.slice(0, keptProblems)),
  ];
  await inTransaction(connection, { mode: "write" }, () =>
    connection.query(readSql("consolidate/record-run.sql"), values),
  );
}

const keptProblems = 1_000;
