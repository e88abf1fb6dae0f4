import type { Code } from "../model/codes/codes.ts";
import type { Finding } from "../model/finding.ts";
import type { PolicyInForce } from "./policy.ts";

/** What git says about the checkout an apply is made from. */
export interface CheckoutFacts {
  readonly branch: string | undefined;
  /** Whether what is applied is not as HEAD has it. */
  readonly dirty: boolean;
  /** The files of which that is true, where git can tell. */
  readonly uncommitted: readonly string[];
  /** Whether HEAD lies on the branch that Policy applies from; undefined where Policy names none. */
  readonly isOnApplyBranch: boolean | undefined;
  /** The commit of the last apply that changed something, and whether HEAD contains it; undefined: this clone cannot tell. */
  readonly lastApply: { readonly commit: string; readonly isContained: boolean | undefined } | undefined;
}

/**
 * What an apply asks of the checkout it is made from. Never part of a plan: the same plan may be applied from another
 * checkout. Warnings; whoever applies decides what they stop.
 */
export function checkoutFindings({ applyFrom }: PolicyInForce, facts: CheckoutFacts): Finding[] {
  return [...behindLastApply(facts), ...offBranch(applyFrom.branch, facts), ...notClean(applyFrom.clean, facts)];
}

function behindLastApply({ lastApply }: CheckoutFacts): Finding[] {
  if (lastApply === undefined || lastApply.isContained === true) return [];
  const commit = lastApply.commit.slice(0, 7);
  const message =
    lastApply.isContained === false
      ? `HEAD does not contain ${commit}, the commit of the last apply: applying from here could take back a colleague's change`
      : `this clone does not have ${commit}, the commit of the last apply: fetch it, the whole history if the clone is shallow`;
  return [warning("V7-G010", message)];
}

function offBranch(branch: string | undefined, facts: CheckoutFacts): Finding[] {
  if (branch === undefined || facts.isOnApplyBranch === true) return [];
  return [warning("V7-G014", `Policy applies from ${branch}; this is ${facts.branch ?? "a detached HEAD beside it"}`)];
}

/** What Policy says of an apply of what is not committed. */
export function notClean(
  clean: boolean | undefined,
  { dirty, uncommitted }: Pick<CheckoutFacts, "dirty" | "uncommitted">,
): Finding[] {
  if (clean !== true || !dirty) return [];
  const what = uncommitted.length === 0 ? "there is no git here" : uncommittedText(uncommitted);
  return [warning("V7-G013", `Policy applies from a clean checkout; ${what}`)];
}

/** Which files are not committed: the first, and how many more. */
export function uncommittedText([first = "", ...others]: readonly string[]): string {
  if (others.length === 0) return `${first} is not as HEAD has it`;
  return `${first} and ${others.length} more are not as HEAD has them`;
}

function warning(code: Code, message: string): Finding {
  return { severity: "warning", code, message };
}
