// Made from schemas/v1/output/db-import.schema.json by npm run generate: edit that.
import type { TableCount } from "./db-export.ts";

/** What an import put in place, and what it took away. */
export interface DbImportOutput {
  /** The export, an absolute path. */
  readonly file: string;
  /** Rows of all tables together. */
  readonly row_count: number;
  /** Every table of the export, in the order in which they are filled. */
  readonly tables: readonly TableCount[];
  /** Tables that held rows before the import, and how many. */
  readonly replaced: readonly TableCount[];
  /** The identity of the database the export is from. */
  readonly lineage: string;
  /** How people know it; never a password. */
  readonly database: string;
}
