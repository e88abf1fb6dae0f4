// Made from schemas/v1/output/db-export.schema.json by npm run generate: edit that.

/** A file with everything v7 keeps in a database. */
export interface DbExportOutput {
  /** The export, an absolute path. */
  readonly file: string;
  /** The file's size. */
  readonly bytes: number;
  /** Rows of all tables together. */
  readonly row_count: number;
  /** Every table of the export, in the order in which they are filled. */
  readonly tables: readonly TableCount[];
  /** The identity of the database the export is from. */
  readonly lineage: string;
  /** The schema's version. */
  readonly current: number;
  /** Columns that other people added to v7's tables; they are not in the export. */
  readonly foreign_columns: readonly string[];
  /** How people know it; never a password. */
  readonly database: string;
}

/** A table and how many rows it has. */
export interface TableCount {
  /** The table. */
  readonly name: string;
  /** How many. */
  readonly rows: number;
}
