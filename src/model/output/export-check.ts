// Made from schemas/v1/output/export-check.schema.json by npm run generate: edit that.

/** What was written, or how it differs. */
export interface ExportCheckOutput {
  /** The index, from the repository's root. */
  readonly file: string;
  /** Registered files it should have. */
  readonly files: number;
  /** With --check: whether it is what would be written. */
  readonly current: boolean;
  /** With --check: files it lacks. */
  readonly added: readonly string[];
  /** With --check: files it has otherwise. */
  readonly changed: readonly string[];
  /** With --check: files it has too many. */
  readonly removed: readonly string[];
}
