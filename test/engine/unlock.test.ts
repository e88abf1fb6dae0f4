import { afterEach, beforeEach, expect, test } from "vitest";
import { readStatus } from "../../src/routines/status.ts";
import { unlock } from "../../src/engine/apply/unlock.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { phase, task } from "../scenes/documents.ts";
import { separateLogins } from "../scenes/logins.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;
let holder: Connection;

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.declare(phase("1"), task("1.1"));
  holder = await scene.database.connect({ applicationName: "psql" });
});

afterEach(() => scene.end());

/** An apply that holds the apply lock and waits for a table. */
async function startApply(): Promise<{ readonly outcome: Promise<unknown> }> {
  await holder.script("BEGIN; LOCK TABLE v7_subworkflow_tasks IN ROW EXCLUSIVE MODE");
  const outcome = scene.apply({}, { actor: "V7 Conductor" }).catch((error: unknown) => error);
  // Other tests wait on the same server.
  const waiting = `SELECT count(*)::int FROM pg_locks JOIN pg_database d ON d.oid = database
    WHERE NOT granted AND locktype = 'relation' AND d.datname = current_database()`;
  while ((await scene.column(waiting))[0] !== 1) await new Promise((resolve) => setTimeout(resolve, 5));
  return { outcome };
}

test("status names who holds the apply lock, also to a login that only reads", async () => {
  const logins = await separateLogins(scene);
  const { outcome } = await startApply();
  const { output } = await readStatus(await scene.checkout.open({ databaseUrl: logins.urlAs("v7_ro") }));
  expect(output.lock).toMatchObject({
    actor: "V7 Conductor",
    application: "v7 apply",
    apply_id: expect.any(String) as string,
  });
  await holder.query("ROLLBACK");
  await outcome;
});

test("ending the holder rolls its apply back and records who did it", async () => {
  const { outcome } = await startApply();
  const { output } = await unlock(await scene.checkout.open({ actor: "The Architect" }));
  expect(output.holder).toMatchObject({ actor: "V7 Conductor" });
  expect(await outcome).toMatchObject({ exitCode: 6 });
  await holder.query("ROLLBACK");
  expect(await scene.column("SELECT status || ': ' || because FROM v7_applies")).toEqual([
    "failed: its session was ended by The Architect: v7 unlock --force",
  ]);
  expect((await scene.apply()).summary.add).toBe(5);
});

test("a session of nobody's apply is ended as well", async () => {
  await holder.script("BEGIN; SELECT pg_advisory_xact_lock(lock_key) FROM v7_state");
  const { output } = await unlock(await scene.checkout.open());
  expect(output.holder).toMatchObject({ apply_id: null, application: "psql" });
  await expect(holder.query("SELECT 1")).rejects.toThrow(/terminat|connection/i);
});

test("what the server keeps from other logins about such a session is left out", async () => {
  const logins = await separateLogins(scene);
  const agent = await logins.connectAs("agent");
  await agent.script("BEGIN; SELECT pg_advisory_xact_lock(lock_key) FROM v7_state");
  const { output } = await readStatus(await scene.checkout.open({ databaseUrl: logins.urlAs("v7_ro") }));
  expect(output.lock).toMatchObject({ login: "agent", host: null, since: null });
  await expect(scene.apply({}, { databaseUrl: logins.urlAs("ci") })).rejects.toMatchObject({
    code: "V7-P007",
    message: expect.stringMatching(/held by agent \(psql\), server process \d+; nothing written/) as string,
  });
  await agent.end();
});

test("where nobody holds it, nothing happens", async () => {
  expect((await unlock(await scene.checkout.open())).output.holder).toBeNull();
});

test("a login that may not end the session is told who may: exit 3", async () => {
  const logins = await separateLogins(scene);
  const { outcome } = await startApply();
  await expect(unlock(await scene.checkout.open({ databaseUrl: logins.urlAs("ci") }))).rejects.toMatchObject({
    code: "V7-B065",
    exitCode: 3,
    message: expect.stringMatching(/^ci may not end the session of \w+/) as string,
  });
  await holder.query("ROLLBACK");
  await outcome;
});
