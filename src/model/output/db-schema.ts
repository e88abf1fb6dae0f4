// Made from schemas/v1/output/db-schema.schema.json by npm run generate: edit that.

/** The database and its schema. */
export interface DbSchemaOutput {
  /** Whose schema it is. */
  readonly seed: string;
  /** The schema's text, or the roles' statements. */
  readonly sql: string;
}
