import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { pull } from "../../src/engine/edit/pull.ts";
import type { PullOutput } from "../../src/model/output/pull.ts";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;
const file = "state/tasks/1.1.yaml";

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.declare(
    phase("1"),
    task("1.1", { status: "pending", notes: "Inventory" }),
    task("1.2", { dependsOn: ["1.1"] }),
  );
  await scene.apply();
});

afterEach(() => scene.end());

async function pulled(addresses: readonly string[] = [], theirs = false): Promise<PullOutput> {
  return (await pull(await scene.checkout.open(), { addresses, theirs })).output;
}

async function unsettled(): Promise<unknown> {
  const { plan } = await scene.plan();
  return [plan.changes, plan.drift, plan.conflicts];
}

describe("pull", () => {
  test("writes a changed value into its document and nothing else", async () => {
    const before = `# agreed on Monday\n${scene.checkout.read(file).replace("Inventory", '"Inventory" # of ENUMs')}`;
    scene.checkout.write(file, before);
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET status = 'deferred' WHERE task_number = 1");
    expect((await pulled()).changed).toEqual(["task/1.1"]);
    expect(scene.checkout.read(file)).toBe(before.replace("pending", "deferred"));
    expect(await unsettled()).toEqual([[], [], []]);
  });

  test("writes a document for a row that somebody added", async () => {
    await scene.psql.query(
      `INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona, started_at, dependencies)
       SELECT 1, 9, 'Hotfix', 'Test Sentinel', '2025-08-07 03:12:00.25', ARRAY[id] FROM v7_subworkflow_tasks WHERE task_number = 1`,
    );
    await pulled(["task/1.9"]);
    expect(scene.checkout.read("state/tasks/1.9.yaml")).toContain("2025-08-07T03:12:00.25Z");
    await scene.apply();
    expect(await unsettled()).toEqual([[], [], []]);
  });

  test("removes the document of a row that somebody deleted", async () => {
    await scene.psql.query("DELETE FROM v7_subworkflow_tasks WHERE task_number = 2");
    expect((await pulled()).diffs).toMatchObject([{ file: "state/tasks/1.2.yaml", after: null }]);
    await scene.apply();
    expect(await unsettled()).toEqual([[], [], []]);
  });

  test("writes NULL as an explicit null", async () => {
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET notes = NULL WHERE task_number = 1");
    await pulled();
    expect(scene.checkout.read(file)).toMatch(/notes: null/);
    expect(await unsettled()).toEqual([[], [], []]);
  });

  test("of one field leaves the others as they are", async () => {
    await scene.psql.query(
      "UPDATE v7_subworkflow_tasks SET notes = 'hotfix', status = 'deferred' WHERE task_number = 1",
    );
    await pulled(["task/1.1#notes"]);
    expect((await scene.plan()).plan.drift).toMatchObject([{ fields: [{ field: "status" }] }]);
  });

  test("leaves a value that its document cannot have, names it, and takes the rest", async () => {
    const before = scene.checkout.read("state/tasks/1.2.yaml");
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET notes = 'fine' WHERE task_number = 1");
    await scene.psql.query(
      "UPDATE v7_subworkflow_tasks SET dependencies = ARRAY[gen_random_uuid()], task_name = 'Merge' WHERE task_number = 2",
    );
    const { output, problem } = await pull(await scene.checkout.open(), { addresses: [], theirs: false });
    expect(output.changed).toEqual(["task/1.1", "task/1.2"]);
    expect(scene.checkout.read("state/tasks/1.2.yaml")).toBe(before.replace("Document all duplicate ENUMs", "Merge"));
    expect(output.findings).toMatchObject([{ code: "V7-P085", address: "task/1.2" }]);
    expect(output.findings.map(({ message }) => message).join()).toContain("dependsOn stays as declared");
    expect(problem).toMatchObject({ code: "V7-P085", exitCode: 1 });
    expect(scene.checkout.read(file)).toContain("notes: fine");
  });

  test("leaves a document that others name, although its row is gone", async () => {
    await scene.psql.query("DELETE FROM v7_subworkflow_tasks WHERE task_number = 1");
    const { output, problem } = await pull(await scene.checkout.open(), { addresses: [], theirs: false });
    expect([output.files, problem?.code]).toEqual([[], "V7-P085"]);
    expect(output.findings[0]).toMatchObject({ address: "task/1.1", message: "stays declared: task/1.2 names it" });
  });

  test("of labels that somebody took away no longer declares them", async () => {
    scene.checkout.declare(task("1.1", { status: "pending", notes: "Inventory" }, { labels: { wave: "enums" } }));
    await scene.apply();
    await scene.psql.query("UPDATE v7_resources SET spec = spec - 'metadata.labels' WHERE address = 'task/1.1'");
    expect((await pulled()).changed).toEqual(["task/1.1"]);
    expect(scene.checkout.read(file)).not.toContain("labels");
  });

  test("of an address that did not drift says so", async () => {
    await expect(pulled(["task/1.2"])).rejects.toMatchObject({ code: "V7-P019" });
  });
});

describe("in a conflict", () => {
  test("pull needs --theirs to take the row's value", async () => {
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET notes = 'theirs' WHERE task_number = 1");
    scene.checkout.declare(task("1.1", { status: "pending", notes: "ours" }));
    await expect(pulled(["task/1.1"])).rejects.toMatchObject({
      code: "V7-P019",
      message: expect.stringContaining("conflict") as string,
    });
    await pulled(["task/1.1"], true);
    expect(scene.checkout.read(file)).toContain("notes: theirs");
    expect(await unsettled()).toEqual([[], [], []]);
  });

  test("pull --theirs of a row that is gone removes the edited document", async () => {
    await scene.psql.query("DELETE FROM v7_subworkflow_tasks WHERE task_number = 2");
    scene.checkout.declare(task("1.2", { dependsOn: ["1.1"], name: "Edited meanwhile" }));
    await pulled(["task/1.2"], true);
    expect(await unsettled()).toEqual([[], [], []]);
  });

  test("pull --theirs of a changed row whose document is gone writes the document again", async () => {
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET task_name = 'Still needed' WHERE task_number = 2");
    scene.checkout.forget("task/1.2");
    await pulled(["task/1.2"], true);
    expect(scene.checkout.read("state/tasks/1.2.yaml")).toContain("Still needed");
    expect(await unsettled()).toEqual([[], [], []]);
  });

  test("--force-conflicts takes the document's value", async () => {
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET notes = 'theirs' WHERE task_number = 1");
    scene.checkout.declare(task("1.1", { status: "pending", notes: "ours" }));
    await scene.apply({ options: { targets: [], reverts: [], forcedConflicts: ["task/1.1"] } });
    expect(await scene.column("SELECT notes FROM v7_subworkflow_tasks WHERE task_number = 1")).toEqual(["ours"]);
  });
});
