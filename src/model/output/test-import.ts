// Made from schemas/v1/output/test-import.schema.json by npm run generate: edit that.
import type { Finding } from "./plan-file.ts";

/** What came of importing reports of tests. */
export interface TestImportOutput {
  /** How people know it; never a password. */
  readonly database: string;
  /** A report each, as they were named. */
  readonly imported: readonly ImportedReport[];
  /** Warnings: files whose results prove nothing, and why. */
  readonly findings: readonly Finding[];
}

/** A report and what of it was imported. */
export interface ImportedReport {
  /** The report's file. */
  readonly file: string;
  /** The report's format. */
  readonly format: "junit" | "vitest" | "tap" | "ctrf";
  /** Of its bytes: a report that is here already adds nothing. */
  readonly sha256: string;
  /** HEAD, which the results are bound to. */
  readonly commit: string | null;
  /** How many cases it has, counted one by one. */
  readonly cases: number;
  /** Of those, how many passed at once. */
  readonly passed: number;
  /** How many failed. */
  readonly failed: number;
  /** How many were not run. */
  readonly skipped: number;
  /** How many passed only when they were run again. */
  readonly flaky: number;
  /** How many are bound to the content of a file. */
  readonly bound: number;
  /** How many were not here before. */
  readonly added: number;
}
