// Made from schemas/v1/output/enum-deeds.schema.json by npm run generate: edit that.
import type { Address } from "./plan-file.ts";

/** What was done to enums of targets, as v7 remembers it. */
export interface EnumDeedsOutput {
  /** The last first. */
  readonly deeds: readonly ListedDeed[];
}

/** A deed on an enum of a target, as v7 remembers it. */
export interface ListedDeed {
  /** The plan it was, or the id of a validation. */
  readonly deed: string;
  readonly address: Address;
  /** The database, by its name in v7.yaml. */
  readonly target: string;
  /** What was done. */
  readonly direction: "implement" | "validate" | "rollback" | "retire";
  /** How; null for a validation. */
  readonly strategy: string | null;
  /** open: nobody knows yet how it ended. undone: nothing was changed. lost: the target does not know of it any more. */
  readonly state: "open" | "done" | "undone" | "lost";
  /** When it ended, or began while it is open; UTC. */
  readonly at: string;
  /** The login on the target. */
  readonly by: string | null;
  /** Hazards that were accepted, by code. */
  readonly accepted: readonly string[];
  /** What its proof stands on: all rows counted, or the catalogue, where no row was touched. */
  readonly proof: "rows" | "catalogue" | null;
  /** Rows by column and value. */
  readonly counts: readonly DeedCount[];
}

/** How often a column holds a value. */
export interface DeedCount {
  /** The column, as schema.table.column. */
  readonly column: string;
  /** The value; null: NULL, or an array without elements. */
  readonly value: string | null;
  /** How many rows, or elements of arrays. */
  readonly rows: number;
}
