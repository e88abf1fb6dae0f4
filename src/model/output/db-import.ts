// Made from schemas/v1/output/db-import.schema.json by npm run generate: edit that.

/** The database and its schema. */
export interface DbImportOutput {
  /** The export, an absolute path. */
  readonly file: string;
  /** Rows of all tables together. */
  readonly row_count: number;
  /** Every table of the export, in the order in which they are filled. */
  readonly tables: readonly {
    /** The table. */
    readonly name: string;
    /** How many. */
    readonly rows: number;
  }[];
  /** Tables that held rows before the import, and how many. */
  readonly replaced: readonly {
    /** The table. */
    readonly name: string;
    /** How many. */
    readonly rows: number;
  }[];
  /** The identity of the database the export is from. */
  readonly lineage: string;
}
