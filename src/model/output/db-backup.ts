// Made from schemas/v1/output/db-backup.schema.json by npm run generate: edit that.
import type { TableCount } from "./db-export.ts";

/** An export, and whether it was seen to be restored. */
export interface DbBackupOutput {
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
  /** Whether the backup was restored into a database of its own and compared. */
  readonly restore_tested: boolean;
  /** Why the restore was not tested; null when it was. */
  readonly because: string | null;
  /** How people know it; never a password. */
  readonly database: string;
}
