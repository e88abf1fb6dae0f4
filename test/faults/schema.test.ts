import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findDrift } from "../../src/routines/drift.ts";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene, worldOf } from "../scenes/scene.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.declare(phase("1"), task("1.1"));
  await scene.apply();
  scene.checkout.declare(task("1.2"));
});

afterEach(() => scene.end());

describe("a schema that somebody changed", () => {
  test.each([
    ["dropped", "ALTER TABLE v7_subworkflow_tasks DROP COLUMN notes"],
    ["renamed", "ALTER TABLE v7_subworkflow_tasks RENAME COLUMN notes TO remarks"],
  ])("by a column %s is refused before anything is written, naming how to look", async (_, statement) => {
    await scene.psql.query(statement);
    const before = await worldOf(scene);
    await expect(scene.apply()).rejects.toMatchObject({
      code: "V7-B063",
      exitCode: 6,
      next: ["v7 db status --verify"],
    });
    expect(await worldOf(scene)).toEqual(before);
  });

  test("by a column dropped stops drift, too: no difference of rows is claimed where a column is gone", async () => {
    await scene.psql.query("ALTER TABLE v7_subworkflow_tasks DROP COLUMN notes");
    await expect(findDrift(await scene.checkout.open())).rejects.toMatchObject({
      code: "V7-B063",
      exitCode: 6,
      next: ["v7 db status --verify"],
    });
  });

  test("by a column of its own does not disturb", async () => {
    await scene.psql.query("ALTER TABLE v7_subworkflow_tasks ADD COLUMN ticket text");
    expect((await scene.apply()).summary.add).toBe(1);
  });
});

test("a login without the right to write is exit 6, and nothing was written", async () => {
  const login = `reader_of_${scene.database.name}`;
  await scene.psql.script(`CREATE ROLE ${login} LOGIN; GRANT pg_read_all_data TO ${login}`);
  try {
    const url = `${scene.database.url}${scene.database.url.includes("?") ? "&" : "?"}user=${login}`;
    const before = await worldOf(scene);
    await expect(scene.apply({}, { databaseUrl: url })).rejects.toMatchObject({ code: "V7-B065", exitCode: 3 });
    expect(await worldOf(scene)).toEqual(before);
  } finally {
    await scene.psql.script(`DROP OWNED BY ${login}; DROP ROLE ${login}`);
  }
});
