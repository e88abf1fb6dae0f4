import type { JsonObject } from "../model/json.ts";
import { BadReport } from "./bad-report.ts";
import { instantOf, messageOf, type TestCase } from "./cases.ts";
import { amountOf, objectsIn, textIn, textsOf } from "./json-text.ts";
import type { TestStatus } from "./test-types.ts";

/** The cases of vitest's JSON report, which is Jest's. @throws BadReport */
export function readVitest(report: JsonObject): TestCase[] {
  return objectsIn(report["testResults"], "testResults").flatMap((file, at) => fileCases(file, `testResults[${at}]`));
}

function fileCases(file: JsonObject, where: string): TestCase[] {
  const name = textIn(file, "name", where);
  const at = instantOf(file["endTime"]) ?? instantOf(file["startTime"]);
  const cases = objectsIn(file["assertionResults"], `${where}.assertionResults`).map((entry, index) =>
    caseOf(entry, { name, at, where: `${where}.assertionResults[${index}]` }),
  );
  if (file["status"] !== "failed" || cases.some(({ status }) => status === "fail")) return cases;
  // A file that does not even load has no cases, and no pass either.
  const message = messageOf(textsOf(file["message"]).join("\n"));
  return [...cases, { name: "the file as a whole", files: [name], status: "fail", durationMs: undefined, message, at }];
}

interface Around {
  readonly name: string;
  readonly at: string | undefined;
  readonly where: string;
}

function caseOf(entry: JsonObject, { name, at, where }: Around): TestCase {
  const status = statuses[textIn(entry, "status", where)];
  if (status === undefined) throw new BadReport("V7-T002", `${where}.status is none that vitest writes`);
  const title = textsOf(entry["title"]).concat(textsOf(entry["fullName"]))[0] ?? "";
  const retried = Number(entry["invocations"] ?? 1) > 1 || textsOf(entry["retryReasons"]).length > 0;
  return {
    name: [...textsOf(entry["ancestorTitles"]), title].filter(Boolean).join(" > "),
    files: [name],
    status: status === "pass" && retried ? "flaky" : status,
    durationMs: amountOf(entry["duration"]),
    message: messageOf(textsOf(entry["failureMessages"]).join("\n")),
    at,
  };
}

const statuses: { readonly [status: string]: TestStatus } = {
  passed: "pass",
  failed: "fail",
  skipped: "skip",
  pending: "skip",
  todo: "skip",
  disabled: "skip",
};
