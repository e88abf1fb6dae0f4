// Made from schemas/v1/output/export-index.schema.json by npm run generate: edit that.

/** The index that was written. */
export interface ExportIndexOutput {
  /** The index, from the repository's root. */
  readonly file: string;
  /** Registered files it should have. */
  readonly files: number;
  /** Registered files that git does not have, and so no other clone: they are not in the index. */
  readonly untracked: readonly string[];
}
