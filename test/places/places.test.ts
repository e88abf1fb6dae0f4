import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { placeNamed, places } from "./list.ts";
import { readReport } from "./report.ts";

describe("the name of a place", () => {
  test("with a plus is one where both hold, made in the list's order", () => {
    const place = placeNamed("without-proc+busybox");
    expect(place.scripts).toEqual(["busybox", "without-proc"]);
    expect(place.what).toBe("sh is BusyBox; /proc is empty, ps prints a Mac's lines");
    expect(place.needs.map(({ there }) => there)).toEqual(expect.arrayContaining(["busybox", "setpriv"]));
  });

  test("that is none is refused, and those there are are named", () => {
    expect(() => placeNamed("busybox+windows")).toThrow(`no such place: windows; there are ${places[0]?.name}, `);
  });
});

describe("the report of a place", () => {
  let results: string;

  beforeEach(() => {
    results = mkdtempSync(join(tmpdir(), "v7-places-report-"));
  });

  afterEach(() => rmSync(results, { recursive: true }));

  const told = (
    name: string,
    status: string,
    ...tests: readonly (readonly [title: string, status: string])[]
  ): object => ({
    name: `/mnt/Büro mit Blank/v7/test/${name}.test.ts`,
    status,
    assertionResults: tests.map(([fullName, result]) => ({ fullName, status: result })),
  });

  test("names each test that failed or was passed over, and what was left behind", () => {
    const testResults = [
      told("engine/apply", "failed", ["a phase is applied", "passed"], ["an enum is applied", "failed"]),
      told(
        "files/faults",
        "passed",
        ["names of bytes are found (E6)", "skipped"],
        ["deep paths are found (E8)", "pending"],
      ),
      told("search/search", "failed"),
    ];
    const counts = { numPassedTests: 1, numFailedTests: 1, numPendingTests: 2 };
    writeFileSync(join(results, "tests.json"), JSON.stringify({ ...counts, testResults }));
    writeFileSync(join(results, "left"), "process 4711\n");
    expect(readReport(results)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 2,
      faults: [
        "failed: test/engine/apply.test.ts an enum is applied",
        "failed: test/search/search.test.ts does not load",
        "left behind: process 4711",
      ],
      omissions: ["skipped: test/files/faults.test.ts names of bytes are found (E6) · deep paths are found (E8)"],
    });
  });

  test("of tests that never ran is a fault", () => {
    mkdirSync(join(results, "empty"));
    expect(readReport(join(results, "empty"))).toMatchObject({ passed: 0, faults: ["no test ran"] });
  });
});
