// Made from schemas/v1/output/export-index.schema.json by npm run generate: edit that.

/** What was written, or how it differs. */
export interface ExportIndexOutput {
  /** The index, from the repository's root. */
  readonly file: string;
  /** Registered files it should have. */
  readonly files: number;
}
