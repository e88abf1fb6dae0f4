// Made from schemas/v1/output/db-export.schema.json by npm run generate: edit that.

/** The database and its schema. */
export interface DbExportOutput {
  /** The export, an absolute path. */
  readonly file: string;
  /** The file's size. */
  readonly bytes: number;
  /** Rows of all tables together. */
  readonly row_count: number;
  /** Every table of the export, in the order in which they are filled. */
  readonly tables: readonly {
    /** The table. */
    readonly name: string;
    /** How many. */
    readonly rows: number;
  }[];
  /** The identity of the database the export is from. */
  readonly lineage: string;
  /** The schema's version; null when the server does not run. */
  readonly current: number | null;
  /** Columns that other people added to v7's tables; they are not in the export. */
  readonly foreign_columns: readonly string[];
}
