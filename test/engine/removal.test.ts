import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Address } from "../../src/model/address.ts";
import type { PlanOptions } from "../../src/plan/assemble.ts";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;
const numbers = [1, 2, 3, 4, 5, 6, 7, 8];

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.declare(phase("1"), ...numbers.map((number) => task(`1.${number}`)));
  await scene.apply();
});

afterEach(() => scene.end());

const phases = "SELECT phase_number FROM v7_migration_workflow";

function targeted(address: Address): PlanOptions {
  return { targets: [address], reverts: [], forcedConflicts: [] };
}

async function taskCount(): Promise<unknown> {
  return (await scene.column("SELECT count(*)::int FROM v7_subworkflow_tasks"))[0];
}

describe("removals", () => {
  test("delete the rows and forget them; the audit keeps them", async () => {
    scene.checkout.forget("task/1.8");
    await scene.apply();
    expect(await taskCount()).toBe(7);
    expect(await scene.column("SELECT count(*)::int FROM v7_resources WHERE address = 'task/1.8'")).toEqual([0]);
    expect(await scene.column("SELECT old_value ->> 'task_number' FROM change_log WHERE operation = 'delete'")).toEqual(
      ["8"],
    );
  });

  test("of a phase come after those of its tasks", async () => {
    scene.checkout.forget("phase/1", ...numbers.map((number) => `task/1.${number}`));
    await scene.apply({ allowMassDelete: 8 });
    expect(await taskCount()).toBe(0);
  });

  test("of a phase are refused while a task nobody declared remains in it", async () => {
    await scene.psql.query(
      "INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona) VALUES (1, 9, 'Hotfix', 'Test Sentinel')",
    );
    scene.checkout.forget("phase/1", ...numbers.map((number) => `task/1.${number}`));
    await expect(scene.apply({ allowMassDelete: 8 })).rejects.toMatchObject({
      code: "V7-G012",
      exitCode: 3,
      message: expect.stringContaining("phase/1 still has task/1.9") as string,
    });
    expect([await taskCount(), await scene.column(phases)]).toEqual([9, [1]]);
  });

  test("of a phase by its number alone are refused while its tasks keep the old one", async () => {
    scene.checkout.forget("phase/1");
    scene.checkout.declare(phase("2", { name: "Assessment" }, { movedFrom: "1" }));
    for (const number of numbers) scene.checkout.forget(`task/1.${number}`);
    await expect(scene.apply({ allowMassDelete: 8, options: targeted("phase/2") })).rejects.toMatchObject({
      code: "V7-G012",
      exitCode: 3,
    });
    expect([await taskCount(), await scene.column(phases)]).toEqual([8, [1]]);
  });

  test("of a phase's number are refused while a task nobody declared keeps it", async () => {
    await scene.psql.query(
      "INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona) VALUES (1, 9, 'Hotfix', 'Test Sentinel')",
    );
    scene.checkout.forget("phase/1", ...numbers.map((number) => `task/1.${number}`));
    scene.checkout.declare(
      phase("2", { name: "Assessment" }, { movedFrom: "1" }),
      ...numbers.map((number) => task(`2.${number}`, {}, { movedFrom: `1.${number}` })),
    );
    await expect(scene.apply()).rejects.toMatchObject({
      code: "V7-G012",
      exitCode: 3,
      message: expect.stringContaining("task/1.9") as string,
    });
    expect([await taskCount(), await scene.column(phases)]).toEqual([9, [1]]);
  });

  test("of a phase alone are refused while its declared tasks are not part of the plan", async () => {
    scene.checkout.forget("phase/1", ...numbers.map((number) => `task/1.${number}`));
    await expect(scene.apply({ allowMassDelete: 8, options: targeted("phase/1") })).rejects.toMatchObject({
      code: "V7-G012",
      exitCode: 3,
    });
    expect([await taskCount(), await scene.column(phases)]).toEqual([8, [1]]);
  });

  test("of a phase are no plan while a document still declares a task in it", async () => {
    scene.checkout.forget("phase/1");
    await expect(scene.apply()).rejects.toMatchObject({ exitCode: 1, message: expect.any(String) as string });
    expect([await taskCount(), await scene.column(phases)]).toEqual([8, [1]]);
  });

  test("of much of a kind need their number", async () => {
    scene.checkout.forget(...numbers.slice(0, 6).map((number) => `task/1.${number}`));
    await expect(scene.apply()).rejects.toMatchObject({ code: "V7-P005", exitCode: 3 });
    await expect(scene.apply({ allowMassDelete: 5 })).rejects.toMatchObject({ code: "V7-P005" });
    expect(await taskCount()).toBe(8);
    await scene.apply({ allowMassDelete: 6 });
    expect(await taskCount()).toBe(2);
  });

  test("of five need no number, however few there are", async () => {
    scene.checkout.forget(...numbers.slice(0, 5).map((number) => `task/1.${number}`));
    await scene.apply();
    expect(await taskCount()).toBe(3);
  });

  test("of everything are refused, number or not", async () => {
    rmSync(join(scene.checkout.root, "state"), { recursive: true });
    await expect(scene.apply({ allowMassDelete: 100 })).rejects.toMatchObject({ name: "Failure" });
    expect(await taskCount()).toBe(8);
  });

  test("do not happen while any document cannot be read", async () => {
    scene.checkout.forget("task/1.8");
    scene.checkout.write("state/tasks/1.7.yaml", "kind: [");
    await expect(scene.apply()).rejects.toMatchObject({ code: "V7-D000", exitCode: 1 });
    expect(await taskCount()).toBe(8);
  });

  test("of a protected row take two applies", async () => {
    scene.checkout.declare(task("1.8", {}, { protect: true }));
    await scene.apply();
    scene.checkout.forget("task/1.8");
    await expect(scene.apply()).rejects.toMatchObject({ code: "V7-G011", exitCode: 3 });
    scene.checkout.declare(task("1.8"));
    await scene.apply();
    scene.checkout.forget("task/1.8");
    await scene.apply();
    expect(await taskCount()).toBe(7);
  });

  test("of a row that changed behind v7's back are a conflict until forced", async () => {
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET task_name = 'Mine' WHERE task_number = 8");
    scene.checkout.forget("task/1.8");
    await expect(scene.apply()).rejects.toMatchObject({ code: "V7-P016", exitCode: 3 });
    await scene.apply({ options: { targets: [], reverts: [], forcedConflicts: ["task/1.8"] } });
    expect(await taskCount()).toBe(7);
  });
});

test("replaying the audit from empty gives the live rows, each old value the previous new one", async () => {
  scene.checkout.forget("task/1.7");
  scene.checkout.declare(
    task("1.9", { notes: "new" }),
    task("1.1", { status: "in_progress" }),
    task("1.20", {}, { movedFrom: "1.8" }),
  );
  scene.checkout.forget("task/1.8");
  await scene.apply();
  await scene.psql.query(
    "UPDATE v7_subworkflow_tasks SET notes = 'hotfix', blockers = '{No owner}' WHERE task_number < 4",
  );
  await scene.psql.query("DELETE FROM v7_subworkflow_tasks WHERE task_number = 5");
  scene.checkout.declare(task("1.1", { status: "completed" }));
  await scene.apply();
  const { rows } = await scene.psql.query<AuditRecord>(
    "SELECT record_key, operation, old_value, new_value FROM change_log WHERE table_affected = 'v7_subworkflow_tasks' ORDER BY id",
  );
  const live = await scene.psql.query<{ id: string; row: object }>(
    "SELECT id, to_jsonb(t) AS row FROM v7_subworkflow_tasks t",
  );
  expect(replay(rows)).toEqual(new Map(live.rows.map(({ id, row }) => [id, row])));
});

interface AuditRecord {
  readonly record_key: string;
  readonly operation: "insert" | "update" | "delete";
  readonly old_value: object | null;
  readonly new_value: object | null;
}

function replay(records: readonly AuditRecord[]): Map<string, object> {
  const rows = new Map<string, object>();
  for (const { record_key: key, operation, old_value: before, new_value: after } of records) {
    expect(rows.get(key) ?? {}).toMatchObject(before ?? {});
    if (operation === "delete") rows.delete(key);
    else rows.set(key, { ...rows.get(key), ...after });
  }
  return rows;
}
