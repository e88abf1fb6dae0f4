import type { Approval } from "../../model/output/apply.ts";
import type { PlanOutput } from "../../model/output/plan.ts";
import type { PlanSummary } from "../../model/plan.ts";
import type { PlanFile } from "../../model/plan-file.ts";
import type { Failure } from "../../model/failure.ts";
import type { PlanOptions } from "../../plan/assemble.ts";

export interface ApplyRequest {
  /** A plan file or an id prefix; absent: plan now and apply that. */
  readonly plan?: string | undefined;
  readonly options: PlanOptions;
  /** Consent given beforehand: `--approved`. */
  readonly approved: boolean;
  /** Asks a person, with the plan as they see it; absent where nobody can be asked. */
  readonly consent?: ((plan: PlanOutput) => Promise<boolean>) | undefined;
  /** How many removals of one kind are meant. */
  readonly allowMassDelete?: number | undefined;
  /** How long to wait for another apply; 0 gives up at once. */
  readonly lockTimeoutMs: number;
  /** Why, for the audit; the commit's subject when absent. */
  readonly reason?: string | undefined;
  /** Codes of closed gates to go through nevertheless; recorded with the reason. */
  readonly overrides?: readonly string[] | undefined;
  /** Carries everything out and rolls it back: nothing stays, so nobody is asked. */
  readonly dryRun?: boolean | undefined;
}

/** What is to be applied, by whom: the request, and the plan that it means. */
export interface Order {
  readonly request: ApplyRequest;
  /** The plan that was named, where it is kept somewhere. */
  readonly saved: PlanFile | undefined;
  /** The id that must come out again under the locks. */
  readonly planId: string;
  readonly actor: string;
}

/** What an apply wrote, and who had agreed to it. */
export interface WrittenPlan {
  readonly summary: PlanSummary;
  readonly approvals: readonly Approval[];
  /** Personas that were asked and have not agreed, where nothing enforces approvals. */
  readonly unapproved: readonly string[];
}

/** How an attempt ended. */
export interface Attempted {
  /** Null when nothing was attempted, and after a dry run. */
  readonly applyId: string | null;
  /** Null when nothing was written. */
  readonly written: WrittenPlan | null;
  readonly problem: Failure | null;
}
