import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { adopt } from "../../src/engine/edit/adopt.ts";
import { pull } from "../../src/engine/edit/pull.ts";
import { phase, task } from "../scenes/documents.ts";
import { separateLogins } from "../scenes/logins.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.declare(phase("1"), task("1.1", { status: "pending", notes: "Inventory" }), task("1.2"));
  await scene.apply();
});

afterEach(() => scene.end());

const pulled = async (): Promise<unknown> => pull(await scene.checkout.open(), { addresses: [], theirs: false });

const hotfix = (notes: string): Promise<unknown> =>
  scene.psql.query("UPDATE v7_subworkflow_tasks SET notes = $1 WHERE task_number = 1", [notes]);

const addTask = (name: string): Promise<unknown> =>
  scene.psql.query(
    `INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona)
     VALUES (1, 9, $1, 'Test Sentinel')`,
    [name],
  );

/** What a plan finds: the actions of its changes, its drift and its conflicts. */
async function found(): Promise<unknown> {
  const { changes, drift, conflicts } = (await scene.plan()).plan;
  return {
    changes: changes.map(({ action, address }) => `${action} ${address}`),
    drift: drift.map(({ action, address }) => `${action} ${address}`),
    conflicts: conflicts.map(({ address }) => address),
  };
}

describe("a value that a document took from its row", () => {
  test("drifts when the row moves on before the next apply, and is taken again", async () => {
    await hotfix("at night");
    await pulled();
    await hotfix("at dawn");
    expect(await found()).toEqual({ changes: [], drift: ["changed task/1.1"], conflicts: [] });
    await pulled();
    expect(scene.checkout.read("state/tasks/1.1.yaml")).toContain("at dawn");
    expect(await found()).toEqual({ changes: [], drift: [], conflicts: [] });
  });

  test("is no applied value: a branch that did not take it keeps the hotfix", async () => {
    await hotfix("at night");
    await pulled();
    scene.checkout.declare(task("1.1", { status: "pending", notes: "Inventory" }));
    expect(await found()).toEqual({ changes: [], drift: ["changed task/1.1"], conflicts: [] });
  });

  test("stands against an edit of the document, as before", async () => {
    await hotfix("at night");
    await pulled();
    await hotfix("at dawn");
    scene.checkout.declare(task("1.1", { status: "pending", notes: "Edited" }));
    expect(await found()).toEqual({ changes: [], drift: [], conflicts: ["task/1.1"] });
  });

  test("counts no more once it was applied and another value after it", async () => {
    await hotfix("at night");
    await pulled();
    await scene.apply();
    scene.checkout.declare(task("1.1", { status: "pending", notes: "Planned" }));
    await scene.apply();
    await hotfix("at dawn");
    scene.checkout.declare(task("1.1", { status: "pending", notes: "at night" }));
    expect(await found()).toEqual({ changes: [], drift: [], conflicts: ["task/1.1"] });
  });

  test("of a row that was added drifts too, and is not written over", async () => {
    await addTask("Hotfix");
    await pulled();
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET task_name = 'Renamed' WHERE task_number = 9");
    expect(await found()).toEqual({ changes: [], drift: ["changed task/1.9"], conflicts: [] });
    await scene.psql.query("DELETE FROM v7_subworkflow_tasks WHERE task_number = 9");
    expect(await found()).toEqual({ changes: [], drift: ["removed task/1.9"], conflicts: [] });
  });

  test("is one by adopt as well", async () => {
    await addTask("Hotfix");
    await adopt(await scene.checkout.open(), { topics: ["task/1.9"] });
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET task_name = 'Renamed' WHERE task_number = 9");
    expect(await found()).toEqual({ changes: [], drift: ["changed task/1.9"], conflicts: [] });
  });

  test("is one of a login that approves and does not apply; a reader's is said not to be", async () => {
    const logins = await separateLogins(scene);
    await hotfix("at night");
    const arthur = await scene.checkout.open({ databaseUrl: logins.urlAs("arthur") });
    expect((await pull(arthur, { addresses: [], theirs: false })).output.forgotten).toBeNull();
    await hotfix("at dawn");
    const reader = await scene.checkout.open({ databaseUrl: logins.urlAs("v7_ro") });
    const { output, problem } = await pull(reader, { addresses: [], theirs: false });
    expect(problem).toBeNull();
    expect(output.forgotten).toMatch(/as v7_ro .*\[V7-B\d+\]$/);
    expect(scene.checkout.read("state/tasks/1.1.yaml")).toContain("at dawn");
  });
});

describe("a document that went because its row was gone", () => {
  test("leaves a row that comes back to whoever made it", async () => {
    await scene.psql.query("DELETE FROM v7_subworkflow_tasks WHERE task_number = 2");
    await pulled();
    await scene.psql.query(
      `INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona)
       SELECT 1, 2, name #>> '{}', persona #>> '{}'
         FROM (SELECT applied -> 'name' AS name, applied -> 'responsiblePersona' AS persona
                 FROM v7_resources WHERE address = 'task/1.2') AS a`,
    );
    expect(await found()).toEqual({ changes: [], drift: ["added task/1.2"], conflicts: [] });
  });
});
