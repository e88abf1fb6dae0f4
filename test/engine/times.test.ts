import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { adopt } from "../../src/engine/edit/adopt.ts";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
});

afterEach(() => scene.end());

describe("a time that no document can say", () => {
  test("is shown and is drift", async () => {
    const shown = ["infinity", "-infinity", "0044-03-15T00:00:00 BC", "12025-06-01T12:00:00.5"];
    scene.checkout.declare(
      phase("1"),
      ...shown.map((_, index) => task(`1.${index + 1}`, { startedAt: "0044-03-15T00:00:00Z", completedAt: null })),
    );
    await scene.apply();
    await scene.psql.query(
      "UPDATE v7_subworkflow_tasks SET started_at = ($1::text[])[task_number]::timestamp, completed_at = ($1::text[])[task_number]::timestamp",
      [shown],
    );
    expect((await scene.plan()).plan.drift).toMatchObject(
      shown.map((live) => ({
        fields: [
          { field: "startedAt", live },
          { field: "completedAt", applied: null, live },
        ],
      })),
    );
  });

  test("keeps its row from being adopted, and no other", async () => {
    scene.checkout.declare(phase("1"));
    await scene.apply();
    await scene.psql.query(
      `INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona, started_at)
       VALUES (1, 1, 'Hotfix', 'Test Sentinel', 'infinity'), (1, 2, 'Map enum values', 'Test Sentinel', '2025-08-07')`,
    );
    const { output } = await adopt(await scene.checkout.open(), { topics: ["Task"] });
    expect(output.adopted).toEqual(["task/1.2"]);
    expect(output.findings).toMatchObject([
      { address: "task/1.1", code: "V7-D009", message: expect.stringContaining("startedAt infinity") },
    ]);
  });
});

test("the first and the last time of the calendar come back as they were declared", async () => {
  scene.checkout.declare(
    phase("1", { startedAt: "0001-01-01T00:00:00Z", completedAt: "9999-12-31T23:59:59.999999Z" }),
    task("1.1", { startedAt: "0001-01-01T00:00:00-05:00", completedAt: "9999-12-31T23:00:00+05:00" }),
  );
  await scene.apply();
  const { plan } = await scene.plan();
  expect([plan.changes, plan.drift]).toEqual([[], []]);
});
