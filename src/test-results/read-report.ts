import { readFileSync, statSync } from "node:fs";
import { sha256 } from "../model/digest.ts";
import { codeOfError } from "../model/error-code.ts";
import { BadReport, placeAt } from "./bad-report.ts";
import { type TestCase, withoutRepeated } from "./cases.ts";
import { readCtrf } from "./ctrf.ts";
import { readJsonReport } from "./json-text.ts";
import { readJunit } from "./junit.ts";
import { readTap } from "./tap.ts";
import { readVitest } from "./vitest.ts";

/** The formats that are read. */
export const reportFormats = ["junit", "vitest", "tap", "ctrf"] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** A report that was read whole. */
export interface Report {
  readonly format: ReportFormat;
  readonly sha256: string;
  /** When the file was written: what counts where the report states no instant. ISO 8601, UTC. */
  readonly writtenAt: string;
  /** At least one. */
  readonly cases: readonly TestCase[];
}

/** Bytes above which a report is refused. */
export const largestReport = 32 * 1024 * 1024;
const mostCases = 200_000;

/** Reads a report; its format is seen by its content, unless it is said. @throws BadReport */
export function readReport(path: string, said?: ReportFormat): Report {
  const { bytes, writtenAt } = readFile(path);
  const text = decoded(bytes);
  const format = said ?? formatOf(text);
  const cases = withoutRepeated(casesIn(text, format));
  if (cases.length === 0) throw new BadReport("V7-T004", "the report holds no case");
  if (cases.length > mostCases) throw new BadReport("V7-T001", `the report holds more than ${mostCases} cases`);
  return { format, sha256: sha256(bytes), writtenAt, cases };
}

function readFile(path: string): { readonly bytes: Uint8Array; readonly writtenAt: string } {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) throw new BadReport("V7-T001", "this is no regular file");
    if (stats.size > largestReport) throw tooLarge();
    const bytes = readFileSync(path);
    if (bytes.length > largestReport) throw tooLarge();
    return { bytes, writtenAt: stats.mtime.toISOString() };
  } catch (error) {
    if (error instanceof BadReport) throw error;
    const why = codeOfError(error) === "ENOENT" ? "there is no such file" : "it cannot be read";
    throw new BadReport("V7-T001", why);
  }
}

function tooLarge(): BadReport {
  return new BadReport("V7-T001", `the report has more than ${largestReport / 1024 / 1024} MB`);
}

function decoded(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const at = text.indexOf("\0");
    if (at >= 0) throw new BadReport("V7-T002", "a NUL is in it", placeAt(text, at));
    return text;
  } catch (error) {
    if (error instanceof BadReport) throw error;
    const lossy = new TextDecoder("utf-8").decode(bytes);
    throw new BadReport("V7-T002", "this is not UTF-8 text", placeAt(lossy, lossy.indexOf("\uFFFD")));
  }
}

function formatOf(text: string): ReportFormat {
  const [first = ""] = text.trimStart();
  if (first === "<") return "junit";
  if (first === "{") {
    const report = readJsonReport(text);
    if ("testResults" in report) return "vitest";
    if ("results" in report) return "ctrf";
  } else if (/^ *(?:TAP version \d+|1\.\.\d+|(?:not )?ok\b)/m.test(text)) return "tap";
  throw new BadReport("V7-T003", `this is none of ${reportFormats.join(", ")}`);
}

function casesIn(text: string, format: ReportFormat): TestCase[] {
  try {
    return readers[format](text);
  } catch (error) {
    // So deeply nested is no report.
    if (error instanceof RangeError) throw new BadReport("V7-T002", "it is nested too deeply");
    throw error;
  }
}

const readers: { readonly [format in ReportFormat]: (text: string) => TestCase[] } = {
  junit: readJunit,
  vitest: (text) => readVitest(readJsonReport(text)),
  ctrf: (text) => readCtrf(readJsonReport(text)),
  tap: readTap,
};
