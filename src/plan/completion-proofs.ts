import type { Address } from "../model/address.ts";
import type { Finding } from "../model/finding.ts";
import type { PolicyInForce } from "./policy.ts";

/** A deliverable of a task that is completed, as its document says it. */
interface Claim {
  readonly address: Address;
  readonly claim: string;
}

/** How the tests of a file that is migrated stand. */
export interface TestedFile {
  readonly address: Address;
  /** Its status in the plan: migrated, retired. */
  readonly becomes: string;
  /** The files that were looked for. */
  readonly paths: readonly string[];
  /** How many cases passed, of the content that HEAD holds. */
  readonly passed: number;
  /** Cases whose newest result there is a failure, or a pass that needed another run: the first few. */
  readonly failing: readonly string[];
  /** How many those are. */
  readonly failed: number;
  /** Cases that failed of another content, and that the runs of the one that HEAD holds do not have. */
  readonly missing: readonly string[];
  /** How many were skipped there. */
  readonly skipped: number;
  /** How many results there are of other contents. */
  readonly outdated: number;
}

/** What git and test results say about what a plan completes. */
export interface CompletionFacts {
  /** Files that HEAD does not hold. */
  readonly absentFiles: readonly Claim[];
  /** Commits that the branch of applies does not hold, or that this clone does not have. */
  readonly absentCommits: readonly Claim[];
  /** Files that are migrated or retired. */
  readonly tested: readonly TestedFile[];
}

/** What stands against a completion. */
export interface CompletionFindings {
  /** What Policy asks for: it stops an apply, as the checkout does. */
  readonly asked: readonly Finding[];
  /** All else is said, and stops nothing. */
  readonly advised: readonly Finding[];
}

/**
 * What git and tests have to show for what is completed. Never part of a plan: a merge or a test run makes of the same plan one that can be
 * applied.
 */
export function completionFindings(
  { applyFrom, completionAsks, testsBy }: PolicyInForce,
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
  const tests = facts.tested.flatMap((file) => testFinding(file, testsBy));
  const isAsked = (proof: string): boolean => completionAsks.has(proof);
  const byProof = [
    ["deliverables", files],
    ["commits", commits],
    ["tests", tests],
  ] as const;
  return {
    asked: byProof.flatMap(([proof, found]) => (isAsked(proof) ? found : [])),
    advised: byProof.flatMap(([proof, found]) => (isAsked(proof) ? [] : found)),
  };
}

function testFinding(file: TestedFile, by: readonly string[] | undefined): Finding[] {
  const { address, becomes, paths, passed, failing, failed, missing, skipped, outdated } = file;
  const whose = by === undefined ? "" : ` by ${by.join(" or ")}`;
  const about = (code: Finding["code"], message: string): Finding[] => [
    { severity: "warning", code, message, address },
  ];
  if (failed > 0) {
    const more = failed > failing.length ? ` and ${failed - failing.length} more` : "";
    return about("V7-T010", `${address} is ${becomes}, and its tests do not pass: ${failing.join("; ")}${more}`);
  }
  if (missing.length > 0) {
    const more = missing.length > 3 ? ` and ${missing.length - 3} more` : "";
    const shown = missing.slice(0, 3).join("; ");
    return about(
      "V7-T013",
      `${address} is ${becomes}, and what failed last is missing from the newest tests: ${shown}${more}`,
    );
  }
  if (passed > 0) return [];
  if (outdated > 0)
    return about(
      "V7-T012",
      `${address} is ${becomes}, and its ${outdated} test results${whose} are of other contents than HEAD has`,
    );
  const what =
    skipped > 0
      ? `all its ${skipped} tests${whose} are skipped`
      : `no test of ${paths.join(" or ")} was imported${whose}`;
  return about("V7-T011", `${address} is ${becomes}, and ${what}`);
}
