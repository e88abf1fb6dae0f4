import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { everything } from "../../src/engine/plan/decide.ts";
import { makePlan } from "../../src/engine/plan/make-plan.ts";
import type { PlanOutput } from "../../src/model/output/plan.ts";
import { importResults } from "../../src/test-results/import-results.ts";
import { type DocumentInput, policy } from "../scenes/documents.ts";
import { separateLogins } from "../scenes/logins.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;
const file = "src/models/contact.py";

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.write("v7.yaml", 'tests: { map: [{ files: "tests/test_*.py", tests: "src/models/*.py" }] }\n');
  scene.checkout.write(file, "class Contact: ...\n");
  scene.checkout.write("tests/test_contact.py", "class TestContact: ...\n");
});

afterEach(() => scene.end());

function filePlan(workflowStatus: string, spec: DocumentInput["spec"] = {}): DocumentInput {
  return { kind: "FilePlan", name: file, spec: { workflowStatus, ...spec } };
}

/** A file under test, with Policy as it is asked; then its document says that it is migrated. */
async function migrate(completion: DocumentInput["spec"], spec: DocumentInput["spec"] = {}): Promise<void> {
  scene.checkout.declare(policy({ completion }), filePlan("testing", spec));
  scene.checkout.commit("Begin");
  await scene.apply();
  scene.checkout.declare(filePlan("migrated", spec));
  scene.checkout.commit("Migrate");
}

const passed = '<testcase name="keeps its status"/>';
const failed = '<testcase name="maps every value"><failure message="Error has no successor"/></testcase>';
const skipped = '<testcase name="merges duplicates"><skipped/></testcase>';
const flaky = '<testcase name="is found"><flakyFailure message="timeout"/></testcase>';

/** Imports a report of just now. */
async function run(cases: string, databaseUrl?: string): Promise<void> {
  const report = `<testsuite file="tests/test_contact.py">${cases}<!-- ${reports++} --></testsuite>`;
  scene.checkout.write(".git/report.xml", report);
  const workspace = await scene.checkout.open(databaseUrl === undefined ? {} : { databaseUrl });
  await importResults(workspace, {
    files: [{ path: join(scene.checkout.root, ".git/report.xml"), shown: "report.xml" }],
  });
}
let reports = 0;

async function plan(): Promise<PlanOutput> {
  return (await makePlan(await scene.checkout.open(), { options: everything })).output;
}

const codes = (coded: readonly { readonly code: string }[]): string[] => coded.map(({ code }) => code);
const refused = (code: string): object => ({ code, exitCode: 3 });

describe("a file that is migrated, where Policy asks for tests,", () => {
  test("waits for a test that passed; then the very same plan goes through", async () => {
    await migrate({ asks: ["tests"] });
    const before = await plan();
    expect(before.gates).toEqual([]);
    await expect(scene.apply()).rejects.toMatchObject(refused("V7-T011"));
    await run(skipped);
    await expect(scene.apply()).rejects.toMatchObject(refused("V7-T011"));
    await run(passed + skipped);
    expect((await plan()).plan_id).toBe(before.plan_id);
    await scene.apply();
  });

  test("waits while one of its tests fails, or passed only when it was run again", async () => {
    await migrate({ asks: ["tests"] });
    await run(passed + failed);
    await expect(scene.apply()).rejects.toMatchObject({
      code: "V7-T010",
      message: expect.stringContaining("maps every value") as string,
    });
    await run(passed + flaky + failed.replace(/<failure[^>]*>/, ""));
    await expect(scene.apply()).rejects.toMatchObject(refused("V7-T010"));
    await run(passed + flaky.replace(/<flakyFailure[^>]*>/, ""));
    await scene.apply();
  });

  test("waits when it was changed after its tests", async () => {
    await migrate({ asks: ["tests"] });
    await run(passed);
    scene.checkout.write(file, "class Contact: status = 'new'\n");
    scene.checkout.commit("Map the status");
    await expect(scene.apply()).rejects.toMatchObject(refused("V7-T012"));
    await run(passed);
    await scene.apply();
  });

  test("waits for a test that failed and was taken out since: that it is missing is no pass", async () => {
    await migrate({ asks: ["tests"] });
    await run(passed + failed);
    scene.checkout.write(file, "class Contact: status = 'new'\n");
    scene.checkout.commit("Map the status");
    await run(passed);
    await expect(scene.apply()).rejects.toMatchObject({
      code: "V7-T013",
      exit: "refused",
      message: expect.stringContaining("missing from the newest tests: maps every value") as string,
    });
    await run(passed + failed.replace(/<failure[^>]*>/, ""));
    await scene.apply();
  });

  test("does not wait for a test that failed on another branch, and that there is none of here", async () => {
    await migrate({ asks: ["tests"] });
    scene.checkout.git("switch", "--quiet", "-c", "rewrite");
    scene.checkout.write(file, "class Contact: status = 'new'\n");
    scene.checkout.commit("Rewrite");
    await run(failed);
    scene.checkout.git("switch", "--quiet", "main");
    await run(passed);
    await scene.apply();
  });

  test("does not wait for a test that passed and was taken out", async () => {
    await migrate({ asks: ["tests"] });
    await run(passed + failed.replace(/<failure[^>]*>/, ""));
    scene.checkout.write(file, "class Contact: status = 'new'\n");
    scene.checkout.commit("Map the status");
    await run(passed);
    await scene.apply();
  });

  test("does not wait because another branch, whose tests were imported since, holds something else", async () => {
    await migrate({ asks: ["tests"] });
    await run(passed);
    scene.checkout.git("switch", "--quiet", "-c", "rewrite");
    scene.checkout.write(file, "class Contact: status = 'new'\n");
    scene.checkout.commit("Rewrite");
    await run(failed);
    scene.checkout.git("switch", "--quiet", "main");
    await scene.apply();
  });

  test("is tested under its new name, too", async () => {
    await migrate({ asks: ["tests"] }, { targetName: "WF1_V7_L3_1of2_Contact.py" });
    scene.checkout.git("mv", file, "src/models/WF1_V7_L3_1of2_Contact.py");
    scene.checkout.write(
      "v7.yaml",
      "tests: { map: [{ files: tests/test_contact.py, tests: src/models/WF1_V7_L3_1of2_Contact.py }] }\n",
    );
    scene.checkout.commit("Rename");
    await expect(scene.apply()).rejects.toMatchObject(refused("V7-T011"));
    await run(passed);
    await scene.apply();
  });

  test("waits for the logins that Policy names", async () => {
    const logins = await separateLogins(scene);
    await migrate({ asks: ["tests"], testsBy: ["ci"] });
    await run(passed, logins.urlAs("agent"));
    await expect(scene.apply()).rejects.toMatchObject({
      code: "V7-T011",
      message: expect.stringContaining("by ci") as string,
    });
    await run(passed, logins.urlAs("ci"));
    await run(failed, logins.urlAs("agent"));
    await scene.apply();
  });
});

test("a file that is retired is gone from HEAD: what it held last was tested", async () => {
  await migrate({ asks: ["tests"] });
  await run(passed);
  await scene.apply();
  scene.checkout.git("rm", "--quiet", file);
  scene.checkout.declare(filePlan("retired"));
  scene.checkout.commit("Retire");
  await scene.apply();
});

test("where Policy does not ask, it is a warning to whoever migrates the file, and to nobody afterwards", async () => {
  await migrate({});
  expect(codes((await plan()).findings)).toEqual(["V7-T011"]);
  await scene.apply();
  expect(codes((await plan()).findings)).toEqual([]);
});
