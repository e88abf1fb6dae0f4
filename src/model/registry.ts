import type { JsonObject } from "./json.ts";

/** What is known of a registered file; `unhashed` ones could not be read or are larger than the limit. */
export type FileStatus = "present" | "unrouted" | "unhashed" | "deleted";

export const fileStatuses = ["present", "unrouted", "unhashed", "deleted"] as const satisfies readonly FileStatus[];

/** A file as the registry has it. */
export interface RegisteredFile {
  /** From the repository's root, escaped to printable text; files outside git begin with `@ROOT/`. */
  readonly path: string;
  /** SHA-256; null when the bytes were not read. */
  readonly sha256: string | null;
  readonly size_bytes: number;
  readonly ext: string | null;
  readonly type: string | null;
  readonly component: string | null;
  readonly pillar: string | null;
  readonly project: string | null;
  /** ISO 8601, UTC. */
  readonly modified_at: string | null;
  readonly status: FileStatus;
}

/** Some rows of an answer, and how many there are in all. */
export interface Page<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

/** What happened to a file. */
export interface FileChange {
  readonly id: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly path: string;
  readonly change: "created" | "modified" | "deleted" | "renamed" | "mode_changed" | "type_changed";
  /** The name before a renaming. */
  readonly old_path: string | null;
  readonly old_sha256: string | null;
  readonly new_sha256: string | null;
  readonly detected_by: string;
  readonly commit: string | null;
  readonly author: string | null;
  readonly session_id: number | null;
}

export interface StaleFile {
  readonly path: string;
  readonly size_bytes: number;
  /** ISO 8601, UTC. */
  readonly modified_at: string;
  readonly days: number;
}

/** How many files each name has. */
export type Counts = { readonly [name: string]: number };

/** The figures of the registry at one instant: those of its first scan, and what is wrong with it. */
export interface Health {
  readonly total_files: number;
  readonly total_size_bytes: number;
  readonly files_by_component: Counts;
  readonly files_by_pillar: Counts;
  readonly files_by_project: Counts;
  readonly files_by_type: Counts;
  /** Of the declared Layout; null while it declares none. */
  readonly pillars_total: number | null;
  /** Names of declared pillars without a file; null while none is declared. */
  readonly empty_pillars: readonly string[] | null;
  /** Not modified for this many days counts as stale. */
  readonly stale_days: number;
  readonly stale_files: number;
  readonly external_total: number;
  /** With the bytes of a registered file, or of another external one. */
  readonly external_duplicates: number;
  /** Compared, and like no other. */
  readonly external_unique: number;
  /** Sets of files with equal bytes; empty files do not count. */
  readonly duplicate_groups: number;
  readonly duplicate_files: number;
  /** What all but one of each set take. */
  readonly duplicate_bytes: number;
  readonly unrouted_files: number;
  readonly unhashed_files: number;
}

/** A kept row of figures. */
export interface Snapshot {
  readonly id: number;
  /** In v7.yaml's timezone: `2025-08-07`. */
  readonly date: string;
  /** ISO 8601, UTC. */
  readonly taken_at: string;
  readonly triggered_by: string;
  readonly session_id: number | null;
  readonly total_files: number;
  readonly total_size_bytes: number;
}

/** How the registry differs from the last snapshot. */
export interface ChangeSinceSnapshot {
  /** ISO 8601, UTC. */
  readonly taken_at: string;
  readonly files: number;
  readonly bytes: number;
}

export interface HealthReport extends Health {
  /** Null before the first snapshot. */
  readonly since_snapshot: ChangeSinceSnapshot | null;
}

/** How one step of the daily run ended. */
export interface DailyStep {
  readonly name: "diff" | "scan" | "health" | "snapshot" | "stale" | "index";
  readonly status: "ok" | "failed" | "skipped";
  readonly duration_ms: number;
  /** What it found, or why it failed. */
  readonly detail: string;
}

/** A run of the daily maintenance. */
export interface DailyRun {
  readonly run_id: number;
  /** `partial`: some steps failed. */
  readonly status: "succeeded" | "partial" | "failed";
  readonly duration_ms: number;
  readonly steps: readonly DailyStep[];
}

/** What a step counts besides its words. */
export interface StepResult {
  readonly detail: string;
  readonly counts?: JsonObject;
}
