import type { Tell } from "../../model/work-event.ts";

export interface ScanRequest {
  /** The file or folder to look at, as typed: relative to `directory`, absolute, or `@root/…`. Default: every root. */
  readonly path?: string | undefined;
  /** Where `path` starts. Default: the repository's root. */
  readonly directory?: string;
  /** Only tell what differs from the registry. */
  readonly diff?: boolean;
  /** Read every file again, whatever its stamp. */
  readonly full?: boolean;
  /** How many files may be missing at once, where that is more than a fifth of a root. */
  readonly allowMassDelete?: number | undefined;
  readonly tell?: Tell | undefined;
  /** Called when everything was listed and nothing was read yet. */
  readonly onWalked?: () => void;
}

/** One difference from the registry. */
export interface ScanChange {
  readonly change: "added" | "modified" | "deleted";
  /** Printable. */
  readonly path: string;
}

/** What was seen and could not be registered as a file with content. */
export interface ScanProblem {
  readonly path: string;
  readonly problem: "fifo" | "socket" | "device" | "unreadable" | "unstable" | "too_large";
  /** The system's code, such as EACCES. */
  readonly detail: string | null;
}

export interface ScanReport {
  /** Files and links that count. */
  readonly scanned: number;
  readonly added: number;
  readonly modified: number;
  /** Gone, or left out now. */
  readonly deleted: number;
  readonly unchanged: number;
  /** How many were read. */
  readonly hashed: number;
  /** The size of all that were scanned. */
  readonly bytes: number;
  /** Vanished between being listed and being read. */
  readonly vanished: number;
  readonly durationMs: number;
  /** By path; of a `diff` alone. */
  readonly changes: readonly ScanChange[];
  /** By path. */
  readonly problems: readonly ScanProblem[];
  /** The row of `ingest_runs`; null where nothing was written. */
  readonly runId: string | null;
}
