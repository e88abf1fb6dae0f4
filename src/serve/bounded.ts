import { Failure } from "../model/failure.ts";

/** So many findings go out with a failure: nobody reads more of them at once. */
export const mostFindings = 100;

/**
 * A failure with the beginning of its findings, errors first, and how many there are in all. What goes out is written and
 * cleaned of secrets on the thread that answers everybody: thousands of findings would hold up all others.
 */
export function bounded(failure: Failure): Failure {
  const { code, message, findings, found, next, cause } = failure;
  if (findings.length <= mostFindings) return failure;
  const grave = findings.filter(({ severity }) => severity === "error");
  const light = findings.filter(({ severity }) => severity === "warning");
  const total = found.errors + found.warnings;
  return new Failure(code, message, {
    findings: [...grave, ...light].slice(0, mostFindings),
    found,
    next: [...next, `the first ${mostFindings} of ${total} findings are here; the command tells all of them`],
    cause,
  });
}
