import type { Code } from "./codes/codes.ts";
import type { Address } from "./address.ts";
import type { Finding } from "./finding.ts";
import type { Json } from "./json.ts";
import type { Fields } from "./resource.ts";

export const planFormatVersion = 1 as const;

export type ChangeAction = "create" | "update" | "delete";

/** Why a change is in the plan. Explains; never decides. */
export type ChangeReason = "declared" | "adopted" | "moved" | "reverted" | "forced" | "removed";

/** A field as the plan shows it: from the row's value to the declared one. */
export interface FieldChange {
  readonly field: string;
  readonly before: Json;
  readonly after: Json;
}

/** The file and line a person edits to change their mind. */
export interface ChangeSource {
  readonly file: string;
  readonly line: number;
}

/** One row that apply would write. `before` and `after` hold declared fields only. */
export interface ResourceChange {
  readonly address: Address;
  readonly kind: string;
  readonly action: ChangeAction;
  /** Present when the row keeps its id under a new address. */
  readonly movedFrom?: Address;
  readonly before: Fields | null;
  readonly after: Fields | null;
  /** Fields that status effects set to the transaction's time or clear. */
  readonly effects: readonly FieldEffect[];
  readonly fields: readonly FieldChange[];
  readonly reason: ChangeReason;
  readonly source?: ChangeSource;
}

export interface FieldEffect {
  readonly field: string;
  readonly effect: "stamp" | "stampIfNull" | "clear";
}

/** A value in the database that neither the documents nor an earlier apply put there. */
export interface Drift {
  readonly address: Address;
  readonly kind: string;
  readonly action: "changed" | "added" | "removed";
  readonly fields: readonly DriftField[];
  readonly decision: "kept" | "reverted";
  readonly recordKey?: string;
  readonly changedBy?: string;
  readonly application?: string;
  readonly changedAt?: string;
}

export interface DriftField {
  readonly field: string;
  readonly applied: Json;
  readonly live: Json;
}

/** Document, last apply and row all differ: a person decides. */
export interface Conflict {
  readonly address: Address;
  readonly kind: string;
  readonly fields: readonly ConflictField[];
  readonly message: string;
  readonly recordKey?: string;
}

/** Whether there are two values to choose from. Addresses that are in each other's way leave no choice but to edit. */
export function isDecidable({ fields }: Pick<Conflict, "fields">): boolean {
  return fields.length > 0;
}

/** What to do where there is no choice. */
export const correctMoves = "correct metadata.movedFrom in the documents, then v7 plan";

export interface ConflictField {
  readonly field: string;
  readonly declared: Json;
  readonly applied: Json;
  readonly live: Json;
}

/** A gate that stays closed for something the plan moves. */
export interface ClosedGate {
  readonly code: Code;
  readonly address: Address;
  readonly because: readonly Address[];
  readonly message: string;
}

/** A persona the applied Policy asks for, and the rule that asks. */
export interface RequiredApproval {
  readonly persona: string;
  readonly rule: string;
  readonly distinct: boolean;
  readonly addresses: readonly Address[];
}

export interface PlanSummary {
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
  readonly drift: number;
  readonly conflict: number;
}

/** What an apply would do, decided from documents and one snapshot. Pure data; `planId` seals it. */
export interface Plan {
  readonly planId: string;
  readonly lineage: string;
  readonly targets: readonly Address[];
  readonly reverts: readonly Address[];
  readonly forcedConflicts: readonly Address[];
  /** In the order of apply. */
  readonly changes: readonly ResourceChange[];
  readonly drift: readonly Drift[];
  readonly conflicts: readonly Conflict[];
  readonly gates: readonly ClosedGate[];
  readonly findings: readonly Finding[];
  readonly approvals: readonly RequiredApproval[];
  readonly summary: PlanSummary;
  /** What `v7_resources` must hold afterwards, where it differs from now; written even when `changes` is empty. */
  readonly records: readonly AppliedChange[];
}

/** One line of the applied state to write or forget. */
export type AppliedChange =
  | {
      readonly action: "put";
      readonly address: Address;
      readonly kind: string;
      readonly name: string;
      readonly applied: Fields;
      /** Fields without a column: the live value itself is kept in `v7_resources.spec`. */
      readonly spec: Fields;
    }
  | { readonly action: "forget"; readonly address: Address };
