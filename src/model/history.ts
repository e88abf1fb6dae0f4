import type { Address } from "./address.ts";
import type { Json } from "./json.ts";
import type { PlanSummary } from "./plan.ts";

/** One thing that happened, as the database recorded it; the entries of `history --json`. */
export type HistoryEntry = ApplyEntry | RowEntry | RefusalEntry;

/** An apply, also one that was refused. */
export interface ApplyEntry {
  readonly type: "apply";
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly apply_id: string;
  readonly plan_id: string | null;
  readonly status: "running" | "applied" | "refused" | "failed";
  readonly because: string | null;
  readonly actor: string | null;
  readonly commit: string | null;
  readonly branch: string | null;
  readonly reason: string | null;
  /** Gates that were gone through by --override. */
  readonly overrides: readonly string[];
  readonly summary: Pick<PlanSummary, "add" | "change" | "destroy"> | null;
}

/** A row that was inserted, changed or deleted. */
export interface RowEntry {
  readonly type: "change";
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The table's name and key where no resource is known. */
  readonly address: Address;
  readonly action: "insert" | "update" | "delete" | "truncate";
  readonly fields: readonly { readonly field: string; readonly before: Json; readonly after: Json }[];
  readonly changed_by: string | null;
  readonly application: string | null;
  /** Null when the change was made outside v7. */
  readonly apply_id: string | null;
  readonly commit: string | null;
  readonly reason: string | null;
}

/** Something a login tried and was not allowed: an approval, or a row that Policy protects. */
export interface RefusalEntry {
  readonly type: "refusal";
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly action: "approve" | "revoke" | "delete" | "change";
  /** An address, or `plan 3f9a1c`. */
  readonly subject: string;
  readonly login: string;
  readonly application: string | null;
  readonly because: string;
}

/** Where one field's present value comes from; the entries of `blame --json`. */
export interface BlameEntry {
  readonly field: string;
  readonly value: Json;
  /** Null when the value was written outside v7. */
  readonly apply_id: string | null;
  readonly commit: string | null;
  readonly actor: string | null;
  readonly application: string | null;
  /** ISO 8601, UTC; null when nobody recorded it. */
  readonly at: string | null;
}
