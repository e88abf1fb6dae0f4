import type { Revision } from "../../git/repository.ts";
import type { GivenApproval } from "../../model/approval.ts";
import type { PlanSummary } from "../../model/plan.ts";
import type { PlanOptions } from "../../plan/assemble.ts";
import type { PlannedChanges } from "../plan/make-plan.ts";

export interface ApplyRequest {
  /** A plan file or an id prefix; absent: plan now and apply that. */
  readonly plan?: string;
  readonly options: PlanOptions;
  /** Consent given beforehand: `--approved`. */
  readonly approved: boolean;
  /** Asks a person at a terminal; absent where nobody can be asked. */
  readonly confirm?: (planned: PlannedChanges) => Promise<boolean>;
  /** How many removals of one kind are meant. */
  readonly allowMassDelete?: number;
  /** How long to wait for another apply; 0 gives up at once. */
  readonly lockTimeoutMs: number;
  /** Why, for the audit; the commit's subject when absent. */
  readonly reason?: string;
  /** Codes of closed gates to go through nevertheless; recorded with the reason. */
  readonly overrides?: readonly string[];
  /** Carries everything out and rolls it back: nothing stays, so nobody is asked. */
  readonly dryRun?: boolean;
}

export interface ApplyOutcome {
  /** Absent when there was nothing to apply, and after a dry run. */
  readonly applyId?: string;
  readonly dryRun: boolean;
  /** The approvals that counted. */
  readonly approvals: readonly GivenApproval[];
  readonly planned: PlannedChanges;
  readonly summary: PlanSummary;
  readonly database: string;
  readonly revision: Revision;
}

export function outcomeOf(
  planned: PlannedChanges,
  summary: PlanSummary,
  rest: { readonly applyId?: string; readonly dryRun?: boolean; readonly approvals?: readonly GivenApproval[] },
): ApplyOutcome {
  const { database, revision } = planned;
  return { planned, summary, database, revision, dryRun: false, approvals: [], ...rest };
}
