import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packagePath } from "../../src/system/package-file.ts";
import { meaningOf, pathsMeantBy } from "../../src/test-results/places.ts";
import { type ReportFormat, readReport } from "../../src/test-results/read-report.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "v7 reports-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every case of a fixture, as `status name`. */
function casesOf(name: string): string[] {
  return readReport(packagePath(`test/fixtures/test-results/${name}`)).cases.map(
    (each) => `${each.status} ${each.name}`,
  );
}

/** What is wrong with a report of this text. */
function faultOf(text: string | Uint8Array, format?: ReportFormat): unknown {
  const path = join(folder, "report");
  writeFileSync(path, text);
  try {
    return readReport(path, format).cases;
  } catch (error) {
    return error;
  }
}

describe("cases are counted one by one, whatever the suites say they count", () => {
  test("of pytest's JUnit", () => {
    expect(casesOf("pytest.xml")).toEqual([
      "pass tests.test_contact.TestContact > test_keeps_its_status",
      "fail tests.test_contact.TestContact > test_maps_every_value",
      "skip tests.test_contact.TestContact > test_merges_duplicates",
    ]);
  });

  test("of Surefire's JUnit: a pass that needed another run is flaky, a failure that stayed is one", () => {
    expect(casesOf("surefire.xml")).toEqual([
      "pass org.enterprise.ContactTest > keepsItsStatus",
      "flaky org.enterprise.ContactTest > mapsEveryValue",
      "fail org.enterprise.ContactTest > mergesDuplicates",
    ]);
  });

  test("of vitest's JSON: a file that does not load fails as a whole", () => {
    expect(casesOf("vitest.json")).toEqual([
      "pass a contact > keeps its status",
      "fail a contact > maps every value",
      "skip a contact > merges duplicates",
      "flaky a contact > is found",
      "fail the file as a whole",
    ]);
  });

  test("of TAP: those of subtests, and what closes a subtest is none", () => {
    expect(casesOf("node.tap")).toEqual([
      "pass tests/contact.test.js > keeps its status",
      "fail tests/contact.test.js > maps every value",
      "skip tests/contact.test.js > merges duplicates",
      "skip tests/contact.test.js > archives",
    ]);
  });

  test("of CTRF", () => {
    expect(casesOf("playwright.ctrf.json")).toEqual([
      "pass contact.spec.ts > a contact > keeps its status",
      "flaky maps every value",
      "fail merges duplicates",
      "skip archives",
    ]);
  });
});

test("a case that failed and passed in one report is flaky, by whatever name the run calls it", () => {
  const twice = '<testcase name="a" classname="C"><failure/></testcase><testcase name="a" classname="C"/>';
  expect(faultOf(`<testsuite>${twice}</testsuite>`)).toMatchObject([{ name: "C > a", status: "flaky" }]);
});

test("a time without a zone is no instant", () => {
  const suite = (time: string): string => `<testsuite timestamp="${time}"><testcase name="a"/></testsuite>`;
  expect(faultOf(suite("2025-10-09T12:00:00"))).toMatchObject([{ at: undefined }]);
  expect(faultOf(suite("2025-10-09T16:00:00+04:00"))).toMatchObject([{ at: "2025-10-09T12:00:00.000Z" }]);
});

describe("a report that is refused", () => {
  const laughs = `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><testsuite><testcase name="&b;"/></testsuite>`;
  const outside = `<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><testsuite><testcase name="&x;"/></testsuite>`;
  const tooDeep = `${Array.from({ length: 60 }, (_, at) => `${" ".repeat(at * 4)}# Subtest: a`).join("\n")}\nok 1\n`;

  test.each([
    ["entities that laugh", laughs, "V7-T002", { line: 1 }],
    ["an entity from outside", outside, "V7-T002", { line: 1 }],
    ["an entity that nobody declared", '<testsuite>\n<testcase name="&b;"/></testsuite>', "V7-T002", { line: 2 }],
    ["a document type", '<!DOCTYPE testsuite>\n<testsuite><testcase name="a"/></testsuite>', "V7-T002", { line: 1 }],
    ["a NUL", "<testsuite>\n<testcase name='a\0'/></testsuite>", "V7-T002", { line: 2, column: 18 }],
    ["XML that breaks off", "<testsuite><testcase name='a'/>", "V7-T002", { line: 1 }],
    ["XML of something else", "<html><body/></html>", "V7-T002", { line: 1 }],
    ["JSON that breaks off", '{"testResults":[\n{"name":"a"', "V7-T002", { line: 2 }],
    ["a status that is none", '{"results":{"tests":[{"name":"a","status":"fine"}]}}', "V7-T002", undefined],
    ["TAP that breaks off", "1..3\nok 1\nok 2\n", "V7-T004", undefined],
    ["TAP without its plan", "TAP version 14\nok 1\n", "V7-T004", undefined],
    ["a run that was given up", "1..2\nok 1\nBail out! BETA is away\n", "V7-T004", undefined],
    ["TAP as deep as a well", tooDeep, "V7-T002", { line: 41 }],
    ["a diagnosis without end", `1..1\nok 1\n  ---\n${"  a: b\n".repeat(3_000)}  ...\n`, "V7-T002", { line: 3 }],
    ["no case at all", '<testsuites tests="40"/>', "V7-T004", undefined],
    ["prose", "All tests passed.", "V7-T003", undefined],
  ])("%s", (_, text, code, place) => {
    expect(faultOf(text)).toMatchObject({ code, place: place ?? undefined });
  });

  test("bytes that are no UTF-8", () => {
    expect(faultOf(Buffer.from("<testsuite>\n\xff</testsuite>", "latin1"))).toMatchObject({
      code: "V7-T002",
      place: { line: 2, column: 1 },
    });
  });

  test("a hundred megabytes, without reading them; a folder; nothing", () => {
    const path = join(folder, "large.xml");
    writeFileSync(path, "<testsuite>");
    truncateSync(path, 100 * 1024 * 1024);
    const allocated = process.memoryUsage().arrayBuffers;
    expect(() => readReport(path)).toThrow("more than 32 MB");
    expect(process.memoryUsage().arrayBuffers - allocated).toBeLessThan(10 * 1024 * 1024);
    expect(() => readReport(folder)).toThrow("no regular file");
    expect(() => readReport(join(folder, "away.xml"))).toThrow("no such file");
  });
});

test("what a failure says may look like markup", () => {
  const said = '<testsuite><testcase name="a"><failure><![CDATA[<!DOCTYPE html>]]></failure></testcase></testsuite>';
  expect(faultOf(said)).toMatchObject([{ status: "fail", message: "<!DOCTYPE html>" }]);
});

describe("the file that a report means", () => {
  test.each([
    ["a path", "tests/contact.test.ts", "tests/contact.test.ts"],
    ["a path of this machine", "/srv/enterprise/tests/contact.test.ts", "tests/contact.test.ts"],
    ["a path of Windows", String.raw`tests\contact.test.ts`, "tests/contact.test.ts"],
    ["a path of another machine", "/home/ci/work/tests/contact.test.ts", "tests/contact.test.ts"],
    ["a class of Python's", "tests.test_contact.TestContact", "tests/test_contact.py"],
    ["a class of Java's", "org.enterprise.ContactTest", "src/test/java/org/enterprise/ContactTest.java"],
  ])("by %s", (_, name, path) => {
    expect(pathsMeantBy(name, "/srv/enterprise")).toContain(path);
  });

  test("lies in the repository, and is none that the end of a name alone agrees with", () => {
    expect(pathsMeantBy("../secrets.test.ts", "/srv/enterprise")).toEqual([]);
    expect(pathsMeantBy("/home/ci/README.md", "/srv/enterprise")).not.toContain("README.md");
  });

  test("is tested by what the first entry of the map says, with what its stars stood for", () => {
    const map = [
      { files: "tests/test_*.py", tests: "src/models/*.py", component: "03_CORE_ENGINE" },
      { files: "**", component: "ALL" },
    ];
    expect(meaningOf(map, "tests/test_contact.py")).toEqual({
      component: "03_CORE_ENGINE",
      tested: "src/models/contact.py",
    });
    expect(meaningOf(map, "tests/deep/test_contact.py")).toEqual({ component: "ALL", tested: undefined });
  });
});
