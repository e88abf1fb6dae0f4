// Made from schemas/v1/output/snapshot.schema.json by npm run generate: edit that.

/** The figures that were kept. */
export interface SnapshotOutput {
  /** The row that was kept. */
  readonly snapshot: Snapshot;
}

/** Figures of the registry that were kept. */
export interface Snapshot {
  /** Its number. */
  readonly id: number;
  /** Its day in v7.yaml's timezone. */
  readonly date: string;
  /** When. ISO 8601, UTC. */
  readonly taken_at: string;
  /** manual, session or daily. */
  readonly triggered_by: string;
  /** The session it ended. */
  readonly session_id: number | null;
  /** Registered files. */
  readonly total_files: number;
  /** Their size. */
  readonly total_size_bytes: number;
}
