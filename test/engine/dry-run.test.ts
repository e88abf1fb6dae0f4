import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene, worldOf } from "../scenes/scene.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.declare(phase("1"), task("1.1"));
});

afterEach(() => scene.end());

describe("a dry run", () => {
  test("does everything and leaves nothing, not even an attempt", async () => {
    const before = await worldOf(scene);
    const outcome = await scene.apply({ dryRun: true, approved: false });
    expect(outcome).toMatchObject({ status: "rolled_back", dry_run: true, summary: { add: 5 } });
    expect(outcome.apply_id).toBeNull();
    expect(await worldOf(scene)).toEqual(before);
    expect(await scene.column("SELECT count(*)::int FROM v7_applies")).toEqual([0]);
  });

  test("finds what the database would refuse, also what waits for COMMIT", async () => {
    await scene.psql.script(
      `CREATE FUNCTION object() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no work on Sundays'; END $$;
       CREATE CONSTRAINT TRIGGER sunday AFTER INSERT ON v7_subworkflow_tasks DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION object()`,
    );
    await expect(scene.apply({ dryRun: true })).rejects.toMatchObject({
      code: "V7-P031",
      message: expect.stringContaining("no work on Sundays") as string,
    });
  });

  test("is refused where the apply would be", async () => {
    scene.checkout.declare(task("1.1", { status: "completed" }), phase("1", { status: "completed" }));
    await expect(scene.apply({ dryRun: true })).rejects.toMatchObject({ exitCode: 3 });
  });

  test("of nothing is nothing", async () => {
    await scene.apply();
    expect((await scene.apply({ dryRun: true })).summary).toMatchObject({ add: 0, change: 0, destroy: 0 });
  });
});
