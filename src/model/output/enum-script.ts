// Made from schemas/v1/output/enum-script.schema.json by npm run generate: edit that.
import type { CloneState, EnumCost, EnumHazard } from "./enum-check.ts";
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
