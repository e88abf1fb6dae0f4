import type { GuestTable } from "../../model/guest.ts";

/** An adoption that has not happened yet. */
export interface PlannedAdoption extends GuestTable {
  /** `ADD COLUMN …`, one for each added column. */
  readonly clauses: readonly string[];
}
