import { cpSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { TestImportOutput } from "../../src/model/output/test-import.ts";
import type { TestResult } from "../../src/model/output/test-list.ts";
import { packagePath } from "../../src/system/package-file.ts";
import { importResults, type ImportRequest } from "../../src/test-results/import-results.ts";
import { listResults, type ResultsRequest } from "../../src/test-results/list-results.ts";
import { recordResult } from "../../src/test-results/record-result.ts";
import { separateLogins } from "../scenes/logins.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;
let commit: string;

const map = `tests:
  map:
    - { files: "tests/test_*.py", tests: "src/models/*.py", component: 03_CORE_ENGINE }
`;

beforeEach(async () => {
  scene = await openScene();
  const { checkout } = scene;
  checkout.write("v7.yaml", map);
  checkout.write("src/models/contact.py", "class Contact: ...\n");
  checkout.write("tests/test_contact.py", "class TestContact: ...\n");
  commit = checkout.commit("Begin");
  // The tests of the fixture ran on 9 October 2025: the files are as old.
  writtenOn("2025-10-08T12:00:00Z", "src/models/contact.py");
});

afterEach(() => scene.end());

function writtenOn(time: string, ...files: readonly string[]): void {
  for (const file of files) utimesSync(join(scene.checkout.root, file), new Date(time), new Date(time));
}

/** A report of pytest's about three tests of contacts: one passed, one failed, one was skipped. */
function report(name = "pytest.xml"): ImportRequest["files"][number] {
  const path = join(scene.checkout.root, ".git", name);
  cpSync(packagePath(`test/fixtures/test-results/${name}`), path);
  return { path, shown: name };
}

async function importing(request: Partial<ImportRequest> = {}): Promise<TestImportOutput> {
  return (await importResults(await scene.open(), { files: [report()], ...request })).output;
}

async function results(request: Partial<ResultsRequest> = {}): Promise<readonly TestResult[]> {
  return (await listResults(await scene.open(), { limit: 50, ...request })).output.results;
}

describe("an import", () => {
  test("binds each case to HEAD, to the file that it tests and what that holds, and to who imported it", async () => {
    const { imported, findings } = await importing();
    expect(findings).toEqual([]);
    expect(imported).toMatchObject([
      { cases: 3, passed: 1, failed: 1, skipped: 1, flaky: 0, bound: 3, added: 3, commit },
    ]);
    const blob = scene.checkout.git("rev-parse", "HEAD:src/models/contact.py").trim();
    const [login] = await scene.column("SELECT session_user");
    expect(await results({ status: "pass" })).toMatchObject([
      {
        case: "tests.test_contact.TestContact > test_keeps_its_status",
        type: "unit",
        component: "03_CORE_ENGINE",
        path: "src/models/contact.py",
        test_file: "tests/test_contact.py",
        metrics: { durationMs: 4 },
        compatible: null,
        tested_at: "2025-10-09T12:00:00.000Z",
        recorded_by: login,
        commit,
        blob,
        retest: false,
      },
    ]);
  });

  test("of a report that is here already adds nothing, at the same commit or at a later one", async () => {
    await importing();
    const added = async (): Promise<number[]> => (await importing()).imported.map((each) => each.added);
    expect(await added()).toEqual([0]);
    scene.checkout.write("docs/later.md", "Later\n");
    scene.checkout.commit("Later");
    expect(await added()).toEqual([0]);
    expect(await results()).toHaveLength(3);
  });

  test("by two at once adds each case once", async () => {
    const imports = await Promise.all(Array.from({ length: 4 }, () => importing()));
    expect(imports.flatMap(({ imported }) => imported).reduce((sum, { added }) => sum + added, 0)).toBe(3);
    expect(await results()).toHaveLength(3);
  });

  test("with one bad report among good ones imports none of them", async () => {
    const bad = report("node.tap");
    scene.checkout.write("broken.xml", "<testsuite><testcase name='a'/>");
    const broken = { path: join(scene.checkout.root, "broken.xml"), shown: "broken.xml" };
    await expect(importing({ files: [report(), broken, bad] })).rejects.toMatchObject({
      code: "V7-T002",
      findings: [{ file: "broken.xml", line: 1, code: "V7-T002" }],
    });
    expect(await results()).toEqual([]);
  });

  test("names what its tests are: as it is told, else as the report says, else unit", async () => {
    await importing({ files: [report("playwright.ctrf.json")] });
    expect((await results()).map(({ type }) => type).toSorted()).toEqual(["system", "system", "unit", "unit"]);
    await importing({ type: "integration" });
    expect(await results({ type: "integration" })).toHaveLength(3);
  });

  test("keeps no secret of a message", async () => {
    scene.checkout.write(
      "r.xml",
      '<testsuite><testcase name="a"><failure message="password=hunter2hunter2"/></testcase></testsuite>',
    );
    await importing({ files: [{ path: join(scene.checkout.root, "r.xml"), shown: "r.xml" }] });
    expect((await results())[0]?.error).toBe("password=***");
  });

  test("of a time to come is refused", async () => {
    const later = '<testsuite timestamp="2199-01-01T00:00:00Z"><testcase name="a"/></testsuite>';
    scene.checkout.write("r.xml", later);
    const files = [{ path: join(scene.checkout.root, "r.xml"), shown: "r.xml" }];
    await expect(importing({ files })).rejects.toMatchObject({ code: "V7-T007" });
  });
});

describe("a result proves nothing", () => {
  test("of a file that is not as HEAD has it", async () => {
    scene.checkout.write("src/models/contact.py", "class Contact: status = 'new'\n");
    const { imported, findings } = await importing();
    expect(findings).toMatchObject([{ code: "V7-T005", file: "src/models/contact.py" }]);
    expect(imported).toMatchObject([{ bound: 0, added: 3 }]);
    expect(await results({ retest: true })).toHaveLength(3);
  });

  test("that is older than the file, by the file's time and its commit's", async () => {
    writtenOn("2025-10-10T12:00:00Z", "src/models/contact.py");
    const { imported, findings } = await importing();
    expect(findings).toMatchObject([{ code: "V7-T006", file: "src/models/contact.py" }]);
    expect(imported).toMatchObject([{ bound: 0 }]);
  });

  test("once its file holds something else", async () => {
    await importing();
    expect(await results({ retest: true })).toEqual([]);
    scene.checkout.write("src/models/contact.py", "class Contact: status = 'new'\n");
    scene.checkout.commit("Map the status");
    expect(await results({ retest: true })).toHaveLength(3);
    await importing({ files: [report("playwright.ctrf.json")] });
    expect(await scene.column("SELECT count(*)::int FROM v7_test_results WHERE retest_required")).toEqual([3]);
    scene.checkout.git("revert", "--no-edit", "HEAD");
    expect(await results({ retest: true })).toEqual([]);
  });
});

test("a checkout that writes a file anew makes no result older than the file: its commit is", async () => {
  scene.checkout.git("commit", "--quiet", "--amend", "--no-edit", "--date", "2025-10-08T12:00:00Z");
  scene.checkout.git("rebase", "--quiet", "--root", "--committer-date-is-author-date");
  writtenOn("2025-10-10T12:00:00Z", "src/models/contact.py");
  const { imported, findings } = await importing();
  expect(findings).toEqual([]);
  expect(imported).toMatchObject([{ bound: 3 }]);
});

describe("a result by hand", () => {
  const usual = { type: "system", status: "pass", component: "03_CORE_ENGINE" } as const;

  test("has everything the table has a column for", async () => {
    await recordResult(await scene.open(), {
      ...usual,
      path: "src/models/contact.py",
      error: "none",
      metrics: { p95Ms: 12 },
      compatible: true,
      testedBy: "Test Sentinel",
      testedAt: "2025-10-09T12:00:00Z",
      retest: false,
      notes: "By hand",
      phase: 5,
      task: "5.1",
    });
    expect(await results()).toMatchObject([
      {
        ...usual,
        path: "src/models/contact.py",
        error: "none",
        metrics: { p95Ms: 12 },
        compatible: true,
        tested_by: "Test Sentinel",
        tested_at: "2025-10-09T12:00:00.000Z",
        notes: "By hand",
        phase: 5,
        task: "5.1",
        commit,
        retest: false,
      },
    ]);
  });

  test("of a file that HEAD does not hold, or holds otherwise, is refused", async () => {
    const workspace = await scene.open();
    await expect(recordResult(workspace, { ...usual, path: "src/away.py" })).rejects.toMatchObject({ code: "V7-T008" });
    scene.checkout.write("src/models/contact.py", "changed\n");
    await expect(recordResult(workspace, { ...usual, path: "src/models/contact.py" })).rejects.toMatchObject({
      code: "V7-T008",
    });
  });
});

describe("the database", () => {
  test("knows who wrote a result, and lets nobody say otherwise", async () => {
    const logins = await separateLogins(scene);
    const workspace = await scene.checkout.open({ databaseUrl: logins.urlAs("ci"), actor: "The Architect" });
    await importResults(workspace, { files: [report()] });
    expect(await scene.column("SELECT DISTINCT recorded_by FROM v7_test_results")).toEqual(["ci"]);
    const ci = await logins.connectAs("ci");
    const forged =
      "INSERT INTO v7_test_results (test_type, component_tested, test_status, recorded_by) VALUES ('unit', 'a', 'pass', 'arthur')";
    await expect(ci.query(forged)).rejects.toThrow("permission denied");
    await expect(ci.query("UPDATE v7_test_results SET test_status = 'pass'")).rejects.toThrow("permission denied");
    await expect(ci.query("DELETE FROM v7_test_results")).rejects.toThrow("permission denied");
    await ci.end();
  });

  test("keeps what somebody changes of a result, or takes away", async () => {
    await importing();
    await scene.psql.query("UPDATE v7_test_results SET test_status = 'pass' WHERE test_status = 'fail'");
    await scene.psql.query("DELETE FROM v7_test_results WHERE test_status = 'skip'");
    await scene.psql.query("TRUNCATE v7_test_results");
    const audited = "SELECT operation FROM change_log WHERE table_affected = 'v7_test_results' ORDER BY id";
    expect(await scene.column(audited)).toEqual(["update", "delete", "delete", "delete", "truncate"]);
  });
});

describe("a list", () => {
  test("has those of a component, a file or folder, a status, a type; and says how many there are", async () => {
    await importing();
    const workspace = await scene.open();
    const count = async (request: Partial<ResultsRequest>): Promise<number> =>
      (await listResults(workspace, { limit: 1, ...request })).output.total;
    expect(await count({})).toBe(3);
    expect(await count({ component: "03_CORE_ENGINE" })).toBe(3);
    expect(await count({ component: "04_OTHER" })).toBe(0);
    expect(await count({ path: "src/models" })).toBe(3);
    expect(await count({ path: "src/model" })).toBe(0);
    expect(await count({ status: "fail" })).toBe(1);
    expect(await count({ type: "system" })).toBe(0);
  });
});
