import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Cut, cutCommit } from "../support/commit-cutter.ts";
import type { Line } from "../support/line.ts";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;
let line: Line | undefined;

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
    const { summary, apply_id: applyId } = await applyOverBreakingLine("after");
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

  test("an answer is not given while the server still commits", async () => {
    await scene.psql.script(
      "CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM set_config('client_connection_check_interval', '0', true), pg_sleep(0.5); RETURN NULL; END $$;" +
        "CREATE CONSTRAINT TRIGGER linger AFTER INSERT ON v7_subworkflow_tasks DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION linger()",
    );
    const { apply_id: applyId } = await applyOverBreakingLine("heard");
    expect([applyId, await scene.column(taskCount)]).toEqual([expect.any(String), [1]]);
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
    // The server may not have noticed yet that the line broke, and holds the lock of the apply before until then.
    const { summary } = await scene.apply({ lockTimeoutMs: 10_000 });
    expect(summary.add).toBe(left);
    expect(await scene.column(taskCount)).toEqual([1]);
  });
});
