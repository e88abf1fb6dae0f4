import type { GivenApproval } from "../model/approval.ts";
import type { RequiredApproval } from "../model/plan.ts";

/**
 * What is still missing. `isAuthor` tells the logins of those who wrote the change: where a rule wants distinct
 * people, their approval does not count.
 */
export function missingApprovals(
  required: readonly RequiredApproval[],
  given: readonly GivenApproval[],
  isAuthor: (login: string) => boolean,
): RequiredApproval[] {
  return required.filter(
    ({ persona, distinct }) =>
      !given.some((approval) => approval.persona === persona && !(distinct && isAuthor(approval.approved_by))),
  );
}
