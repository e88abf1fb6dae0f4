import { Failure } from "../../model/failure.ts";
import type { JsonObject } from "../../model/json.ts";
import { readSql } from "../../system/package-file.ts";
import type { DailyOutput, DailyStep } from "../../model/output/daily.ts";
import type { Redactor } from "../../model/secrets.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";

/** What a step found, and what it counted besides. */
export interface StepResult {
  readonly detail: string;
  readonly counts?: JsonObject;
}

/** A step that can be run: by name, in the order in which they are given. */
export interface RunnableStep {
  readonly name: DailyStep["name"];
  run(): Promise<StepResult>;
}

export interface DailyOptions {
  readonly connection: Connection;
  /** Stored with the run: which files it was about. */
  readonly root: string;
  readonly redactor: Redactor;
  readonly signal: AbortSignal;
}

/**
 * Runs the steps one after another and keeps the run with what each took and found. A step that fails is told, and
 * the others still run; they are skipped only once nobody answers on the line any more, or after Ctrl-C.
 */
export async function runDaily(options: DailyOptions, steps: readonly RunnableStep[]): Promise<DailyRun> {
  const began = performance.now();
  const runId = await beginRun(options);
  const done: Finished[] = [];
  for (const step of steps) done.push(await finish(options, step));
  const run = {
    run_id: runId,
    status: statusOf(done.map(({ told }) => told)),
    duration_ms: since(began),
    steps: done.map(({ told }) => told),
  } as const;
  await endRun(options, run, Object.fromEntries(done.map(({ told, counts }) => [told.name, counts])));
  return run;
}

/** A run and what its steps came to. */
export type DailyRun = Omit<DailyOutput, "before">;

interface Finished {
  readonly told: DailyStep;
  readonly counts: JsonObject;
}

async function finish({ connection, signal, redactor }: DailyOptions, { name, run }: RunnableStep): Promise<Finished> {
  const began = performance.now();
  const told = (status: DailyStep["status"], detail: string): DailyStep => ({
    name,
    status,
    duration_ms: since(began),
    detail: redactor.text(detail),
  });
  if (signal.aborted) return { told: told("skipped", "interrupted"), counts: {} };
  if (connection.lost) return { told: told("skipped", "the connection is lost"), counts: {} };
  try {
    const { detail, counts = {} } = await run();
    return { told: told("ok", detail), counts };
  } catch (error) {
    return { told: told("failed", messageOf(error)), counts: {} };
  }
}

function statusOf(steps: readonly DailyStep[]): DailyOutput["status"] {
  const fine = steps.filter(({ status }) => status === "ok").length;
  if (fine === steps.length) return "succeeded";
  return fine === 0 ? "failed" : "partial";
}

function beginRun({ connection, root }: DailyOptions): Promise<number> {
  return inTransaction(connection, { mode: "write" }, async () => {
    const { rows } = await connection.query<{ id: string }>(readSql("routines/daily/begin.sql"), [root]);
    return Number(rows[0]?.id);
  });
}

/** Without a connection the row stays as it was begun; the next day's run says that it was cut off. */
async function endRun({ connection }: DailyOptions, run: DailyRun, found: JsonObject): Promise<void> {
  if (connection.lost) return;
  const durations = Object.fromEntries(run.steps.map((step) => [step.name, step.duration_ms]));
  const errors = run.steps.filter(({ status }) => status !== "ok").map(({ name, detail }) => `${name}: ${detail}`);
  const counts = JSON.stringify({ duration_ms: durations, ...found });
  const values = [run.run_id, run.status, run.duration_ms, counts, JSON.stringify(errors)];
  await inTransaction(connection, { mode: "write" }, () => connection.query(readSql("routines/daily/end.sql"), values));
}

function messageOf(error: unknown): string {
  if (error instanceof Failure) return `${error.message} [${error.code}]`;
  return error instanceof Error ? error.message : String(error);
}

function since(began: number): number {
  return Math.round(performance.now() - began);
}
