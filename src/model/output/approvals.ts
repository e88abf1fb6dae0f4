// Made from schemas/v1/output/approvals.schema.json by npm run generate: edit that.
import type { Approval } from "./apply.ts";

/** Plans that wait for approval, and approvals. */
export interface ApprovalsOutput {
  /** Plans that wait for somebody. */
  readonly pending: readonly PendingPlan[];
  /** Approvals, the newest first; null with --pending. */
  readonly approvals: readonly ApprovalEntry[] | null;
  /** As people know it. */
  readonly database: string;
}

/** A plan that waits for somebody. */
export interface PendingPlan {
  /** The plan. */
  readonly plan_id: string;
  /** When it was kept. ISO 8601, UTC. */
  readonly created_at: string;
  /** Who asked about it, or tried to apply it. */
  readonly created_by: string;
  /** How many rows it would write. */
  readonly summary: {
    /** Rows to add. */
    readonly add: number;
    /** Rows to change. */
    readonly change: number;
    /** Rows to destroy. */
    readonly destroy: number;
  };
  /** The approvals that count now. */
  readonly approvals: readonly Approval[];
  /** By each persona that is missing, the logins that can agree for it. */
  readonly approvers: { readonly [key: string]: readonly string[] };
  /** What one of them types. */
  readonly next: string;
  /** Who must still agree. */
  readonly missing: readonly string[];
}

/** What became of an approval. */
export interface ApprovalEntry {
  /** The plan. */
  readonly plan_id: string;
  /** Who was asked. */
  readonly persona: string;
  /** The database login that agreed. */
  readonly approved_by: string;
  /** What the login wrote to it. */
  readonly note: string | null;
  /** ISO 8601, UTC. */
  readonly approved_at: string;
  /** ISO 8601, UTC; null: until it is used. */
  readonly expires_at: string | null;
  /** Only valid ones count; replaced: the same login agreed anew; withdrawn: the login speaks for the persona no more. */
  readonly status: "valid" | "used" | "replaced" | "revoked" | "expired" | "withdrawn";
  /** The apply that used it. */
  readonly used_by: string | null;
}
