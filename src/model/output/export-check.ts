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
}
