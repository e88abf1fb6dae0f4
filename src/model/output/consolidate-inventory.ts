// Made from schemas/v1/output/consolidate-inventory.schema.json by npm run generate: edit that.

/** What lies in the source groups' folders of this machine. */
export interface ConsolidateInventoryOutput {
  readonly counts: InventoryCounts;
  /** The source groups that were looked at. */
  readonly groups: readonly string[];
  /** Groups of other machines, which were left alone. */
  readonly elsewhere: readonly string[];
  /** What could not be recorded. */
  readonly problems: readonly SourceProblem[];
}

/** Files by what became of them. */
export interface InventoryCounts {
  /** Files and links there are. */
  readonly files: number;
  /** Their size. */
  readonly bytes: number;
  /** New ones. */
  readonly added: number;
  /** Those with other content. */
  readonly changed: number;
  /** Those that are as they were. */
  readonly unchanged: number;
  /** Those that are there no more. */
  readonly gone: number;
  /** How many were read. */
  readonly read: number;
  /** Listed, and gone when they were to be read. */
  readonly vanished: number;
  /** Those that could not be recorded. */
  readonly problems: number;
  /** Milliseconds. */
  readonly duration_ms: number;
}

/** What was seen in a source folder and could not be recorded as a file with content. */
export interface SourceProblem {
  /** Absolute, printable. */
  readonly path: string;
  /** What it is, or why. */
  readonly problem: "fifo" | "socket" | "device" | "unreadable" | "unstable" | "too_large" | "dataless";
  /** The system's code. */
  readonly detail: string | null;
}
