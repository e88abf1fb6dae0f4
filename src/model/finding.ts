import type { Address } from "./address.ts";
import type { Code } from "./codes/codes.ts";

export type Severity = "error" | "warning";

/** Something a person should know about a document, a plan or a database, with its place. */
export interface Finding {
  readonly severity: Severity;
  /** `V7-D…` documents, `V7-E…` enums, `V7-G…` gates, `V7-P…` plan and apply, `V7-B…` database, `V7-C…` configuration and command line, `V7-M…` machines, `V7-T…` results of tests. */
  readonly code: Code;
  /** One short lower-case sentence; names and the next step belong in it. */
  readonly message: string;
  /** Relative to the repository's root, with `/`. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1, in UTF-16 code units. */
  readonly column?: number;
  readonly address?: Address;
  /** True when `v7 fmt` repairs it. */
  readonly repairable?: boolean;
}

/** Whether one of them is an error; warnings alone hold nothing up. */
export function hasErrors(findings: readonly Pick<Finding, "severity">[]): boolean {
  return findings.some((finding) => finding.severity === "error");
}

export interface FindingCounts {
  readonly errors: number;
  readonly warnings: number;
}

export function countFindings(findings: readonly Pick<Finding, "severity">[]): FindingCounts {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  return { errors, warnings: findings.length - errors };
}

/** By file, then place, then code: the order in which people fix them. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    (left, right) =>
      compareText(left.file ?? "", right.file ?? "") ||
      (left.line ?? 0) - (right.line ?? 0) ||
      (left.column ?? 0) - (right.column ?? 0) ||
      compareText(left.code, right.code),
  );
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A finding as JSON documents hold it: every key, `null` where nothing is known. */
export interface FindingRow {
  readonly severity: Severity;
  readonly code: Code;
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly address: Address | null;
  /** True when `v7 fmt` repairs it. */
  readonly repairable: boolean;
}

/** The findings for `--json` and plan files. */
export function findingRows(findings: readonly Finding[]): FindingRow[] {
  return findings.map(({ severity, code, message, file, line, column, address, repairable }) => ({
    severity,
    code,
    message,
    file: file ?? null,
    line: line ?? null,
    column: column ?? null,
    address: address ?? null,
    repairable: repairable ?? false,
  }));
}
