// Made from schemas/v1/output/enum-script.schema.json by npm run generate: edit that.
import type { Address } from "./plan-file.ts";

/** The scripts that make a change and take it back, written beside the document that names them. */
export interface EnumScriptOutput {
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
  /** Objects that go and come back, as they are called now. */
  readonly rebuilt: readonly string[];
  /** What it does besides. */
  readonly hazards: readonly EnumHazard[];
  readonly clone: CloneState;
  /** Files that were written. */
  readonly files: readonly string[];
  /** Documents that name them now. */
  readonly changed: readonly Address[];
}

/** What it costs on the target. */
export interface EnumCost {
  /** Tables that are locked. */
  readonly tables: number;
  /** Rows that are written anew, as the target estimates them. */
  readonly rewritten_rows: number;
  /** Their size with indexes: as much disk is needed meanwhile, and about as much WAL. */
  readonly rewritten_bytes: number;
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
