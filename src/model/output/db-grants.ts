// Made from schemas/v1/output/db-grants.schema.json by npm run generate: edit that.

/** The database and its schema. */
export interface DbGrantsOutput {
  /** The schema's text, or the roles' statements. */
  readonly sql: string;
}
