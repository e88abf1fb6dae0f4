// Made from schemas/v1/output/undo.schema.json by npm run generate: edit that.
import type { Address } from "./plan-file.ts";
import type { PlanOutput } from "./plan.ts";
import type { FileEdit } from "./set.ts";

/** Edits that take an apply back, and the plan they make. */
export interface UndoOutput {
  /** Files that were edited. */
  readonly files: readonly string[];
  /** The plan of these edits; null when nothing is left to do. */
  readonly plan_id: string | null;
  /** The resources whose documents were edited. */
  readonly changed: readonly Address[];
  /** Each file before and after, as the text shows them. */
  readonly diffs: readonly FileEdit[];
  /** What applying the edited documents would do. */
  readonly plan: PlanOutput;
}
