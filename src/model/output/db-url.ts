// Made from schemas/v1/output/db-url.schema.json by npm run generate: edit that.

/** The database's URL for other programs. */
export interface DbUrlOutput {
  /** What clients connect to. */
  readonly url: string;
}
