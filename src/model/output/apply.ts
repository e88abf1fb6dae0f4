// Made from schemas/v1/output/apply.schema.json by npm run generate: edit that.
import type { Finding, PlanFile, Summary } from "./plan-file.ts";

/** What an apply did. */
export interface ApplyOutput {
  /** Null when nothing was attempted or nothing had to be written. */
  readonly apply_id: string | null;
  /** The plan that was applied. */
  readonly plan_id: string | null;
  /** Only `applied` has written anything; `rolled_back` is a dry run that went through. */
  readonly status: "applied" | "refused" | "failed" | "rolled_back";
  /** The rows it wrote. */
  readonly summary: null | Summary;
  /** Why it was refused or failed. */
  readonly because: string | null;
  /** True when everything was rolled back on purpose. */
  readonly dry_run: boolean;
  /** Personas that Policy asks and that have not agreed: only where nothing enforces approvals. */
  readonly unapproved: readonly string[];
  /** The approvals that counted. */
  readonly approvals: readonly Approval[];
  /** What it is for, as people know it; null when nothing was planned. */
  readonly database: string | null;
  /** Where the documents were read; null outside git, and when nothing was planned. */
  readonly git: null | PlanFile["git"];
  /** Who applied. */
  readonly actor: string;
  /** Rows that were read again under the locks. */
  readonly rows: number;
  /** What Policy asks of a checkout that applies, and this one is not: where logins separate people, only what somebody overrode. And what is not so of what it completes, though nobody asks for it. */
  readonly findings: readonly Finding[];
  /** Drifted rows that were left alone. */
  readonly drift_kept: number;
}

/** An approval that counted. */
export interface Approval {
  /** Who was asked. */
  readonly persona: string;
  /** The database login that agreed. */
  readonly approved_by: string;
  /** When. ISO 8601, UTC. */
  readonly approved_at: string;
}
