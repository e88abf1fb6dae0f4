import { setTimeout as delay } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import type { Connection } from "../../src/postgres/connection.ts";
import { inSecondTier } from "../support/optional.ts";
import { application, contacts, declareFor, enumName, stateOfApplication, strategies } from "./backups.ts";
import { type DeedScene, openDeedScene } from "./deed-scene.ts";

let shared: DeedScene;

afterEach(() => shared.end());

/** Whoever accepts what old and new clients cannot do beside each other. */
const accepted = ["V7-E080"];

async function open(strategy: (typeof strategies)[number]): Promise<Connection> {
  shared = await openDeedScene(application(300));
  declareFor(shared, strategy);
  await shared.prepare(enumName);
  const dump = await shared.app.connect({ applicationName: "pg_dump" });
  await dump.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
  return dump;
}

test.each(inSecondTier() ? strategies : (["new type"] as const))(
  "a dump that reads as of before hinders a change %s: nothing is changed, and it goes through once the dump is done (AT1)",
  async (strategy) => {
    const dump = await open(strategy);
    await dump.query("SELECT 1");
    const before = await shared.rows(stateOfApplication);
    await expect(shared.deed("implement", enumName, { accepted })).rejects.toMatchObject({
      code: "V7-E060",
      exitCode: 3,
      message: expect.stringMatching(/: pg_dump of .+; nothing was changed$/),
      next: ["wait until they are done", `v7 enum implement ${enumName} --accept V7-E060`],
    });
    expect(await shared.rows(stateOfApplication)).toEqual(before);
    await dump.query("COMMIT");
    await dump.end();
    const { output, problem } = await shared.deed("implement", enumName, { accepted });
    expect(problem).toBeNull();
    expect(output).toMatchObject({ strategy, is_done: true });
  },
);

test("a dump at work holds its tables: the change waits, and goes through after it (AT2)", async () => {
  const dump = await open("new type");
  await dump.query("LOCK TABLE contacts IN ACCESS SHARE MODE");
  const changing = shared.deed("implement", enumName, { accepted });
  const read = delay(500).then(async () => {
    const { rows } = await dump.query({ text: contacts, rowMode: "array" });
    await dump.query("COMMIT");
    await dump.end();
    return rows;
  });
  expect(await read).toEqual([
    ["complete", 100],
    ["error", 100],
    ["new", 100],
  ]);
  expect((await changing).output.is_done).toBe(true);
});

test.runIf(inSecondTier())(
  "a dump that takes longer than anybody waits ends the change, and finds everything as it was (AT2)",
  async () => {
    const dump = await open("in place");
    await dump.query("LOCK TABLE contacts IN ACCESS SHARE MODE");
    await expect(shared.deed("implement", enumName, { accepted })).rejects.toMatchObject({ code: "V7-E061" });
    expect((await dump.query({ text: contacts, rowMode: "array" })).rows).toHaveLength(3);
  },
  600_000,
);

test.runIf(inSecondTier())("who accepts it by name empties the tables for a dump at work (AT1)", async () => {
  const dump = await open("new type");
  await dump.query("SELECT 1");
  const { output, problem } = await shared.deed("implement", enumName, { accepted: [...accepted, "V7-E060"] });
  expect(problem).toBeNull();
  expect(output.steps[0]).toMatch(/^dumps of the target that were begun before .+ are void$/);
  expect((await dump.query("SELECT id FROM contacts")).rows).toEqual([]);
});
