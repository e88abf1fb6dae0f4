// Made from schemas/v1/output/show-plan.schema.json by npm run generate: edit that.
import type { PlanFile } from "./plan-file.ts";
import type { KindNotes } from "./plan.ts";

/** A saved plan. */
export interface ShowPlanOutput {
  /** The saved plan. */
  readonly plan: PlanFile;
  /** How to read the changes of each kind. */
  readonly kinds: { readonly [key: string]: KindNotes };
}
