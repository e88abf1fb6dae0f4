import { Failure } from "../../model/failure.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { readSql } from "../../system/package-file.ts";

/** What a run does, one after the other. */
export type StepName = "detect" | "place" | "scans" | "analyze" | "figures" | "gaps" | "actions";

/** A run of the collector: its row, and how each of its steps is done. */
export interface Run {
  /** Decimal text: bigint; null: a rehearsal, which leaves no row. */
  readonly id: string | null;
  readonly resumedFrom: string | null;
  /** Does a step: in a transaction of its own that also says how far the run has come, or in the rehearsal's. */
  step<T>(name: StepName, work: () => Promise<T>): Promise<T>;
}

export interface RunOptions {
  readonly scope: string;
  readonly dryRun: boolean;
  readonly resume: boolean;
}

/** How a run is told in its row when it is over. */
export interface RunEnd {
  readonly counts: JsonObject;
  readonly errors: readonly Json[];
  /** Files that it read: path, hash and bytes of each. */
  readonly artifacts: readonly JsonObject[];
}

/**
 * Runs `work` as a run that is on record from its first step to its end, whatever that is. A rehearsal is one transaction that is rolled back.
 * Throws V7-A002 where there is nothing to go on with.
 */
export async function asRun<T>(
  connection: Connection,
  options: RunOptions,
  work: (run: Run) => Promise<{ readonly output: T; readonly end: RunEnd }>,
): Promise<T> {
  if (options.dryRun) {
    const run = { id: null, resumedFrom: null, step: <S>(_: StepName, inner: () => Promise<S>) => inner() };
    return inTransaction(connection, { mode: "write", rehearsal: true }, async () => (await work(run)).output);
  }
  const { id, resumedFrom } = await begin(connection, options);
  const step = <S>(name: StepName, inner: () => Promise<S>): Promise<S> =>
    inTransaction(connection, { mode: "write" }, async () => {
      await connection.query(readSql("meta/lock.sql"));
      const done = await inner();
      await connection.query(readSql("meta/checkpoint.sql"), [id, JSON.stringify({ step: name })]);
      return done;
    });
  try {
    const { output, end: told } = await work({ id, resumedFrom, step });
    await end(connection, id, { status: told.errors.length > 0 ? "partial" : "succeeded", ...told });
    return output;
  } catch (error) {
    if (!connection.lost) await end(connection, id, failed(error)).catch(() => undefined);
    throw error;
  }
}

function begin(
  connection: Connection,
  { scope, resume }: RunOptions,
): Promise<{ readonly id: string; readonly resumedFrom: string | null }> {
  return inTransaction(connection, { mode: "write" }, async () => {
    const { rows: last } = await connection.query<{ id: string; status: string }>(readSql("meta/last-run.sql"));
    const [before] = last;
    const wasCutOff = before !== undefined && before.status !== "succeeded" && before.status !== "partial";
    if (resume && !wasCutOff)
      throw new Failure("V7-A002", "no run of the collector was cut off", { next: ["v7 enrich refresh-meta"] });
    const resumedFrom = resume && before !== undefined ? before.id : null;
    const { rows } = await connection.query<{ id: string }>(readSql("meta/begin-run.sql"), [scope, resumedFrom]);
    return { id: rows[0]?.id ?? "", resumedFrom };
  });
}

interface Ended extends RunEnd {
  readonly status: "succeeded" | "partial" | "failed" | "cancelled";
}

function failed(error: unknown): Ended {
  const told =
    error instanceof Failure
      ? { code: error.code, message: error.message }
      : { code: null, message: error instanceof Error ? error.message : String(error) };
  const isCancelled = error instanceof Error && error.name === "AbortError";
  return { status: isCancelled ? "cancelled" : "failed", counts: {}, errors: [told], artifacts: [] };
}

function end(connection: Connection, id: string, { status, counts, errors, artifacts }: Ended): Promise<void> {
  return inTransaction(connection, { mode: "write" }, async () => {
    const values = [id, status, JSON.stringify(counts), JSON.stringify(errors), JSON.stringify(artifacts)];
    await connection.query(readSql("meta/end-run.sql"), values);
  });
}
