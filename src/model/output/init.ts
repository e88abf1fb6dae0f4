// Made from schemas/v1/output/init.schema.json by npm run generate: edit that.

/** The files of a new repository. */
export interface InitOutput {
  /** Files that were written. */
  readonly created: readonly string[];
  /** Files that were there and stay as they are. */
  readonly skipped: readonly string[];
}
