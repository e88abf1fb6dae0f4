// Made from schemas/v1/output/db-up.schema.json by npm run generate: edit that.

/** The database, reached and up to date. */
export interface DbUpOutput {
  /** True when this command started it. */
  readonly started: boolean;
  /** How people know it; never a password. */
  readonly database: string;
  /** The schema's version. */
  readonly current: number;
}
