import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { everything } from "../../src/engine/plan/decide.ts";
import { proposePlan } from "../../src/engine/plan/make-plan.ts";
import { showPlan } from "../../src/engine/look/show.ts";
import { testDatabase } from "../support/database.ts";
import { phase, policy, task } from "../scenes/documents.ts";
import { openScene, type Scene, worldOf } from "../scenes/scene.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.declare(
    phase("1", { status: "in_progress" }),
    task("1.1", { status: "pending" }),
    task("1.2", { dependsOn: ["1.1"] }),
  );
});

afterEach(() => scene.end());

async function savePlan(): Promise<string> {
  const outputFile = join(scene.checkout.root, "plan.json");
  await proposePlan(await scene.checkout.open(), { options: everything, outputFile });
  return outputFile;
}

describe("a saved plan", () => {
  test("applies as it was shown", async () => {
    const plan = await savePlan();
    const { plan_id: id } = await scene.apply({ plan });
    expect(id).toBe((JSON.parse(readFileSync(plan, "utf8")) as { plan_id: string }).plan_id);
    expect(await scene.column("SELECT serial FROM v7_state")).toEqual(["1"]);
  });

  test("is shown with what v7 last wrote of the rows it names, as the database has it", async () => {
    await scene.apply();
    scene.checkout.declare(task("1.1", { status: "in_progress" }), task("1.3"));
    const { plan } = await scene.plan();
    const { output } = await showPlan(await scene.open(), { reference: plan.planId });
    expect(output.last_applied).toMatchObject({ "task/1.1": { status: "pending" }, "task/1.3": null });
    expect(output.standing).toMatchObject({ status: "open", expires_at: null, refused: null });
  });

  test("is shown with until when it is good, and what came of it so far", async () => {
    const approvals = [{ when: { kind: "Task", field: "status", to: "in_progress" }, by: ["The Architect"] }];
    scene.checkout.declare(policy({ planTtl: "24h", approvals }));
    await scene.apply();
    scene.checkout.declare(task("1.1", { status: "in_progress" }));
    const { plan } = await scene.plan();
    await scene.psql.query(
      "INSERT INTO v7_applies (plan_id, actor, status, because) VALUES ($1, 'Arthur', 'refused', 'an approval is missing [V7-P003]')",
      [plan.planId],
    );
    const { output } = await showPlan(await scene.open(), { reference: plan.planId });
    expect(Date.parse(output.standing?.expires_at ?? "") - Date.parse(output.plan.created_at)).toBe(86_400_000);
    expect(output.standing?.refused).toEqual({
      at: expect.stringMatching(/Z$/),
      because: "an approval is missing [V7-P003]",
    });
  });

  test("is no pipe: nobody may ever write to it", async () => {
    const pipe = join(scene.checkout.root, "pipe");
    execFileSync("sh", ["-c", `mkfifo "${pipe}"`]);
    await expect(scene.apply({ plan: pipe })).rejects.toMatchObject({
      code: "V7-P010",
      message: `no plan file ${pipe}`,
    });
  });

  test("is found by the beginning of its id", async () => {
    const { plan } = await scene.plan();
    expect((await scene.apply({ plan: plan.planId.slice(0, 8) })).apply_id).not.toBeNull();
  });

  test("is not chosen among several by a beginning they share", async () => {
    const { plan } = await scene.plan();
    const plans = join(scene.checkout.home(), "plans");
    const other = `${plan.planId.slice(0, 8)}${plan.planId.slice(8).replaceAll(/./g, "0")}`;
    copyFileSync(join(plans, `${plan.planId}.json`), join(plans, `${other}.json`));
    await expect(scene.apply({ plan: plan.planId.slice(0, 8) })).rejects.toMatchObject({
      code: "V7-P012",
      exitCode: 1,
    });
    expect(await scene.column("SELECT count(*) FROM v7_applies")).toEqual(["0"]);
    expect((await scene.apply({ plan: plan.planId.slice(0, 16) })).apply_id).not.toBeNull();
  });

  test("is not chosen among several kept in the database either", async () => {
    const id = (digit: string): string => `abcdef${digit.repeat(58)}`;
    await scene.psql.query("INSERT INTO v7_plans (plan_id, plan) VALUES ($1, '{}'), ($2, '{}')", [id("0"), id("1")]);
    await expect(scene.apply({ plan: "abcdef" })).rejects.toMatchObject({ code: "V7-P012", exitCode: 1 });
  });

  test("applied twice is stale the second time", async () => {
    const plan = await savePlan();
    await scene.apply({ plan });
    await expect(scene.apply({ plan })).rejects.toMatchObject({ exitCode: 4 });
    expect(await scene.column("SELECT serial FROM v7_state")).toEqual(["1"]);
  });

  test("is stale when a row it changes was edited, and says which", async () => {
    await scene.apply();
    scene.checkout.declare(task("1.1", { status: "in_progress" }));
    const plan = await savePlan();
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET status = 'deferred' WHERE task_number = 1");
    const before = await worldOf(scene);
    await expect(scene.apply({ plan })).rejects.toMatchObject({
      code: "V7-P004",
      exitCode: 4,
      message: expect.stringContaining("task/1.1") as string,
    });
    expect(await worldOf(scene)).toEqual(before);
  });

  test("still applies after an apply of something else", async () => {
    await scene.apply();
    scene.checkout.declare(task("1.1", { status: "in_progress" }));
    const plan = await savePlan();
    await scene.apply({ options: { ...everything, targets: ["persona/Test Sentinel"] } });
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET notes = 'Inventory' WHERE task_number = 2");
    expect((await scene.apply({ plan })).apply_id).not.toBeNull();
  });

  test("is stale when its documents were edited", async () => {
    const plan = await savePlan();
    scene.checkout.declare(task("1.1", { status: "deferred" }));
    await expect(scene.apply({ plan })).rejects.toMatchObject({
      code: "V7-P004",
      exitCode: 4,
      message: expect.stringContaining("task/1.1") as string,
    });
  });

  test("is stale when a gate it depends on closed, and names the gate", async () => {
    scene.checkout.declare(
      task("1.1", { status: "completed" }),
      task("1.2", { status: "pending", dependsOn: ["1.1"] }),
    );
    await scene.apply();
    scene.checkout.declare(task("1.2", { status: "in_progress", dependsOn: ["1.1"] }));
    const plan = await savePlan();
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET status = 'blocked' WHERE task_number = 1");
    await expect(scene.apply({ plan })).rejects.toMatchObject({
      exitCode: 4,
      message: expect.stringContaining("V7-G005") as string,
    });
  });

  test("is stale when another Policy came into force", async () => {
    const plan = await savePlan();
    scene.checkout.declare(policy({ approvals: [{ when: { kind: "Task" }, by: ["The Architect"] }] }));
    await scene.apply({ options: { ...everything, targets: ["policy/default"] } });
    await expect(scene.apply({ plan })).rejects.toMatchObject({ exitCode: 4 });
  });

  test("of another database is refused", async () => {
    const plan = await savePlan();
    const other = await testDatabase();
    try {
      await (await other.connect()).query("UPDATE v7_state SET lineage = gen_random_uuid()");
      await expect(scene.apply({ plan }, { databaseUrl: other.url })).rejects.toMatchObject({
        code: "V7-P027",
        exitCode: 4,
      });
    } finally {
      await other.drop();
    }
  });

  test("that was edited is no plan", async () => {
    const plan = await savePlan();
    writeFileSync(plan, readFileSync(plan, "utf8").replace("Document all duplicate ENUMs", "Drop all ENUMs"));
    await expect(scene.apply({ plan })).rejects.toMatchObject({ code: "V7-P011", exitCode: 1 });
    expect(await scene.column("SELECT count(*) FROM v7_applies")).toEqual(["0"]);
  });

  test("that was refused can be found in the database by its id", async () => {
    await scene.apply();
    scene.checkout.declare(task("1.2", { status: "completed", dependsOn: ["1.1"] }));
    const { plan } = await scene.plan();
    await expect(scene.apply()).rejects.toMatchObject({ exitCode: 3 });
    expect(await scene.column("SELECT plan_id FROM v7_plans")).toEqual([plan.planId]);
  });
});
