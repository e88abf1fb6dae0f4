import { isJsonObject, type JsonObject } from "../model/json.ts";
import { BadReport } from "./bad-report.ts";
import { instantOf, messageOf, type TestCase } from "./cases.ts";
import { amountOf, objectsIn, textIn, textsOf } from "./json-text.ts";
import type { TestStatus } from "./test-types.ts";

/** The cases of a report in the Common Test Report Format. @throws BadReport */
export function readCtrf(report: JsonObject): TestCase[] {
  const results = report["results"] ?? null;
  if (!isJsonObject(results)) throw new BadReport("V7-T002", "results is an object");
  const summary = isJsonObject(results["summary"] ?? null) ? (results["summary"] as JsonObject) : {};
  const ended = instantOf(summary["stop"]) ?? instantOf(summary["start"]);
  return objectsIn(results["tests"], "results.tests").map((test, at) => caseOf(test, `results.tests[${at}]`, ended));
}

function caseOf(test: JsonObject, where: string, ended: string | undefined): TestCase {
  const status = statuses[textIn(test, "status", where)];
  if (status === undefined) throw new BadReport("V7-T002", `${where}.status is none that CTRF has`);
  const isFlaky = test["flaky"] === true || Number(test["retries"] ?? 0) > 0;
  const [file, suites] = [textsOf(test["filePath"]), textsOf(test["suite"])];
  return {
    name: [...suites, textIn(test, "name", where)].join(" > "),
    files: [...file, ...suites],
    status: status === "pass" && isFlaky ? "flaky" : status,
    durationMs: amountOf(test["duration"]),
    message: messageOf([...textsOf(test["message"]), ...textsOf(test["trace"])].join("\n")),
    at: instantOf(test["stop"]) ?? ended,
    type: textsOf(test["type"])[0],
  };
}

/** What is pending or anything else was not run to its end. */
const statuses: { readonly [status: string]: TestStatus } = {
  passed: "pass",
  failed: "fail",
  skipped: "skip",
  pending: "skip",
  other: "skip",
};
