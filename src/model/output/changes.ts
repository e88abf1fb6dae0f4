// Made from schemas/v1/output/changes.schema.json by npm run generate: edit that.

/** What happened to files, newest first. */
export interface ChangesOutput {
  /** Newest first. */
  readonly changes: readonly FileChange[];
  /** How many there are in all; --limit says how many are listed. */
  readonly total: number;
}

/** What happened to a file. */
export interface FileChange {
  /** Rises with every change. */
  readonly id: number;
  /** When. ISO 8601, UTC. */
  readonly at: string;
  /** The file. */
  readonly path: string;
  /** What happened. */
  readonly change: "created" | "modified" | "deleted" | "renamed" | "mode_changed" | "type_changed";
  /** The name before a renaming. */
  readonly old_path: string | null;
  /** Of the bytes before. */
  readonly old_sha256: string | null;
  /** Of the bytes after. */
  readonly new_sha256: string | null;
  /** What noticed it. */
  readonly detected_by: "scan" | "hook" | "session" | "consolidate" | "manual";
  /** The commit that did it. */
  readonly commit: string | null;
  /** Of the commit. */
  readonly author: string | null;
  /** The session it belongs to. */
  readonly session_id: number | null;
}
