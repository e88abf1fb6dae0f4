import type { Address } from "../../model/address.ts";
import type { Direction, EnumChange } from "../enum-change.ts";
import type { Strategy } from "../script/strategy.ts";

/** A column that a deed moves, as the ledger keeps it. */
export interface MovedColumn {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
}

/** One deed, as it was sealed and approved. */
export interface EnumDeed {
  /** The plan's id: a deed is done once. */
  readonly id: string;
  readonly direction: Direction;
  readonly address: Address;
  readonly strategy: Strategy;
  readonly change: EnumChange;
  /** The SQL, whole. */
  readonly script: string;
  /** The SQL that takes it back, and the one that ends the way back; empty where there is none. */
  readonly wayBack: string;
  readonly ending: string;
  /** The columns it moves: those of the enum when it was implemented. */
  readonly columns: readonly MovedColumn[];
  /** The deed of this enum that the target had last, null for none: so the same change a second time is another deed. */
  readonly follows: string | null;
  /** What the target's schema must be before, and what it must be after. */
  readonly before: string;
  readonly after: string;
  /** Hazards that the plan accepts, by code. */
  readonly accepted: readonly string[];
}

/** Where a deed comes from: the database of v7, and its repository. */
export interface DeedOrigin {
  readonly lineage: string;
  readonly project: string | undefined;
}
