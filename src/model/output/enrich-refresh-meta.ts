// Made from schemas/v1/output/enrich-refresh-meta.schema.json by npm run generate: edit that.

/** What a run of the meta collector found, and what it made of it. */
export interface EnrichRefreshMetaOutput {
  /** The run's row in ingest_runs; null when nothing was written. */
  readonly run_id: string | null;
  /** Whether nothing was written. */
  readonly dry_run: boolean;
  /** The run that was cut off and is gone on with; null for a new one. */
  readonly resumed_from: string | null;
  readonly scan: RegisteredScan;
  readonly projects: EnrichedProjects;
  /** Projects that were found before and are there no more, by path. */
  readonly gone: readonly string[];
  /** What looks like a project and is none, by path. */
  readonly left_out: readonly LeftOutFolder[];
  readonly files: PlacedProjectFiles;
  readonly analyzed: AnalyzedFiles;
  readonly gaps: GapCounts;
  /** What became of gaps, by project and type. */
  readonly gap_changes: readonly GapChange[];
  readonly actions: ActionCounts;
  readonly artifacts: ReadArtifacts;
}

/** What registering files came to, before. */
export interface RegisteredScan {
  /** Files that count. */
  readonly scanned: number;
  /** How many were not registered. */
  readonly added: number;
  /** How many have other content. */
  readonly modified: number;
  /** How many are gone. */
  readonly deleted: number;
  /** How many could not be registered with their content. */
  readonly problems: number;
}

/** Projects. */
export interface EnrichedProjects {
  /** How many there are. */
  readonly found: number;
  /** How many nobody knew of. */
  readonly added: number;
}

/** A folder that looks like a project and is none. */
export interface LeftOutFolder {
  /** The folder. */
  readonly path: string;
  /** Why. */
  readonly reason: "vendored" | "generated" | "fixture" | "worktree" | "workspace" | "no_identity" | "unreadable";
  /** What speaks: a part of the path, a manifest, a workspace's members. */
  readonly because: string;
}

/** Files of projects. */
export interface PlacedProjectFiles {
  /** How many there are. */
  readonly placed: number;
  /** How many are new. */
  readonly added: number;
  /** How many have changed. */
  readonly updated: number;
  /** How many are there no more. */
  readonly gone: number;
}

/** Files whose bytes no parser of this version had seen. */
export interface AnalyzedFiles {
  /** How many. */
  readonly files: number;
  /** How that went; empty where nothing was read. */
  readonly by_status: readonly AnalyzedStatus[];
}

/** How many files went one way. */
export interface AnalyzedStatus {
  /** analyzed, unsupported, too_large, timed_out, failed or unreadable. */
  readonly status: string;
  /** How many. */
  readonly files: number;
}

/** What became of gaps. */
export interface GapCounts {
  /** New ones. */
  readonly opened: number;
  /** Those that were closed or waived, and are there again. */
  readonly reopened: number;
  /** Those that a detector looked for and did not find. */
  readonly closed: number;
  /** Those that a Waiver covers now. */
  readonly waived: number;
  /** Open ones of which nothing is known now; they stay open. */
  readonly unknown: number;
}

/** What became of one gap. */
export interface GapChange {
  /** What happened. */
  readonly event: "opened" | "seen" | "reopened" | "closed" | "waived";
  /** What is missing. */
  readonly gap_type:
    | "PROJECT_UNINDEXED"
    | "PROJECT_STALE_SCAN"
    | "FILE_MISSING_FROM_SCAN"
    | "DUPLICATE_MIRROR_CONTENT"
    | "HIGH_SIZE_LOW_TEST_COVERAGE"
    | "HIGH_COLLECTOR_DENSITY_NO_DOCS"
    | "ORPHANED_ARTIFACT_PATH"
    | "LOW_DOC_HIGH_COMPLEXITY"
    | "MISSING_TESTS_HIGH_CHANGE";
  /** The project, or the folder. */
  readonly scope: string;
  /** How bad it is. */
  readonly severity: "low" | "medium" | "high" | "critical";
  /** Why, in a sentence. */
  readonly because: string;
}

/** The queue of what to do next. */
export interface ActionCounts {
  /** New actions. */
  readonly queued: number;
  /** Actions whose gap is closed or waived. */
  readonly settled: number;
}

/** Scans of CodeGraphX. */
export interface ReadArtifacts {
  /** The artifacts that were read, by path. */
  readonly read: readonly ReadArtifact[];
  /** What could not be read. */
  readonly problems: readonly ArtifactProblem[];
  /** Scans of projects in them that nobody knew. */
  readonly scans: number;
}

/** An artifact that was read. */
export interface ReadArtifact {
  /** From the repository's root, or absolute. */
  readonly path: string;
  /** Of its bytes. */
  readonly sha256: string;
  /** How many. */
  readonly bytes: number;
  /** Whether its last line breaks off. */
  readonly truncated: boolean;
  /** Lines that are no rows. */
  readonly broken_lines: number;
}

/** What could not be read. */
export interface ArtifactProblem {
  /** The file or folder. */
  readonly path: string;
  /** Why. */
  readonly problem: string;
}
