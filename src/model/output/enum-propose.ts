// Made from schemas/v1/output/enum-propose.schema.json by npm run generate: edit that.
import type { ApplyOutput } from "./apply.ts";
import type { Address } from "./plan-file.ts";
import type { FileEdit } from "./set.ts";

/** What is to become of the enums of a group, as documents. */
export interface EnumProposeOutput {
  /** The target's name in v7.yaml. */
  readonly target: string;
  /** The enums that are proposed, the one with most rows first. */
  readonly enums: readonly ProposedEnum[];
  /** The first file that was edited; null when the documents say so already. */
  readonly file: string | null;
  /** All files that were edited. */
  readonly files: readonly string[];
  /** The resources whose documents were edited. */
  readonly changed: readonly Address[];
  /** The commit that holds the edit; null where none was asked for. */
  readonly commit: string | null;
  /** What applying the documents did; null where it was not asked for. */
  readonly apply: null | ApplyOutput;
  /** Each file before and after, as the text shows them. */
  readonly diffs: readonly FileEdit[];
}

/** What is proposed for one enum. */
export interface ProposedEnum {
  readonly address: Address;
  /** What it is to be called. */
  readonly becomes: string;
  /** Rows of its columns that hold a label; null where none was counted. */
  readonly rows: number | null;
  /** Whether it keeps its name, values and order: the others become it. */
  readonly stays: boolean;
  /** Its present values, in order, and what becomes of each. */
  readonly values: readonly ProposedValue[];
  /** Whether its values compare in another order afterwards. */
  readonly reorder: boolean;
}

/** A present value and the new one. */
export interface ProposedValue {
  /** The present value. */
  readonly value: string;
  /** The new one. */
  readonly becomes: string;
}
