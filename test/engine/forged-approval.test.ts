import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { phase, personas, task, yamlOf } from "../scenes/documents.ts";
import { separateLogins } from "../scenes/logins.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

/** Phase 1 waits for its approval, phase 2 for phase 1. Somebody writes the approval into the row. */
let scene: Scene;

const forgery =
  "UPDATE v7_migration_workflow SET status = 'completed', approval_status = 'approved', approved_by = 'The Architect' WHERE phase_number = 1";

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.write("state/personas.yaml", yamlOf(...personas));
  scene.checkout.declare(phase("1", { status: "in_progress" }), phase("2"), task("1.1"));
  await scene.apply();
  scene.checkout.declare(phase("1", { status: "in_progress" }), phase("2", { status: "in_progress" }), task("1.1"));
});
afterEach(() => scene.end());

describe("an approval written into the row opens no gate", () => {
  test("when a login that applies wrote it, whom the plan names", async () => {
    const logins = await separateLogins(scene);
    const agent = await logins.connectAs("agent");
    await agent.query(forgery);
    await agent.end();
    const { plan } = await scene.plan();
    expect(plan.gates).toMatchObject([{ code: "V7-G003", address: "phase/2", because: ["phase/1"] }]);
    expect(plan.drift).toMatchObject([{ address: "phase/1", decision: "kept", changedBy: "agent" }]);
    await expect(scene.apply()).rejects.toThrow("phase/2 waits for the approval of phase/1");
  });

  test("when the owner of the database wrote it", async () => {
    await scene.psql.query(forgery);
    await expect(scene.apply()).rejects.toThrow("phase/1 was changed past v7, which approves nothing");
    expect(await scene.column("SELECT status FROM v7_migration_workflow WHERE phase_number = 2")).toEqual([
      "not_started",
    ]);
  });

  test("and what no document says of it is taken back by saying so", async () => {
    await scene.psql.query(forgery);
    const waiting = phase("1", { status: "in_progress", approval: { status: null, by: null } });
    scene.checkout.declare(waiting, phase("2"), task("1.1"));
    await scene.apply({ options: { targets: [], reverts: ["phase/1"], forcedConflicts: [] } });
    expect(
      await scene.column(
        "SELECT concat_ws(' ', status, approval_status) FROM v7_migration_workflow ORDER BY phase_number",
      ),
    ).toEqual(["in_progress", "not_started"]);
  });
});
