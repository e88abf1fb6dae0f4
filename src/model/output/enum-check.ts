// Made from schemas/v1/output/enum-check.schema.json by npm run generate: edit that.
import type { Address } from "./plan-file.ts";

/** What a change would do: tried on a clone both ways, and counted on the target. */
export interface EnumCheckOutput {
  readonly address: Address;
  /** The database, by its name in v7.yaml. */
  readonly target: string;
  /** The enum, as schema.name. */
  readonly type: string;
  /** What it becomes, as schema.name. */
  readonly becomes: string;
  /** How it is done. */
  readonly strategy: "in place" | "survivor" | "new type" | "compat";
  /** Why so, as the end of a sentence. */
  readonly why: string;
  readonly cost: EnumCost;
  /** What it does besides. */
  readonly hazards: readonly EnumHazard[];
  readonly clone: CloneState;
  /** Rows that were made on the clone, of every value in every column, and came back as they were. */
  readonly tried_rows: number;
  /** Tables of the enum that no rows could be made for. */
  readonly untried: readonly string[];
  /** The target's rows by column and new value. */
  readonly counts: readonly EnumCount[];
  /** What hinders it: merged values that a key tells apart. */
  readonly collisions: readonly KeyCollision[];
  /** Whether nothing hinders it; hazards may be left to accept. */
  readonly is_fit: boolean;
}

/** What it costs on the target. */
export interface EnumCost {
  /** Tables that are locked. */
  readonly tables: number;
  /** Rows that are written anew, as the target estimates them. */
  readonly rewritten_rows: number;
  /** Their size with indexes: as much disk is needed meanwhile. */
  readonly rewritten_bytes: number;
  /** The size of materialized views that are filled again, with their indexes. */
  readonly refilled_bytes: number;
  /** About as much goes through the target's WAL, and to its replicas; 0 where wal_level is minimal. */
  readonly wal_bytes: number;
  /** About so long the tables are locked, from how long it took to count their rows; null where nothing is rewritten or nobody counted. */
  readonly locked_seconds: number | null;
}

/** Something that the deed does besides what it should; it is accepted by name or nothing is done. */
export interface EnumHazard {
  /** Its code: v7 explain CODE. */
  readonly code: string;
  /** What it is, in a line. */
  readonly what: string;
  /** What it is about. */
  readonly objects: readonly string[];
  /** Whether it was accepted by name. */
  readonly is_accepted: boolean;
}

/** How much of the target the clone has. */
export interface CloneState {
  /** full: the clone's schema is the target's, to the last flag. */
  readonly completeness: "full" | "partial";
  /** What it lacks. */
  readonly missing: readonly MissingObject[];
}

/** An object of the target that the clone lacks. */
export interface MissingObject {
  /** What it is called. */
  readonly identity: string;
  /** Why it could not be made. */
  readonly why: string;
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

/** Rows that a key could not tell apart any more. */
export interface KeyCollision {
  /** The key. */
  readonly key: string;
  /** How many groups of rows would be equal. */
  readonly rows: number;
  /** The first of them. */
  readonly example: string;
}
