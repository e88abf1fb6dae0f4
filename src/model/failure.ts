import type { Code } from "./codes/codes.ts";
import { type Exit, type ExitCode, exitCodes, exitOf } from "./codes/exits.ts";
import { countFindings, type Finding, type FindingCounts } from "./finding.ts";

export interface FailureDetails {
  readonly findings?: readonly Finding[];
  /** How many there are in all, where `findings` is only their beginning. */
  readonly found?: FindingCounts;
  /** Lines for the person: what was saved, and the next command. */
  readonly next?: readonly string[];
  readonly cause?: unknown;
}

/** An expected failure: a person can act on it. Anything else that is thrown is a bug. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly code: Code;
  readonly findings: readonly Finding[];
  readonly found: FindingCounts;
  readonly next: readonly string[];

  constructor(code: Code, message: string, details: FailureDetails = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    this.findings = details.findings ?? [];
    this.found = details.found ?? countFindings(this.findings);
    this.next = details.next ?? [];
  }

  /** How a command that failed so ends. */
  get exit(): Exit {
    return exitOf(this.code);
  }

  get exitCode(): ExitCode {
    return exitCodes[this.exit];
  }
}
