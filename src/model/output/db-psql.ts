// Made from schemas/v1/output/db-psql.schema.json by npm run generate: edit that.

/** How psql would be started on the database. */
export interface DbPsqlOutput {
  /** The psql that was found on the PATH. */
  readonly program: string;
  /** What it connects to; never a password. */
  readonly url: string;
}
