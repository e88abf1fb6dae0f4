// Made from schemas/v1/output/db-grants.schema.json by npm run generate: edit that.

/** The SQL of v7's roles. */
export interface DbGrantsOutput {
  /** The roles' statements. */
  readonly sql: string;
}
