import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Failure } from "../../../src/model/failure.ts";
import { findReport, listReports } from "../../../src/reports/catalogue.ts";
import { type ParameterValue, readParameters } from "../../../src/reports/parameters.ts";
import { packagePath, readPackageFile } from "../../../src/system/package-file.ts";

describe("the parameters of a report", () => {
  test("have their defaults, in the order in which they are bound", () => {
    expect([...read("gap-closure", {})]).toEqual([
      ["weeks", 4],
      ["timezone", "Asia/Dubai"],
    ]);
  });

  test("take what was given instead", () => {
    expect([...read("gap-closure", { weeks: "3", timezone: "UTC" }).values()]).toEqual([3, "UTC"]);
  });

  test.each([
    ["stale-tasks", { day: "3" }, "stale-tasks has no parameter day; it takes days"],
    ["integrity", { phase: "1" }, "integrity has no parameter phase; it takes days, timezone"],
    ["node-changes", {}, "node-changes needs the parameter node: the machine's name"],
    ["attention", { phase: "1" }, "attention has no parameter phase; it takes none"],
    [
      "morning",
      { since: "breakfast" },
      "the parameter since of morning takes a time such as 2025-08-07, 2025-08-07T03:00:00Z or 12h",
    ],
    ["stale-tasks", { days: "three" }, "the parameter days of stale-tasks takes a whole number from 0 to 3650"],
    ["stale-tasks", { days: "-1" }, "the parameter days of stale-tasks takes a whole number from 0 to 3650"],
    ["stale-tasks", { days: "1.5" }, "the parameter days of stale-tasks takes a whole number from 0 to 3650"],
    ["stale-tasks", { days: "99999999999" }, "the parameter days of stale-tasks takes a whole number from 0 to 3650"],
    ["stale-tasks", { days: "all" }, "the parameter days of stale-tasks takes a whole number from 0 to 3650"],
    ["gate", { phase: "one" }, "the parameter phase of gate takes a whole number from 0 to 10000, or all"],
    [
      "node-changes",
      { node: "" },
      "the parameter node of node-changes takes a text of 1 to 200 characters on one line",
    ],
    ["today", { timezone: "Dubai" }, "the parameter timezone of today takes a time zone such as Asia/Dubai"],
    ["today", { timezone: "+04:00" }, "the parameter timezone of today takes a time zone such as Asia/Dubai"],
  ])("%s %o: %s", (name, given, message) => {
    expect(() => read(name, given)).toThrow(expect.objectContaining({ code: "V7-C008", message }));
  });

  test("begin with the last look, unless a time is given: a day begins where v7.yaml says", () => {
    const look = "2025-08-06T04:10:00.000Z";
    expect(read("morning", {}).get("since")).toBeNull();
    expect(read("morning", {}, look).get("since")).toBe(look);
    expect(read("morning", { since: "2025-08-07" }, look).get("since")).toBe("2025-08-06T20:00:00.000Z");
    expect(read("morning", { since: "12h" }, look).get("since")).toBe("2025-08-07T09:00:00.000Z");
  });

  test("a refusal shows the whole command", () => {
    expect(failureOf(() => read("node-changes", {})).next).toEqual([
      "v7 report node-changes --param node=NODE [--param limit=20]",
    ]);
  });
});

describe("a report that does not exist", () => {
  test.each([
    ["velocty", "no report velocty; did you mean velocity?"],
    ["stale", "no report stale; did you mean stale-tasks?"],
    [
      "configuration-pending",
      "no report configuration-pending; did you mean pending-configuration or configuration or pending-approvals?",
    ],
    ["../plan/find-plan", "no report ../plan/find-plan"],
    ["weather", "no report weather"],
  ])("%s: %s", (name, message) => {
    expect(() => findReport(name)).toThrow(expect.objectContaining({ code: "V7-C007", message }));
  });
});

const statements = readdirSync(packagePath("sql/reports"));

describe.each(listReports().output.reports.filter(({ name }) => statements.includes(`${name}.sql`)))(
  "$name",
  ({ name, parameters }) => {
    test("binds exactly the parameters its head declares", () => {
      const bound = [...readPackageFile(`sql/reports/${name}.sql`).matchAll(/\$(\d+)/g)].map(([, number]) =>
        Number(number),
      );
      expect([...new Set(bound)].toSorted((left, right) => left - right)).toEqual(
        parameters.map((_, index) => index + 1),
      );
    });
  },
);

function read(
  name: string,
  given: { readonly [name: string]: string },
  lastLook: string | null = null,
): Map<string, ParameterValue> {
  return readParameters(findReport(name).head, new Map(Object.entries(given)), {
    now: new Date("2025-08-07T21:00:00Z"),
    timeZone: "Asia/Dubai",
    lastLook,
  });
}

function failureOf(work: () => unknown): Failure {
  try {
    work();
  } catch (error) {
    return error as Failure;
  }
  throw new Error("nothing was refused");
}
