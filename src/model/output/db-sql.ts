// Made from schemas/v1/output/db-sql.schema.json by npm run generate: edit that.
import type { Json } from "../json.ts";

/** The rows of one statement that only reads. */
export interface DbSqlOutput {
  /** The result's columns, in order. */
  readonly columns: readonly string[];
  /** The result's rows, keyed by column. */
  readonly rows: readonly { readonly [key: string]: Json }[];
  /** True when there are more rows than printed. */
  readonly truncated: boolean;
}
