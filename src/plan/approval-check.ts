import type { GivenApproval } from "../model/approval.ts";
import type { RequiredApproval } from "../model/plan.ts";
import type { PolicyInForce } from "./policy.ts";

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

/** Each persona once, in the order they are asked. */
export function personasOf(required: readonly RequiredApproval[]): readonly string[] {
  return [...new Set(required.map(({ persona }) => persona))];
}

/** The logins by which a persona can agree to what is missing: without the change's authors, where a rule wants distinct people. */
export function approversOf(
  persona: string,
  missing: readonly RequiredApproval[],
  { policy, authors }: { readonly policy: PolicyInForce; readonly authors: ReadonlySet<string> },
): readonly string[] {
  const isDistinct = missing.some((approval) => approval.persona === persona && approval.distinct);
  return policy.loginsOf(persona).filter((login) => !isDistinct || !authors.has(login));
}
