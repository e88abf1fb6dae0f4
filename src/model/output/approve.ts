// Made from schemas/v1/output/approve.schema.json by npm run generate: edit that.

/** Who agreed to a plan. */
export interface ApproveOutput {
  /** The plan. */
  readonly plan_id: string;
  /** The database login. */
  readonly approved_by: string;
  /** The personas it spoke for; null when it took back all. */
  readonly persona: string | null;
  /** ISO 8601, UTC; null: until it is used. */
  readonly expires_at: string | null;
  /** Who must still agree. */
  readonly missing: readonly string[];
  /** True where Policy asks for distinct people: an approval does not count for a change of one's own. */
  readonly distinct: boolean;
  /** True where nothing enforces approvals: on the embedded server. */
  readonly advisory: boolean;
  /** True when it was taken back. */
  readonly revoked: boolean;
  /** As people know it. */
  readonly database: string;
  /** What carries the plan out. */
  readonly carried_out_by: string;
}
