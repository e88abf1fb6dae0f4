import type { Address } from "../../model/address.ts";
import type { Plan } from "../../model/plan.ts";
import type { Clock } from "../type/time.ts";

/** A plan and what stands around it. */
export interface PlanView extends Clock {
  readonly plan: Plan;
  /** `aya_rag on ALPHA`. */
  readonly databaseLine: string;
  /** `wo-1.3 4c1e9aa, contains last apply`; absent outside git. */
  readonly gitLine?: string;
  /** The statements of each change, when they were asked for. */
  readonly sql?: ReadonlyMap<Address, string>;
  /** Nothing here can tell people apart, so approvals are asked for and not required. */
  readonly approvalsAreAdvisory?: boolean;
  /** The first part of the addresses a field's names stand for: `task` for a Task's `dependsOn`. */
  readonly referenceSegment?: (kind: string, field: string) => string | undefined;
  /** True of kinds whose rows a removal takes out of use instead of deleting them. */
  readonly keepsRows?: (kind: string) => boolean;
}
