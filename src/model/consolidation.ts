import type { RequiredApproval } from "./plan.ts";
/** What was seen in a source folder and could not be recorded as a file with content. */
export interface SourceProblem {
  /** Absolute, printable. */
  readonly path: string;
  readonly problem: "fifo" | "socket" | "device" | "unreadable" | "unstable" | "too_large";
  /** The system's code, such as EACCES. */
  readonly detail: string | null;
}

/** What `v7 consolidate inventory` found. */
export interface Inventory {
  /** The groups that were looked through. */
  readonly groups: readonly string[];
  /** Groups of other machines, `downloads (AIR)`: left alone. */
  readonly elsewhere: readonly string[];
  readonly counts: InventoryCounts;
  readonly problems: readonly SourceProblem[];
}

export interface InventoryCounts {
  /** Files and links there are. */
  readonly files: number;
  readonly bytes: number;
  readonly added: number;
  /** Their content is another one. */
  readonly changed: number;
  readonly unchanged: number;
  readonly gone: number;
  /** How many were read. */
  readonly read: number;
  /** Listed, and not there any more when they were to be read. */
  readonly vanished: number;
  readonly problems: number;
  readonly duration_ms: number;
}

/** Files with the same bytes: one that stays, and the others. Hard links of one file stand as its names. */
export interface DuplicateSet {
  readonly sha256: string;
  readonly size: number;
  /** The copy that stays: a path of the repository, or of a source. */
  readonly kept: string;
  readonly is_registered: boolean;
  readonly duplicates: readonly string[];
}

/** Two texts that are nearly the same. */
export interface NearDuplicate {
  readonly left: string;
  readonly right: string;
  /** How much of what either says both say, 0 to 1, estimated. */
  readonly similarity: number;
}

/** What `v7 consolidate dedup` found. */
export interface Dedup {
  readonly groups: readonly string[];
  readonly counts: DedupCounts;
  readonly sets: readonly DuplicateSet[];
  readonly near: readonly NearDuplicate[];
}

export interface DedupCounts {
  readonly files: number;
  readonly unique: number;
  readonly duplicates: number;
  /** Those of them whose copy is in the repository. */
  readonly registered: number;
  readonly sets: number;
  readonly duplicate_bytes: number;
  /** Further names of files that have one already. */
  readonly hard_links: number;
  readonly empty: number;
  /** Symbolic links, and files whose content nobody could read: they are not compared. */
  readonly not_compared: number;
  readonly near: number;
}

/** One file to bring home. */
export interface PlannedCopy {
  /** In the repository, printable. */
  readonly target: string;
  /** Absolute, printable. */
  readonly source: string;
  readonly group: string;
  readonly node: string;
  readonly sha256: string;
  readonly size: number;
  /** Size, mtime, ctime and inode under which it had this content. */
  readonly stamp: string;
}

/** A source that a plan leaves where it is, and why. */
export interface PassedOver {
  readonly source: string;
  readonly because: "duplicate" | "hard_link" | "skip" | "copied" | "link" | "no_content" | "unplaced" | "hostile";
  /** The copy that stays, the file's first name, the target that would be hostile; null where there is no more to say. */
  readonly detail: string | null;
}

/** A target that cannot be written as the plan stands. */
export interface CopyConflict {
  readonly target: string;
  readonly sources: readonly string[];
  readonly because: string;
}

/** What would go where. Pure data. */
export interface CopyPlan {
  readonly group: string;
  readonly node: string;
  /** By target. */
  readonly copies: readonly PlannedCopy[];
  readonly passed: readonly PassedOver[];
  readonly conflicts: readonly CopyConflict[];
  /** Targets that are there already with the same bytes: they are only recorded. */
  readonly present: readonly string[];
  /** Targets that git ignores. */
  readonly ignored: readonly string[];
}

/** The counts of a plan of copies. */
export interface CopyPlanCounts {
  readonly copies: number;
  readonly bytes: number;
  readonly present: number;
  readonly conflicts: number;
  readonly duplicates: number;
  readonly hard_links: number;
  readonly skipped: number;
  readonly copied: number;
  readonly links: number;
  readonly no_content: number;
  readonly unplaced: number;
  readonly hostile: number;
  /** What git will hold of it. */
  readonly git_bytes: number;
  /** Files over 50 MB. */
  readonly large: number;
}

/** What became of the files of a plan. */
export interface Execution {
  readonly plan_id: string;
  readonly counts: ExecutionCounts;
  readonly problems: readonly CopyProblem[];
  readonly losses: readonly CopyLoss[];
}

export interface ExecutionCounts {
  readonly planned: number;
  readonly copied: number;
  readonly bytes: number;
  /** The target was there with the same bytes. */
  readonly present: number;
  /** The source is not what was planned any more. */
  readonly skipped: number;
  /** The target is something else, or its folder is. */
  readonly refused: number;
  readonly failed: number;
  readonly losses: number;
  readonly duration_ms: number;
}

/** A file that was not copied. Its source is as it was. */
export interface CopyProblem {
  readonly source: string;
  readonly target: string;
  readonly outcome: "skipped" | "refused" | "failed";
  readonly because: string;
}

/** What a copy lacks that its source has. */
export interface CopyLoss {
  readonly target: string;
  /** `setuid`, `owner`, `hard links`, `acl`, `xattr user.tag`. */
  readonly lost: readonly string[];
}

/** Originals whose bytes are in the repository: a person may delete them. */
export interface LeftOver {
  readonly counts: {
    readonly files: number;
    readonly bytes: number;
    /** Originals that changed, or whose copy is not what it was. */
    readonly unsure: number;
  };
  readonly left: readonly {
    readonly source: string;
    /** Where its bytes are, in the repository. */
    readonly kept: string;
    readonly size: number;
  }[];
  readonly unsure: readonly { readonly source: string; readonly because: string }[];
}

/** A plan of copies with what people want to know beside it. */
export interface CopyPlanView {
  readonly plan: CopyPlan;
  readonly file: { readonly plan_id: string; readonly approvals_required: readonly RequiredApproval[] };
  readonly counts: CopyPlanCounts;
  /** Approvals are advice here. */
  readonly isAdvisory: boolean;
}
