import { type FinalResults, Parser, type Result } from "tap-parser";
import { BadReport, placeAt } from "./bad-report.ts";
import { messageOf, type TestCase } from "./cases.ts";
import type { TestStatus } from "./test-types.ts";

/** The cases of a TAP stream, with those of its subtests. A stream that broke off is refused. @throws BadReport */
export function readTap(text: string): TestCase[] {
  refuseHostile(text);
  const cases: TestCase[] = [];
  const parser = new Parser((final) => refuseBroken(final));
  collect(parser, { cases, suites: [] });
  parser.end(text);
  return cases;
}

/** The parser takes the cube of the depth, and the square of a diagnosis. */
function refuseHostile(text: string): void {
  const deep = text.search(/^[ \t]{160,}(?:# Subtest|(?:not )?ok\b|\d+\.\.)/m);
  if (deep >= 0) throw new BadReport("V7-T002", "it is nested too deeply", placeAt(text, deep));
  let begun = 0;
  text.split("\n").forEach((line, at) => {
    if (/^\s+---\s*$/.test(line)) begun = at;
    else if (/^\s+\.\.\.\s*$/.test(line)) begun = 0;
    else if (begun > 0 && at - begun > longestDiagnosis)
      throw new BadReport("V7-T002", "a diagnosis is too long", { line: begun + 1, column: 1 });
    else if (!/^\s/.test(line)) begun = 0;
  });
}

/** In lines. */
const longestDiagnosis = 2_000;

interface Reading {
  readonly cases: TestCase[];
  /** The subtests around, the outermost first. */
  readonly suites: readonly string[];
}

function collect(parser: Parser, { cases, suites }: Reading): void {
  let before = cases.length;
  parser.on("child", (child: Parser) => {
    before = cases.length;
    collect(child, { cases, suites: [...suites, child.name] });
  });
  parser.on("assert", (result: Result) => {
    const inside = cases.slice(before);
    // The line that closes a subtest says again what its cases said, unless none of them says why it failed.
    const isSaid = inside.length > 0 && (result.ok || inside.some(({ status }) => status === "fail"));
    if (!(result.closingTestPoint && isSaid)) cases.push(caseOf(result, suites));
  });
}

function caseOf(result: Result, suites: readonly string[]): TestCase {
  const title = result.name === "" ? `case ${result.id}` : result.name;
  const diagnosis = result.diag === null || result.diag === undefined ? "" : JSON.stringify(result.diag, undefined, 2);
  return {
    name: [...suites, title].join(" > "),
    files: suites.length === 0 ? [] : [String(suites[0])],
    status: statusOf(result),
    durationMs: result.time ?? undefined,
    message: result.ok && result.skip === false ? undefined : messageOf(reasonOf(result, diagnosis)),
    at: undefined,
  };
}

function reasonOf({ skip, todo }: Result, diagnosis: string): string {
  const reason = [skip, todo].find((said) => typeof said === "string");
  return typeof reason === "string" ? reason : diagnosis;
}

/** What is still to be done proves nothing, however it went. */
function statusOf({ ok, skip, todo }: Result): TestStatus {
  if (skip !== false || todo !== false) return "skip";
  return ok ? "pass" : "fail";
}

function refuseBroken({ bailout, plan, count }: FinalResults): void {
  if (bailout !== false)
    throw new BadReport("V7-T004", `the run was given up${typeof bailout === "string" ? `: ${bailout}` : ""}`);
  const planned = plan.start === null || plan.end === null ? undefined : plan.end - plan.start + 1;
  if (planned === undefined) throw new BadReport("V7-T004", "the stream ends without its plan: it broke off");
  if (planned !== count && !plan.skipAll)
    throw new BadReport("V7-T004", `the plan names ${planned} cases, and there are ${count}: the stream broke off`);
}
