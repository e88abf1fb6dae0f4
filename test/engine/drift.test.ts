import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findDrift } from "../../src/routines/drift.ts";
import type { DriftOutput } from "../../src/model/output/drift.ts";
import { connect } from "../../src/postgres/connection.ts";
import { phase, policy, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.declare(
    phase("1", { status: "in_progress" }),
    task("1.1", { status: "pending", notes: "Inventory" }),
    task("1.2"),
  );
  await scene.apply();
});

afterEach(() => scene.end());

async function drift(): Promise<DriftOutput["drift"]> {
  return (await findDrift(await scene.checkout.open())).output.drift;
}

describe("a field that no document declares", () => {
  const undeclared = async (): Promise<DriftOutput["undeclared"]> =>
    (await findDrift(await scene.checkout.open())).output.undeclared;

  test("is no drift when somebody changes it, and told by who and when", async () => {
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET notes = 'hotfix' WHERE task_number = 2");
    expect(await drift()).toEqual([]);
    expect(await undeclared()).toMatchObject([{ address: "task/1.2", fields: ["notes"], application: "psql" }]);
  });

  test("is not told beside one that is declared", async () => {
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET notes = 'hotfix' WHERE task_number = 1");
    expect(await undeclared()).toEqual([]);
  });

  test("that follows a status is not told", async () => {
    await scene.psql.query(
      "UPDATE v7_subworkflow_tasks SET status = 'in_progress', started_at = now() WHERE task_number = 1",
    );
    expect(await undeclared()).toEqual([]);
  });

  test("is told until the next apply", async () => {
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET notes = 'hotfix' WHERE task_number = 2");
    scene.checkout.declare(task("1.3"));
    await scene.apply();
    expect(await undeclared()).toEqual([]);
  });
});

describe("a row changed behind v7's back", () => {
  test("shows field, both values, role, application, time and the apply that wrote it", async () => {
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET notes = 'hotfix' WHERE task_number = 1");
    const [applyId] = await scene.column("SELECT apply_id::text FROM v7_applies");
    expect(await drift()).toMatchObject([
      {
        address: "task/1.1",
        action: "changed",
        field: "notes",
        applied: "Inventory",
        live: "hotfix",
        application: "psql",
        changed_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
        last_apply_id: applyId,
      },
    ]);
    expect((await scene.plan()).plan.drift).toMatchObject([{ decision: "kept" }]);
  });

  test("by another role names that role", async () => {
    const role = `agent_rw_${randomBytes(4).toString("hex")}`;
    await scene.psql.script(`CREATE ROLE ${role} LOGIN; GRANT SELECT, UPDATE ON v7_subworkflow_tasks TO ${role}`);
    try {
      await scene.psql.query(`SET SESSION AUTHORIZATION ${role}`);
      await scene.psql.query("UPDATE v7_subworkflow_tasks SET status = 'deferred' WHERE task_number = 1");
      await scene.psql.query("RESET SESSION AUTHORIZATION");
      expect(await drift()).toMatchObject([{ address: "task/1.1", changed_by: role }]);
    } finally {
      await scene.psql.script(`RESET SESSION AUTHORIZATION; DROP OWNED BY ${role}; DROP ROLE ${role}`);
    }
  });

  test("is not hidden by forged session settings", async () => {
    const forger = await connect(scene.database.target, { applicationName: "v7 apply" });
    const [applyId] = await scene.column("SELECT apply_id::text FROM v7_applies");
    await forger.script(`SET v7.reason = 'Issue the work orders'; SET v7.apply_id = '${String(applyId)}'; SET v7.txid = '1';
      UPDATE v7_subworkflow_tasks SET notes = 'forged' WHERE task_number = 1`);
    await forger.end();
    expect(await drift()).toMatchObject([
      { address: "task/1.1", application: "v7 apply", changed_by: expect.any(String) as string },
    ]);
  });

  test("is kept by an apply of something else", async () => {
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET notes = 'hotfix' WHERE task_number = 1");
    scene.checkout.declare(task("1.1", { status: "in_progress", notes: "Inventory" }));
    await scene.apply();
    expect(await scene.column("SELECT notes FROM v7_subworkflow_tasks WHERE task_number = 1")).toEqual(["hotfix"]);
    expect(await drift()).toMatchObject([{ field: "notes", applied: "Inventory", live: "hotfix" }]);
  });

  test("is restored by --revert of its address or its field", async () => {
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET notes = 'hotfix' WHERE task_number = 1");
    await scene.psql.query("UPDATE v7_migration_workflow SET phase_name = 'Assessment II'");
    await scene.apply({ options: { targets: [], reverts: ["task/1.1#notes", "phase/1"], forcedConflicts: [] } });
    expect(await scene.column("SELECT notes FROM v7_subworkflow_tasks WHERE task_number = 1")).toEqual(["Inventory"]);
    expect(await scene.column("SELECT phase_name FROM v7_migration_workflow")).toEqual(["Assessment"]);
    expect(await drift()).toEqual([]);
  });

  test("is restored when the applied Policy says so for its kind", async () => {
    scene.checkout.declare(policy({ drift: { default: "keep", kinds: { Task: "revert" } } }));
    await scene.apply();
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET notes = 'hotfix' WHERE task_number = 1");
    await scene.apply();
    expect(await scene.column("SELECT notes FROM v7_subworkflow_tasks WHERE task_number = 1")).toEqual(["Inventory"]);
  });

  test("is kept when only the documents' Policy would restore it: the applied one is in force", async () => {
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET notes = 'hotfix' WHERE task_number = 1");
    scene.checkout.declare(policy({ drift: { default: "keep", kinds: { Task: "revert" } } }));
    await scene.apply();
    expect(await scene.column("SELECT notes FROM v7_subworkflow_tasks WHERE task_number = 1")).toEqual(["hotfix"]);
  });

  test("to what the document says meanwhile is no drift", async () => {
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET notes = 'hotfix' WHERE task_number = 1");
    scene.checkout.declare(task("1.1", { status: "pending", notes: "hotfix" }));
    const { plan } = await scene.plan();
    expect([plan.changes, plan.drift, plan.conflicts]).toEqual([[], [], []]);
  });

  test("in a field no document declares is nobody's business", async () => {
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET blockers = '{waiting}' WHERE task_number = 2");
    expect(await drift()).toEqual([]);
  });
});

describe("rows", () => {
  test("that somebody added are listed and never deleted", async () => {
    await scene.psql.query(
      "INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona) VALUES (1, 9, 'Hotfix', 'Test Sentinel')",
    );
    const { plan } = await scene.plan({ reverts: ["task/1.9"] });
    expect(plan.changes).toEqual([]);
    expect(plan.drift).toMatchObject([{ address: "task/1.9", action: "added", application: "psql" }]);
    expect(plan.findings).toMatchObject([{ severity: "warning", code: "V7-P013", address: "task/1.9" }]);
  });

  test("that somebody deleted are drift until a revert creates them again", async () => {
    await scene.psql.query("DELETE FROM v7_subworkflow_tasks WHERE task_number = 2");
    expect(await drift()).toMatchObject([
      { address: "task/1.2", field: null, action: "removed", applied: null, live: null, application: "psql" },
    ]);
    await scene.apply({ options: { targets: [], reverts: ["task/1.2"], forcedConflicts: [] } });
    expect(await scene.column("SELECT count(*) FROM v7_subworkflow_tasks")).toEqual(["2"]);
  });

  test("with an unknown id among their dependencies show it as unknown", async () => {
    scene.checkout.declare(task("1.2", { dependsOn: ["1.1"] }));
    await scene.apply();
    const lost = "6f1f9d0a-6a52-4f0e-9a55-0d5c3f0f4b11";
    await scene.psql.query(
      `UPDATE v7_subworkflow_tasks SET dependencies = dependencies || '${lost}'::uuid WHERE task_number = 2`,
    );
    expect(await drift()).toMatchObject([
      { address: "task/1.2", field: "dependsOn", applied: ["1.1"], live: ["1.1", `unknown:${lost}`] },
    ]);
  });
});

test("a plan is the same in every time zone of the session", async () => {
  scene.checkout.declare(
    task("1.1", { status: "pending", notes: "Inventory", startedAt: "2025-08-07T13:00:00+04:00" }),
    task("1.3"),
  );
  const ids = new Set<string>();
  for (const zone of ["UTC", "Asia/Dubai", "America/Los_Angeles"]) {
    await scene.psql.query(`ALTER DATABASE ${scene.database.name} SET timezone = '${zone}'`);
    await scene.renew();
    ids.add((await scene.plan()).plan.planId);
  }
  expect(ids.size).toBe(1);
  await scene.apply();
  expect(await scene.column("SELECT started_at::text FROM v7_subworkflow_tasks WHERE task_number = 1")).toEqual([
    "2025-08-07 09:00:00",
  ]);
  expect((await scene.plan()).plan.changes).toEqual([]);
});

test("a task that is to wait for a row somebody deleted is refused, naming both", async () => {
  await scene.psql.query("DELETE FROM v7_subworkflow_tasks WHERE task_number = 2");
  scene.checkout.declare(task("1.3", { dependsOn: ["1.2"] }));
  await expect(scene.apply()).rejects.toMatchObject({
    code: "V7-P025",
    exitCode: 3,
    message: expect.stringContaining("task/1.3 needs task/1.2") as string,
  });
  expect(await scene.column("SELECT task_number FROM v7_subworkflow_tasks")).toEqual([1]);
  await scene.apply({ options: { targets: [], reverts: ["task/1.2"], forcedConflicts: [] } });
  expect(await scene.column("SELECT task_number FROM v7_subworkflow_tasks ORDER BY 1")).toEqual([1, 2, 3]);
});
