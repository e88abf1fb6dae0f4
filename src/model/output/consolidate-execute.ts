// Made from schemas/v1/output/consolidate-execute.schema.json by npm run generate: edit that.

/** What became of the files of a plan of copies. */
export interface ConsolidateExecuteOutput {
  /** SHA-256 of what the plan says. */
  readonly plan_id: string;
  readonly counts: ExecutionCounts;
  /** What was not copied. */
  readonly problems: readonly CopyProblem[];
  /** What copies lack. */
  readonly losses: readonly CopyLoss[];
}

/** Files by what became of them. */
export interface ExecutionCounts {
  /** Files of the plan. */
  readonly planned: number;
  /** Those that were copied now. */
  readonly copied: number;
  /** Their size. */
  readonly bytes: number;
  /** Those that were there already. */
  readonly present: number;
  /** Unfinished files of executions that were killed, which were removed. */
  readonly swept: number;
  /** Those whose original changed. */
  readonly skipped: number;
  /** Those whose target is something else. */
  readonly refused: number;
  /** Those that the system refused. */
  readonly failed: number;
  /** Copies that lack something of their original. */
  readonly losses: number;
  /** Milliseconds. */
  readonly duration_ms: number;
}

/** A file that was not copied. Its source is as it was. */
export interface CopyProblem {
  /** Absolute, printable. */
  readonly source: string;
  /** In the repository, printable. */
  readonly target: string;
  /** What became of it. */
  readonly outcome: "skipped" | "refused" | "failed";
  /** Why. */
  readonly because: string;
}

/** What a copy lacks that its source has. */
export interface CopyLoss {
  /** In the repository, printable. */
  readonly target: string;
  /** setuid, setgid, owner, hard links, holes, time, acl, xattr NAME, resource fork. */
  readonly lost: readonly string[];
}
