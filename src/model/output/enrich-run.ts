// Made from schemas/v1/output/enrich-run.schema.json by npm run generate: edit that.
import type { PlanFile } from "./plan-file.ts";

/** What an action would run, or ran. */
export interface EnrichRunOutput {
  /** The action's number in the queue. */
  readonly action: number;
  /** What it is. */
  readonly title: string;
  /** The program and its words. */
  readonly argv: readonly string[];
  /** The id that an approval is of. */
  readonly plan_id: string;
  readonly approvals_required: PlanFile["approvals_required"];
  /** True where one login is everybody: approvals are advice. */
  readonly advisory: boolean;
  /** Whether it was run. */
  readonly is_run: boolean;
  /** Its row in ingest_runs; null when it was not run. */
  readonly run_id: string | null;
  /** What the program exited with; null when it was not run, or was ended by a signal. */
  readonly exit_code: number | null;
}
