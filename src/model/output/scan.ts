// Made from schemas/v1/output/scan.schema.json by npm run generate: edit that.

/** What a scan of files found. */
export interface ScanOutput {
  /** Files and links that count. */
  readonly scanned: number;
  /** How many were not registered. */
  readonly added: number;
  /** How many have other content. */
  readonly modified: number;
  /** How many registered files are gone, or left out now. */
  readonly deleted: number;
  /** How many are as they were registered. */
  readonly unchanged: number;
  /** How many were read. */
  readonly hashed: number;
  /** The size of all files scanned. */
  readonly bytes: number;
  /** How many vanished between being listed and being read. */
  readonly vanished: number;
  /** Milliseconds the scan took. */
  readonly duration_ms: number;
  /** The differences, by path; with --diff alone. */
  readonly changes: readonly ScanChange[];
  /** What could not be registered with its content, by path. */
  readonly problems: readonly ScanProblem[];
  /** The scan's row in ingest_runs; null when nothing was written. */
  readonly run_id: string | null;
}

/** One difference from the registry. */
export interface ScanChange {
  /** How it differs. */
  readonly change: "added" | "modified" | "deleted";
  /** From the repository's root, or @root/…; bytes that cannot be printed are \xNN. */
  readonly path: string;
}

/** What could not be registered as a file with its content, or is registered and not checked out. */
export interface ScanProblem {
  /** As in changes. */
  readonly path: string;
  /** What it is, or what is wrong with it. */
  readonly problem:
    | "fifo"
    | "socket"
    | "device"
    | "unreadable"
    | "unstable"
    | "too_large"
    | "dataless"
    | "not_checked_out"
    | "unfinished_copy";
  /** The system's code, such as EACCES; of what is not checked out, why. */
  readonly detail: string | null;
}
