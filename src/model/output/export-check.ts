// Made from schemas/v1/output/export-check.schema.json by npm run generate: edit that.

/** How a written index differs from the registry. */
export interface ExportCheckOutput {
  /** The index, from the repository's root. */
  readonly file: string;
  /** Registered files it should have. */
  readonly files: number;
  /** Whether it is what would be written. */
  readonly current: boolean;
  /** Files it lacks. */
  readonly added: readonly string[];
  /** Files it has otherwise. */
  readonly changed: readonly string[];
  /** Files it has too many. */
  readonly removed: readonly string[];
  /** Registered files that git does not have, and so no other clone: they are not in the index. */
  readonly untracked: readonly string[];
  /** Files of git's that the registry lacks, or knows as they were. */
  readonly behind: readonly string[];
}
