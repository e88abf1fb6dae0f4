// Made from schemas/v1/output/health.schema.json by npm run generate: edit that.

/** The registry's figures, and how they changed. */
export interface HealthOutput {
  /** Registered files that are not deleted. */
  readonly total_files: number;
  /** Their size. */
  readonly total_size_bytes: number;
  /** Files of each component. */
  readonly files_by_component: Counts;
  /** Files of each pillar. */
  readonly files_by_pillar: Counts;
  /** Files of each project. */
  readonly files_by_project: Counts;
  /** Files of each type. */
  readonly files_by_type: Counts;
  /** Declared pillars; null while none is declared. */
  readonly pillars_total: number | null;
  /** Declared pillars without a file; null while none is declared. */
  readonly empty_pillars: readonly string[] | null;
  /** Not modified for this many days is stale. */
  readonly stale_days: number;
  /** Stale files. */
  readonly stale_files: number;
  /** Files inventoried outside. */
  readonly external_total: number;
  /** Of these, files with the bytes of another. */
  readonly external_duplicates: number;
  /** Of these, files compared and like no other. */
  readonly external_unique: number;
  /** Sets of registered files with equal bytes. */
  readonly duplicate_groups: number;
  /** Files in these sets. */
  readonly duplicate_files: number;
  /** What all but one of each set take. */
  readonly duplicate_bytes: number;
  /** Files no rule of the Layout knows. */
  readonly unrouted_files: number;
  /** Files whose bytes were not read. */
  readonly unhashed_files: number;
  /** The change since the last snapshot; null before the first. */
  readonly since_snapshot: null | SinceSnapshot;
}

/** How the registry differs from its last snapshot. */
export interface SinceSnapshot {
  /** When it was taken. ISO 8601, UTC. */
  readonly taken_at: string;
  /** More files, or fewer. */
  readonly files: number;
  /** More bytes, or fewer. */
  readonly bytes: number;
}

/** How many files each name has. */
export interface Counts {
  readonly [key: string]: number;
}
