// Made from schemas/v1/output/phase-edit.schema.json by npm run generate: edit that.
import type { ApplyOutput } from "./apply.ts";
import type { Address } from "./plan-file.ts";
import type { FileEdit } from "./set.ts";

/** Documents edited by a verb on a phase. */
export interface PhaseEditOutput {
  /** The file that was edited; null when the documents say so already. */
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
