/** An approval that counted for an apply. */
export interface GivenApproval {
  readonly persona: string;
  /** The database login that gave it. */
  readonly approvedBy: string;
  /** ISO 8601, UTC. */
  readonly approvedAt: string;
  readonly note: string | null;
}

/** What became of an approval; the entries of `approvals --json`. */
export interface ApprovalEntry {
  readonly plan_id: string;
  readonly persona: string;
  readonly approved_by: string;
  readonly note: string | null;
  /** ISO 8601, UTC, as are the other times. */
  readonly approved_at: string;
  /** Null: it does not expire. */
  readonly expires_at: string | null;
  readonly status: "valid" | "used" | "revoked" | "expired" | "withdrawn";
  /** The apply that used it. */
  readonly used_by: string | null;
}

/** A plan that waits for approvals; the entries of `approvals --pending --json`. */
export interface PendingPlan {
  readonly plan_id: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly summary: { readonly add: number; readonly change: number; readonly destroy: number };
  /** The personas whose approval is missing. */
  readonly missing: readonly string[];
}
