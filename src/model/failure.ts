import type { Finding } from "./finding.ts";
import type { JsonObject } from "./json.ts";

/** What the process exits with. Fixed: scripts depend on the numbers. */
export const exitCodes = {
  ok: 0,
  error: 1,
  changes: 2,
  refused: 3,
  stale: 4,
  locked: 5,
  unavailable: 6,
  unknownCommand: 127,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export interface FailureDetails {
  /** Defaults to 1. */
  readonly exitCode?: ExitCode;
  readonly findings?: readonly Finding[];
  /** Lines for the person: what was saved, and the next command. */
  readonly next?: readonly string[];
  readonly cause?: unknown;
  /** Keys of the command's `--json` document that are known all the same. */
  readonly known?: JsonObject;
}

/** An expected failure: a person can act on it. Anything else that is thrown is a bug. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly code: string;
  readonly exitCode: ExitCode;
  readonly findings: readonly Finding[];
  readonly next: readonly string[];
  readonly known: JsonObject;

  constructor(code: string, message: string, details: FailureDetails = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    this.exitCode = details.exitCode ?? exitCodes.error;
    this.findings = details.findings ?? [];
    this.next = details.next ?? [];
    this.known = details.known ?? {};
  }

  /** The same failure with more that is known. */
  withKnown(known: JsonObject): Failure {
    const { exitCode, findings, next, cause } = this;
    return new Failure(this.code, this.message, {
      exitCode,
      findings,
      next,
      cause,
      known: { ...this.known, ...known },
    });
  }
}
