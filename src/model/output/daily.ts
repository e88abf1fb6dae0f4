// Made from schemas/v1/output/daily.schema.json by npm run generate: edit that.
import type { DailyStanding } from "./status.ts";

/** The steps of the run. */
export interface DailyOutput {
  /** Its row in ingest_runs. */
  readonly run_id: number;
  /** How it ended; partial when some steps failed. */
  readonly status: "succeeded" | "partial" | "failed";
  /** How long it took, in milliseconds. */
  readonly duration_ms: number;
  /** In order. */
  readonly steps: readonly DailyStep[];
  /** How daily runs stood before this one, where something was wrong; else null. */
  readonly before: null | DailyStanding;
}

/** How one step of the daily run ended. */
export interface DailyStep {
  /** What it does; index where there is one. */
  readonly name: "diff" | "scan" | "health" | "snapshot" | "stale" | "forecast" | "index";
  /** How it ended. */
  readonly status: "ok" | "failed" | "skipped";
  /** How long it took, in milliseconds. */
  readonly duration_ms: number;
  /** What it found, or why it failed. */
  readonly detail: string;
}
