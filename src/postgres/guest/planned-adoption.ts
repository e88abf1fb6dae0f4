import type { Adoption } from "../../model/adoption.ts";

/** An adoption that has not happened yet. */
export interface PlannedAdoption extends Adoption {
  /** `ADD COLUMN …`, one for each added column. */
  readonly clauses: readonly string[];
}
