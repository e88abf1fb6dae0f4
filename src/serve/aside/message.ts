import type { Code } from "../../model/codes/codes.ts";
import { Failure } from "../../model/failure.ts";
import type { Finding, FindingCounts } from "../../model/finding.ts";
import type { Question, Reply } from "../answers.ts";

/** How the thread comes to the same workspace: what the composition root is opened with, without its functions. */
export type AsideInvocation = { readonly [name: string]: unknown };

/** What the thread is told: somebody asks, or whoever asked is gone. */
export type ToThread =
  | { readonly number: number; readonly face: string; readonly question: Omit<Question, "signal"> }
  | { readonly number: number; readonly gone: true };

/** What it says. A bug has its stack, which is for the log alone. */
export type FromThread = { readonly number: number } & (
  | { readonly reply: Omit<Reply, "problem">; readonly problem: SentFailure | null }
  | { readonly failure: SentFailure }
  | { readonly bug: string }
);

/** A Failure without what threads cannot hand to each other. */
export interface SentFailure {
  readonly code: Code;
  readonly message: string;
  readonly findings: readonly Finding[];
  readonly found: FindingCounts;
  readonly next: readonly string[];
}

export function sentFailure({ code, message, findings, found, next }: Failure): SentFailure {
  return { code, message, findings, found, next };
}

export function receivedFailure({ code, message, findings, found, next }: SentFailure): Failure {
  return new Failure(code, message, { findings, found, next });
}
