// Made from schemas/v1/output/plan.schema.json by npm run generate: edit that.
import type { Json } from "../json.ts";
import type { Approval } from "./apply.ts";
import type { PlanFile } from "./plan-file.ts";

/** A plan; the same document that v7 saves. */
export interface PlanOutput {
  readonly plan_id: PlanFile["plan_id"];
  readonly tool_version: PlanFile["tool_version"];
  readonly created_at: PlanFile["created_at"];
  readonly git: PlanFile["git"];
  readonly database: PlanFile["database"];
  readonly targets: PlanFile["targets"];
  readonly reverts: PlanFile["reverts"];
  readonly forced_conflicts: PlanFile["forced_conflicts"];
  readonly gates: PlanFile["gates"];
  readonly resource_changes: PlanFile["resource_changes"];
  readonly resource_drift: PlanFile["resource_drift"];
  readonly conflicts: PlanFile["conflicts"];
  readonly findings: PlanFile["findings"];
  readonly approvals_required: PlanFile["approvals_required"];
  readonly summary: PlanFile["summary"];
  /** Whether HEAD contains the commit of the last apply; null when nothing was applied, or this clone cannot tell. */
  readonly contains_last_apply: boolean | null;
  /** True where nothing enforces approvals: on the embedded server. */
  readonly advisory: boolean;
  /** How many of a kind would go, where an apply asks for that number: --allow-mass-delete. Null where it does not. */
  readonly mass_delete: number | null;
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
  /** How to read the changes of each kind. */
  readonly kinds: { readonly [key: string]: KindNotes };
  /** By the address of each change, what v7 last wrote of the fields that the plan names; null where it never wrote the row. */
  readonly last_applied: { readonly [key: string]: { readonly [key: string]: Json } | null };
}

/** What texts say differently from kind to kind. */
export interface KindNotes {
  /** True where a removal takes the row out of use and keeps it. */
  readonly keeps_rows: boolean;
  /** Fields that name other resources, and the first part of those' addresses: `dependsOn` → `task`. */
  readonly references: { readonly [key: string]: string };
  /** What the rules say that the plan sets: of a Policy, what each matches and whom it asks; empty where there are none. */
  readonly rules: readonly RuleInWords[];
}

/** A rule as a person reads it. */
export interface RuleInWords {
  /** Where it stands below spec: `approvals[0]`. */
  readonly rule: string;
  /** `phase.status to approved asks The Architect`. */
  readonly says: string;
}
