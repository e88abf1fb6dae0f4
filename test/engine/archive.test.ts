import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findDrift } from "../../src/routines/drift.ts";
import { blame } from "../../src/engine/audit/blame.ts";
import { history } from "../../src/engine/audit/history.ts";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;
let applyId: string | null;

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.declare(phase("1", { status: "in_progress" }), task("1.1", { status: "pending", notes: "Inventory" }));
  ({ apply_id: applyId } = await scene.apply());
  await scene.psql.query("UPDATE v7_subworkflow_tasks SET notes = 'hotfix'");
  await scene.psql.query("SELECT v7_archive_changes(now() + interval '1 minute')");
});

afterEach(() => scene.end());

describe("once the audit's records are archived", () => {
  test("history still shows both changes of the row", async () => {
    const workspace = await scene.checkout.open();
    const { entries } = (await history(workspace, { address: "task/1.1", outside: false, limit: 10 })).output;
    expect(entries).toMatchObject([
      { type: "change", action: "update", apply_id: null, application: "psql" },
      { type: "change", action: "insert", apply_id: applyId },
    ]);
  });

  test("history still names the row of what was changed outside", async () => {
    await scene.psql.query(
      "INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona) VALUES (1, 9, 'Hotfix', 'Test Sentinel')",
    );
    await scene.psql.query("SELECT v7_archive_changes(now() + interval '1 minute')");
    const { entries } = (await history(await scene.checkout.open(), { outside: true, limit: 1 })).output;
    expect(entries).toMatchObject([{ address: "task/1.9", action: "insert" }]);
  });

  test("blame still names the apply of a field, and psql for another", async () => {
    const workspace = await scene.checkout.open();
    expect((await blame(workspace, { address: "task/1.1", field: "status" })).output.entries).toMatchObject([
      { value: "pending", apply_id: applyId, actor: "The Architect" },
    ]);
    expect((await blame(workspace, { address: "task/1.1", field: "notes" })).output.entries).toMatchObject([
      { apply_id: null, application: "psql" },
    ]);
  });

  test("blame finds the apply of a field however often others were changed since", async () => {
    await scene.psql.script(
      "DO $$ BEGIN FOR turn IN 1..1001 LOOP UPDATE v7_subworkflow_tasks SET notes = 'hotfix ' || turn; END LOOP; END $$",
    );
    const { entries } = (await blame(await scene.checkout.open(), { address: "task/1.1" })).output;
    expect(entries.find(({ field }) => field === "status")).toMatchObject({ apply_id: applyId });
    expect(entries.find(({ field }) => field === "notes")).toMatchObject({ value: "hotfix 1001", apply_id: null });
  });

  test("drift still says who and which apply came last", async () => {
    const { drift } = (await findDrift(await scene.checkout.open())).output;
    expect(drift).toMatchObject([
      {
        address: "task/1.1",
        application: "psql",
        changed_by: expect.any(String) as string,
        last_apply_id: applyId,
      },
    ]);
  });
});
