import { afterEach, beforeEach, expect, test } from "vitest";
import { readNext, type NextRequest } from "../../src/routines/next.ts";
import type { NextOutput } from "../../src/model/output/next.ts";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;
const sentinel = "Layer 1 Data Sentinel";

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.declare(phase("1", { status: "in_progress" }), task("1.1", { status: "pending" }), task("1.2"));
  scene.checkout.commit("Assessment begins");
  await scene.apply();
});

afterEach(() => scene.end());

async function next(request: Partial<NextRequest> = {}): Promise<NextOutput> {
  return (await readNext(await scene.checkout.open(), { limit: 5, ...request })).output;
}

test("a claim is an edit of the task's document, and once applied nobody else is offered the task", async () => {
  const { claim } = await next({ persona: sentinel, claimFor: 86_400_000 });
  expect(claim).toMatchObject({ address: "task/1.1", by: sentinel, files: ["state/tasks/1.1.yaml"] });
  expect(scene.checkout.read("state/tasks/1.1.yaml")).toMatch(/claim:\n\s+by: Layer 1 Data Sentinel\n\s+until: /);
  scene.checkout.commit("Take 1.1");
  await scene.apply();
  const offered = (await next()).actions.filter(({ kind }) => kind === "task").map(({ address }) => address);
  expect(offered).toEqual(["task/1.2"]);
  expect((await next({ persona: sentinel })).actions.map(({ address }) => address)).toContain("task/1.1");
});

test("a claim finds nothing where no task is free for the persona", async () => {
  await expect(next({ persona: "Test Sentinel", claimFor: 1 })).rejects.toMatchObject({ code: "V7-P074" });
  expect(scene.checkout.read("state/tasks/1.1.yaml")).not.toContain("claim");
});

test("a row that was changed outside comes before every task", async () => {
  await scene.psql.query("UPDATE v7_subworkflow_tasks SET status = 'completed' WHERE task_number = 1");
  const { actions, total } = await next({ limit: 1 });
  expect(actions).toMatchObject([{ kind: "drift", address: "task/1.1", command: "v7 pull task/1.1" }]);
  expect(total).toBeGreaterThan(1);
});
