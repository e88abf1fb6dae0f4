import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readTextFile } from "../../src/system/text-file.ts";

/** What the tests said in a place. */
export interface Report {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What did not hold there, a line each. */
  readonly faults: readonly string[];
  /** The tests that were passed over, a line a file. */
  readonly omissions: readonly string[];
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly FileReport[];
}

interface FileReport {
  readonly name: string;
  readonly status: string;
  readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
}

/** From the folder in which vitest left `tests.json`, and `enter.sh` the file `left`. */
export function readReport(results: string): Report {
  const left = (readTextFile(join(results, "left")) ?? "").split("\n").filter(Boolean);
  const leftBehind = left.map((line) => `left behind: ${line}`);
  const file = join(results, "tests.json");
  if (!existsSync(file))
    return { passed: 0, failed: 0, skipped: 0, faults: ["no test ran", ...leftBehind], omissions: [] };
  const { testResults, ...counts } = JSON.parse(readFileSync(file, "utf8")) as VitestReport;
  return {
    passed: counts.numPassedTests,
    failed: counts.numFailedTests,
    skipped: counts.numPendingTests,
    faults: [...testResults.flatMap(faultsOf), ...leftBehind],
    omissions: testResults.flatMap(omissionsOf),
  };
}

function faultsOf(report: FileReport): readonly string[] {
  if (report.status !== "failed") return [];
  const failed = namesOf(report, "failed");
  return (failed.length > 0 ? failed : ["does not load"]).map((fault) => `failed: ${pathOf(report)} ${fault}`);
}

function omissionsOf(report: FileReport): readonly string[] {
  const names = [...namesOf(report, "skipped"), ...namesOf(report, "pending")];
  return names.length === 0 ? [] : [`skipped: ${pathOf(report)} ${names.join(" · ")}`];
}

function namesOf({ assertionResults }: FileReport, status: string): readonly string[] {
  return assertionResults.filter((result) => result.status === status).map(({ fullName }) => fullName);
}

function pathOf({ name }: FileReport): string {
  return name.replace(/^.*\/(?=test\/)/, "");
}
