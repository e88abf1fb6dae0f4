import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CommitCutter, type Cut, cutCommit } from "../support/commit-cutter.ts";
import { phase, task } from "./documents.ts";
import { openScene, type Scene } from "./scene.ts";

let scene: Scene;
let line: CommitCutter | undefined;

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.declare(phase("1", { status: "in_progress" }), task("1.1", { status: "pending" }));
});

afterEach(async () => {
  line?.close();
  await scene.end();
});

async function applyOverBreakingLine(cut: Cut, staysDown = false): ReturnType<Scene["apply"]> {
  line = await cutCommit(scene.database.url, { cut, staysDown });
  return scene.apply({}, { databaseUrl: line.url });
}

const taskCount = "SELECT count(*)::int FROM v7_subworkflow_tasks";

describe("when the connection breaks during COMMIT", () => {
  test("an apply that was committed is reported as applied", async () => {
    const { summary, applyId } = await applyOverBreakingLine("after");
    expect(line?.hasCut()).toBe(true);
    expect([summary.add, applyId]).toEqual([5, expect.any(String)]);
    expect(await scene.column(taskCount)).toEqual([1]);
  });

  test("an apply that was not committed exits 6 and has written nothing", async () => {
    await expect(applyOverBreakingLine("before")).rejects.toMatchObject({
      code: "V7-P008",
      exitCode: 6,
      message: expect.stringContaining("nothing was written") as string,
    });
    expect([await scene.column(taskCount), await scene.column("SELECT serial::int FROM v7_state")]).toEqual([[0], [0]]);
  });

  test.each<Cut>(["before", "after"])(
    "%s the server heard it, and nobody can ask, the answer claims nothing",
    async (cut) => {
      await expect(applyOverBreakingLine(cut, true)).rejects.toMatchObject({
        code: "V7-P008",
        exitCode: 6,
        message: expect.stringContaining("not known yet") as string,
      });
    },
  );

  test.each<[Cut, number]>([
    ["before", 5],
    ["after", 0],
  ])("%s the server heard it, the next apply does only what is left", async (cut, left) => {
    await applyOverBreakingLine(cut, true).catch(() => undefined);
    const { summary } = await scene.apply();
    expect(summary.add).toBe(left);
    expect(await scene.column(taskCount)).toEqual([1]);
  });
});
