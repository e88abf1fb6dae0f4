import type { Approval } from "./output/apply.ts";

/** An approval that counted for an apply, with what its login wrote to it. */
export interface GivenApproval extends Approval {
  readonly note: string | null;
}
