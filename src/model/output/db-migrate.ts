// Made from schemas/v1/output/db-migrate.schema.json by npm run generate: edit that.

/** The database and its schema. */
export interface DbMigrateOutput {
  /** The schema's version before. */
  readonly from: number;
  /** The schema's version now. */
  readonly to: number;
  /** Migrations that are not applied. */
  readonly pending: readonly string[];
  /** Migrations this command applied. */
  readonly applied: readonly string[];
  /** Tables that were there before v7 and serve it too. */
  readonly adoptions: readonly {
    /** The table. */
    readonly table: string;
    /** Columns v7 adds or has added. */
    readonly added_columns: readonly string[];
    /** v7's triggers on it. */
    readonly triggers: readonly string[];
    /** Indexes and constraints v7's own table would have. */
    readonly left_out: readonly string[];
    /** Where it is wider than v7's own table would be. */
    readonly differences: readonly string[];
  }[];
}
