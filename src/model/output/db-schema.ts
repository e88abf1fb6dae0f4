// Made from schemas/v1/output/db-schema.schema.json by npm run generate: edit that.

/** The SQL of one seed's tables. */
export interface DbSchemaOutput {
  /** Whose schema it is. */
  readonly seed: string;
  /** The schema's text. */
  readonly sql: string;
}
