// Made from schemas/v1/output/enum-validate.schema.json by npm run generate: edit that.
import type { Address } from "./plan-file.ts";

/** An enum counted again after its change. */
export interface EnumValidateOutput {
  readonly address: Address;
  /** The database, by its name in v7.yaml. */
  readonly target: string;
  /** What it became, as schema.name. */
  readonly type: string;
  /** Whether it is what the deed left, and nothing uses the former type. */
  readonly is_valid: boolean;
  /** Rows by column and value now. */
  readonly counts: readonly EnumCount[];
  /** Columns that hold the former type. */
  readonly leftover: readonly string[];
  /** Sessions that began before the deed: their plans and types may be those of before. */
  readonly older_sessions: readonly string[];
  /** Documents that say so now. */
  readonly files: readonly string[];
}

/** How often a column holds a value. */
export interface EnumCount {
  /** The column, as schema.table.column. */
  readonly column: string;
  /** The value in its new word; null: NULL, or an array without elements. */
  readonly value: string | null;
  /** How many rows, or elements of arrays. */
  readonly rows: number;
}
