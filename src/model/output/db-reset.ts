// Made from schemas/v1/output/db-reset.schema.json by npm run generate: edit that.
import type { TableCount } from "./db-export.ts";

/** Whether the embedded database was made anew, and what went with the former one. */
export interface DbResetOutput {
  /** True when the database was made anew. */
  readonly reset: boolean;
  /** The tables that hold rows, most rows first: what goes with the database. Null where they cannot be read. */
  readonly lost: readonly TableCount[] | null;
  /** The schema's version afterwards; null when nothing was done. */
  readonly current: number | null;
  /** How people know it; never a password. */
  readonly database: string;
}
