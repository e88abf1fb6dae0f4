// Made from schemas/v1/output/db-url.schema.json by npm run generate: edit that.

/** The database and its schema. */
export interface DbUrlOutput {
  /** What clients connect to. */
  readonly url: string;
}
