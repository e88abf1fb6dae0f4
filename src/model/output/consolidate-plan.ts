// Made from schemas/v1/output/consolidate-plan.schema.json by npm run generate: edit that.
import type { PlanFile } from "./plan-file.ts";

/** What of a source group would go where. */
export interface ConsolidatePlanOutput {
  /** SHA-256 of what the plan says. */
  readonly plan_id: string;
  /** The source group. */
  readonly group: string;
  /** The files that were written. */
  readonly files: readonly string[];
  readonly counts: CopyPlanCounts;
  /** Targets that cannot be written. */
  readonly conflicts: readonly CopyConflict[];
  readonly approvals_required: PlanFile["approvals_required"];
  /** The node whose files they are. */
  readonly node: string;
  /** True where one login is everybody: approvals are advice. */
  readonly advisory: boolean;
  /** What goes where, by target. */
  readonly copies: readonly PlannedCopy[];
  /** What stays where it is. */
  readonly passed: readonly PassedOver[];
}

/** Files by what would become of them. */
export interface CopyPlanCounts {
  /** Files to copy. */
  readonly copies: number;
  /** Their size. */
  readonly bytes: number;
  /** Those of them that are there already. */
  readonly present: number;
  /** Targets in conflict. */
  readonly conflicts: number;
  /** Sources whose bytes are elsewhere. */
  readonly duplicates: number;
  /** Further names of files that go. */
  readonly hard_links: number;
  /** Sources that an override leaves. */
  readonly skipped: number;
  /** Sources that were copied before. */
  readonly copied: number;
  /** Symbolic links. */
  readonly links: number;
  /** Files nobody could read. */
  readonly no_content: number;
  /** Sources that no rule places. */
  readonly unplaced: number;
  /** Sources whose target is refused. */
  readonly hostile: number;
  /** Bytes that enter git. */
  readonly git_bytes: number;
  /** Files over 50 MB. */
  readonly large: number;
}

/** A target that cannot be written as the plan stands. */
export interface CopyConflict {
  /** In the repository, printable. */
  readonly target: string;
  /** What would go there. */
  readonly sources: readonly string[];
  /** Why not. */
  readonly because: string;
}

/** One file to bring home. */
export interface PlannedCopy {
  /** In the repository, printable. */
  readonly target: string;
  /** Absolute, printable. */
  readonly source: string;
  /** The source group. */
  readonly group: string;
  /** The node the source lies on. */
  readonly node: string;
  /** Of its bytes. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** Size, mtime, ctime and inode under which it had this content. */
  readonly stamp: string;
}

/** A source that a plan leaves where it is. */
export interface PassedOver {
  /** Absolute, printable. */
  readonly source: string;
  /** Why. */
  readonly because: "duplicate" | "hard_link" | "skip" | "copied" | "link" | "no_content" | "unplaced" | "hostile";
  /** The copy that stays, the file's first name, the target that would be hostile; null where there is no more to say. */
  readonly detail: string | null;
}
