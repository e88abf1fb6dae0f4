import type { Address } from "../model/address.ts";
import type { Finding } from "../model/finding.ts";
import type { PolicyInForce } from "./policy.ts";

/** A deliverable of a task that is completed, as its document says it. */
interface Claim {
  readonly address: Address;
  readonly claim: string;
}

/** What git says about the tasks that a plan completes. */
export interface CompletionFacts {
  /** Files that HEAD does not hold. */
  readonly absentFiles: readonly Claim[];
  /** Commits that the branch of applies does not hold, or that this clone does not have. */
  readonly absentCommits: readonly Claim[];
}

/** What stands against a completion. */
export interface CompletionFindings {
  /** What Policy asks for: it stops an apply, as the checkout does. */
  readonly asked: readonly Finding[];
  /** All else is said, and stops nothing. */
  readonly advised: readonly Finding[];
}

/**
 * What git has to show for tasks that are completed. Never part of a plan: a merge makes of the same plan one that can be
 * applied.
 */
export function completionFindings(
  { applyFrom, completionAsks }: PolicyInForce,
  facts: CompletionFacts,
): CompletionFindings {
  const files = facts.absentFiles.map(({ address, claim }): Finding => ({
    severity: "warning",
    code: "V7-G026",
    message: `${address} is completed by ${claim}, which HEAD does not hold`,
    address,
  }));
  const branch = applyFrom.branch ?? "HEAD";
  const commits = facts.absentCommits.map(({ address, claim }): Finding => ({
    severity: "warning",
    code: "V7-G027",
    message: `${address} is completed by ${claim.replace(/^commit:/, "")}, which ${branch} does not hold`,
    address,
  }));
  const isAsked = (proof: string): boolean => completionAsks.has(proof);
  return {
    asked: [...(isAsked("deliverables") ? files : []), ...(isAsked("commits") ? commits : [])],
    advised: [...(isAsked("deliverables") ? [] : files), ...(isAsked("commits") ? [] : commits)],
  };
}
