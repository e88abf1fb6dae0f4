// Made from schemas/v1/output/enum-list.schema.json by npm run generate: edit that.
import type { Address } from "./plan-file.ts";

/** Enums, and what is to become of them. */
export interface EnumListOutput {
  /** The enums that fit, by name. */
  readonly enums: readonly ListedEnum[];
}

/** What is to become of one enum. */
export interface ListedEnum {
  readonly address: Address;
  /** What it is called now. */
  readonly name: string;
  /** What it is to be called. */
  readonly becomes: string | null;
  /** Other enums that become the same. */
  readonly merges: readonly string[];
  /** The columns that hold it, as table.column; a table alone where its columns are not named. */
  readonly columns: readonly string[];
  /** Its present values, in order, and what becomes of each. */
  readonly values: readonly MappedValue[];
  /** How many of them have no new value. */
  readonly unmapped: number;
  /** How much can go wrong. */
  readonly risk: "low" | "medium" | "high" | "critical" | null;
  /** Where it stands: proposed, approved, implemented, validated, retired or rolled_back. */
  readonly status: string;
  /** The database it lives in, by its name in v7.yaml. */
  readonly target: string | null;
  /** The phase it belongs to. */
  readonly phase: number | null;
  /** The persona that approved it. */
  readonly approved_by: string | null;
  /** When it was last taken on: implemented, validated or retired; null while nothing was done. */
  readonly changed_at: string | null;
  /** Whether its row was changed past v7 in a field that counts. */
  readonly drifted: boolean;
}

/** A present value and the new one. */
export interface MappedValue {
  /** The present value. */
  readonly value: string;
  /** The new one; null: none is named. */
  readonly becomes: string | null;
}
