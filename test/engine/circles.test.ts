import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runReport } from "../../src/reports/run-report.ts";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
  scene.checkout.declare(phase("1"), task("1.1", { dependsOn: ["1.2"] }), task("1.2"));
  await scene.apply();
});

afterAll(() => scene.end());

describe("a dependency that is turned round", () => {
  test("is refused while the row keeps the one that is no longer declared", async () => {
    scene.checkout.declare(task("1.1"), task("1.2", { dependsOn: ["1.1"] }));
    const { plan } = await scene.plan();
    expect(plan.gates).toMatchObject([{ code: "V7-P088", address: "task/1.2", because: ["task/1.1"] }]);
    await expect(scene.apply()).rejects.toMatchObject({ exitCode: 3 });
  });

  test("goes through where both say what they wait for", async () => {
    scene.checkout.declare(task("1.1", { dependsOn: [] }), task("1.2", { dependsOn: ["1.1"] }));
    expect((await scene.apply()).summary).toMatchObject({ change: 2 });
  });

  test("by somebody else is told by a plan and by the report integrity", async () => {
    scene.checkout.declare(task("1.1"));
    await scene.apply();
    await scene.psql.query(
      "UPDATE v7_subworkflow_tasks t SET dependencies = ARRAY[o.id] FROM v7_subworkflow_tasks o WHERE t.task_number = 1 AND o.task_number = 2",
    );
    const { plan } = await scene.plan();
    expect(plan.findings.filter(({ code }) => code === "V7-P088")).toHaveLength(2);
    const { output } = await runReport(await scene.open(), { name: "integrity", parameters: {} });
    expect(output.rows.map((row) => [row["check"], row["command"]])).toEqual([
      ["waits in a circle", "v7 plan --revert task/1.1"],
      ["waits in a circle", "v7 plan --revert task/1.2"],
    ]);
  });
});
