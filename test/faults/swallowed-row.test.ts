import { afterEach, beforeEach, expect, test } from "vitest";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene, worldOf } from "../scenes/scene.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
});

afterEach(() => scene.end());

test("a row that somebody's trigger swallows fails the whole apply, which names it", async () => {
  scene.checkout.declare(phase("1"), task("1.1"), task("1.2"));
  await scene.psql.script(
    "CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;" +
      "CREATE TRIGGER swallow BEFORE INSERT ON v7_subworkflow_tasks FOR EACH ROW WHEN (NEW.task_number = 2) EXECUTE FUNCTION swallow()",
  );
  const before = await worldOf(scene);
  await expect(scene.apply()).rejects.toMatchObject({
    code: "V7-P032",
    exitCode: 1,
    message: expect.stringContaining("1 of 2 rows took their change (task/1.1, task/1.2)") as string,
  });
  expect(await worldOf(scene)).toEqual(before);
});

test("so does an applied state that is swallowed: an apply is never called applied without it", async () => {
  scene.checkout.declare(phase("1"), task("1.1"), task("1.2"));
  await scene.psql.script(
    "CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;" +
      "CREATE TRIGGER swallow BEFORE INSERT ON v7_resources FOR EACH ROW WHEN (NEW.address = 'task/1.2') EXECUTE FUNCTION swallow()",
  );
  const before = await worldOf(scene);
  await expect(scene.apply()).rejects.toMatchObject({
    code: "V7-P032",
    message: expect.stringContaining("1 of 2 rows took their change (task/1.1, task/1.2)") as string,
  });
  expect(await worldOf(scene)).toEqual(before);
});
