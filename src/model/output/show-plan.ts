// Made from schemas/v1/output/show-plan.schema.json by npm run generate: edit that.
import type { Json } from "../json.ts";
import type { Approval } from "./apply.ts";
import type { PlanFile } from "./plan-file.ts";
import type { KindNotes } from "./plan.ts";

/** A saved plan. */
export interface ShowPlanOutput {
  /** The saved plan. */
  readonly plan: PlanFile;
  /** How the plan stands now; null where the database did not say. */
  readonly standing: null | PlanStanding;
  /** How to read the changes of each kind. */
  readonly kinds: { readonly [key: string]: KindNotes };
  /** By the address of each change, what v7 last wrote of the fields that the plan names; null where it never wrote the row. Null as a whole where the database did not say. */
  readonly last_applied: { readonly [key: string]: { readonly [key: string]: Json } | null } | null;
}

/** How a plan stands now. */
export interface PlanStanding {
  /** `open`: nothing stands in its way but missing approvals; `stale`: rows or Policy are no longer as it found them; `closed`: a gate closed since; `replaced`: its author asks about another one; `foreign`: it is another database's. */
  readonly status: "open" | "applied" | "stale" | "expired" | "closed" | "replaced" | "foreign";
  /** What stands in its way; null where nothing does. */
  readonly because: string | null;
  /** The apply that carried it out last; null: none. */
  readonly applied_by: string | null;
  /** True where nothing enforces approvals: on the embedded server. */
  readonly advisory: boolean;
  /** The approvals that count now. */
  readonly approvals: readonly Approval[];
  /** The personas that have not agreed yet. */
  readonly missing: readonly string[];
  /** By each persona that is missing, the logins that can agree for it. */
  readonly approvers: { readonly [key: string]: readonly string[] };
  /** Since when people are asked about the plan. ISO 8601, UTC; null: nobody is. */
  readonly asked_at: string | null;
  /** The command that goes on from here; null where there is nothing to do, or something stands in the way. */
  readonly next: string | null;
  /** Until when it may be carried out, by Policy's planTtl. ISO 8601, UTC; null: for ever. */
  readonly expires_at: string | null;
  /** The last attempt to apply it that was refused; null: none. */
  readonly refused: null | RefusedAttempt;
}

/** An apply that was refused, and wrote nothing. */
export interface RefusedAttempt {
  /** When. ISO 8601, UTC. */
  readonly at: string;
  /** Why. */
  readonly because: string;
}
