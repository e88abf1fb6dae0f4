import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { pull } from "../../src/engine/edit/pull.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { type DocumentInput, phase, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.declare(phase("1"), phase("2"), task("1.1"), task("1.2", { dependsOn: ["1.1"] }));
  await scene.apply();
});

afterEach(() => scene.end());

async function idOf(name: string): Promise<unknown> {
  return (
    await scene.column(`SELECT id FROM v7_subworkflow_tasks WHERE parent_phase || '.' || task_number = '${name}'`)
  )[0];
}

describe("movedFrom", () => {
  test("renumbers a task: its row keeps its id, and what depends on it stays", async () => {
    const id = await idOf("1.1");
    scene.checkout.forget("task/1.1");
    scene.checkout.declare(task("1.4", {}, { movedFrom: "1.1" }), task("1.2", { dependsOn: ["1.4"] }));
    const { summary } = await scene.apply();
    expect(summary).toMatchObject({ add: 0, destroy: 0 });
    expect(await idOf("1.4")).toBe(id);
    expect(await scene.column("SELECT dependencies[1] FROM v7_subworkflow_tasks WHERE task_number = 2")).toEqual([id]);
    expect((await scene.plan()).plan.changes).toEqual([]);
  });

  test("along a chain passes addresses on: rows keep their ids, and what depends on them stays", async () => {
    const [first, second] = [await idOf("1.1"), await idOf("1.2")];
    const [audited] = await scene.column("SELECT max(id) FROM change_log");
    scene.checkout.forget("task/1.1");
    scene.checkout.declare(
      task("1.2", {}, { movedFrom: "1.1" }),
      task("1.3", { dependsOn: ["1.2"] }, { movedFrom: "1.2" }),
    );
    expect((await scene.apply()).summary).toMatchObject({ add: 0, destroy: 0 });
    expect([await idOf("1.2"), await idOf("1.3")]).toEqual([first, second]);
    expect(await scene.column("SELECT dependencies[1] FROM v7_subworkflow_tasks WHERE task_number = 3")).toEqual([
      first,
    ]);
    const { rows } = await scene.psql.query(
      "SELECT operation, record_key FROM change_log WHERE id > $1 AND table_affected = 'v7_subworkflow_tasks' ORDER BY id",
      [audited],
    );
    expect(rows).toEqual([second, first].map((key) => ({ operation: "update", record_key: key })));
    const { plan } = await scene.plan();
    expect([plan.changes, plan.drift, plan.conflicts]).toEqual([[], [], []]);
  });

  test("moves a task and changes it in one apply", async () => {
    const id = await idOf("1.2");
    scene.checkout.forget("task/1.2");
    scene.checkout.declare(task("2.1", { dependsOn: ["1.1"], notes: "Moved to Design" }, { movedFrom: "1.2" }));
    await scene.apply();
    expect(await idOf("2.1")).toBe(id);
    expect(await scene.column("SELECT notes FROM v7_subworkflow_tasks WHERE parent_phase = 2")).toEqual([
      "Moved to Design",
    ]);
  });

  test("moves a task into a phase of the same plan", async () => {
    scene.checkout.forget("task/1.1");
    scene.checkout.declare(phase("3"), task("3.1", {}, { movedFrom: "1.1" }), task("1.2", { dependsOn: ["3.1"] }));
    await scene.apply();
    expect(await idOf("3.1")).toBeDefined();
  });

  test("moves a task out of a phase that goes", async () => {
    scene.checkout.declare(task("2.1"));
    await scene.apply();
    scene.checkout.forget("phase/2", "task/2.1");
    scene.checkout.declare(task("1.3", {}, { movedFrom: "2.1" }));
    await scene.apply();
    expect(await scene.column("SELECT phase_number FROM v7_migration_workflow")).toEqual([1]);
  });

  test("renumbers a phase together with its tasks", async () => {
    const id = await idOf("1.1");
    scene.checkout.forget("phase/1", "task/1.1", "task/1.2");
    scene.checkout.declare(
      phase("8", {}, { movedFrom: "1" }),
      task("8.1", {}, { movedFrom: "1.1" }),
      task("8.2", { dependsOn: ["8.1"] }, { movedFrom: "1.2" }),
    );
    await scene.apply();
    expect(await idOf("8.1")).toBe(id);
  });

  test("to an address whose row exists already is a conflict", async () => {
    await scene.psql.query(
      "INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona) VALUES (1, 4, 'Hotfix', 'Test Sentinel')",
    );
    scene.checkout.forget("task/1.1");
    scene.checkout.declare(task("1.4", {}, { movedFrom: "1.1" }), task("1.2", { dependsOn: ["1.4"] }));
    await expect(scene.apply()).rejects.toMatchObject({ code: "V7-P016", exitCode: 3 });
  });

  test("from an address that is still declared never makes two documents write one row", async () => {
    scene.checkout.declare(task("1.3", {}, { movedFrom: "1.2" }), task("1.2", { notes: "stays" }));
    const outcome = await scene.apply().catch((error: unknown) => error);
    if (outcome instanceof Error) expect(outcome).toMatchObject({ name: "Failure" });
    else expect(await scene.column("SELECT count(*) FROM v7_subworkflow_tasks WHERE notes = 'stays'")).toEqual(["1"]);
  });

  test("of two documents from one address is an error of the documents", async () => {
    scene.checkout.forget("task/1.2");
    scene.checkout.declare(task("1.3", {}, { movedFrom: "1.2" }), task("1.4", {}, { movedFrom: "1.2" }));
    await expect(scene.apply()).rejects.toMatchObject({ code: "V7-D000", findings: [{ code: "V7-D048" }] });
  });
});

describe("movedFrom of nodes that have parts", () => {
  const node = (name: string, spec: JsonObject, metadata = {}): DocumentInput => ({
    kind: "Node",
    name,
    spec: { role: "primary", ...spec },
    metadata,
  });
  const alpha = { services: [{ name: "PostgreSQL" }] };
  const beta = { services: [{ name: "PgBouncer" }] };

  beforeEach(async () => {
    scene.checkout.declare(node("ALPHA", alpha), node("BETA", beta));
    await scene.apply();
  });

  test("in a circle is refused with one reason, and no advice to take a row; pull writes nothing", async () => {
    scene.checkout.declare(node("BETA", alpha, { movedFrom: "ALPHA" }), node("ALPHA", beta, { movedFrom: "BETA" }));
    const refusal = await scene.apply().catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: "V7-P016", next: [expect.stringContaining("correct metadata.movedFrom")] });
    expect(String(refusal).match(/would change places/g)).toHaveLength(1);
    const { output } = await pull(await scene.checkout.open(), { addresses: [], theirs: true });
    expect(output.changed).toEqual([]);
    const named = pull(await scene.checkout.open(), { addresses: ["node/BETA"], theirs: true });
    await expect(named).rejects.toMatchObject({ code: "V7-P019", next: [expect.stringContaining("movedFrom")] });
  });

  test("to the name of a node that was retired is a conflict, and both rows stay", async () => {
    scene.checkout.forget("node/ALPHA");
    await scene.apply();
    scene.checkout.forget("node/BETA");
    scene.checkout.declare(node("ALPHA", beta, { movedFrom: "BETA" }));
    await expect(scene.apply()).rejects.toMatchObject({
      code: "V7-P016",
      message: expect.stringContaining("node/ALPHA has a retired row, so node/BETA cannot move there") as string,
    });
    expect(await scene.column("SELECT node_name FROM system_nodes ORDER BY 1")).toEqual(["ALPHA", "BETA"]);
  });
});

describe("unique values", () => {
  const dartIds = "SELECT dart_task_id FROM v7_subworkflow_tasks ORDER BY task_number";

  beforeEach(async () => {
    scene.checkout.declare(task("1.1", { dartTaskId: "DART_TASK_1" }), task("1.2", { dartTaskId: "DART_TASK_2" }));
    await scene.apply();
  });

  test("swap", async () => {
    scene.checkout.declare(task("1.1", { dartTaskId: "DART_TASK_2" }), task("1.2", { dartTaskId: "DART_TASK_1" }));
    await scene.apply();
    expect(await scene.column(dartIds)).toEqual(["DART_TASK_2", "DART_TASK_1"]);
  });

  test("pass from a row that changes to one that is new", async () => {
    scene.checkout.declare(task("1.1", { dartTaskId: null }), task("1.3", { dartTaskId: "DART_TASK_1" }));
    await scene.apply();
    expect(await scene.column(dartIds)).toEqual([null, "DART_TASK_2", "DART_TASK_1"]);
  });

  test("pass from a row that goes", async () => {
    scene.checkout.forget("task/1.2");
    scene.checkout.declare(task("1.3", { dartTaskId: "DART_TASK_2" }));
    await scene.apply();
    expect(await scene.column(dartIds)).toEqual(["DART_TASK_1", "DART_TASK_2"]);
  });

  test("swap while one of the rows moves", async () => {
    scene.checkout.forget("task/1.2");
    scene.checkout.declare(
      task("1.1", { dartTaskId: "DART_TASK_2" }),
      task("1.3", { dartTaskId: "DART_TASK_1" }, { movedFrom: "1.2" }),
    );
    await scene.apply();
    expect(await scene.column(dartIds)).toEqual(["DART_TASK_2", "DART_TASK_1"]);
  });
});
