// Made from schemas/v1/output/enum-deed.schema.json by npm run generate: edit that.
import type { Address, PlanFile } from "./plan-file.ts";

/** A deed on an enum, its way back or its end: planned, or carried out on its target. */
export interface EnumDeedOutput {
  /** SHA-256 of what the plan says. */
  readonly plan_id: string;
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
  /** What is done. */
  readonly direction: "implement" | "rollback" | "retire";
  /** Whether the target's ledger has it. */
  readonly is_done: boolean;
  /** False: it had been done before. */
  readonly is_new: boolean;
  /** How long its tables were locked, in milliseconds; null where nothing was done now. */
  readonly locked_ms: number | null;
  /** How often locks were not to be had, and it tried again. */
  readonly retries: number;
  /** What the proof stands on: all rows counted before and after, or the catalogue, where no row was touched; null before. */
  readonly proof: "rows" | "catalogue" | null;
  /** Rows by column and new value, the same before and after. */
  readonly counts: readonly EnumCount[];
  /** What it does besides. */
  readonly hazards: readonly EnumHazard[];
  /** What people do after it. */
  readonly steps: readonly string[];
  readonly approvals_required: PlanFile["approvals_required"];
  /** True where one login is everybody: approvals are advice. */
  readonly advisory: boolean;
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
