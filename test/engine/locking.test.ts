import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Failure } from "../../src/model/failure.ts";
import type { WorkEvent } from "../../src/model/work-event.ts";
import { workspaceFor } from "../../src/workspace/workspace.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;
let holder: Connection;

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.declare(phase("1"), task("1.1"));
  holder = await scene.database.connect({ applicationName: "psql" });
});

afterEach(() => scene.end());

/** Starts an apply that takes the lock and then waits for a table, until `release` lets it go on. */
async function startApply(
  actor: string,
  signal?: AbortSignal,
): Promise<{ outcome: Promise<unknown>; release(): Promise<void> }> {
  await holder.script("BEGIN; LOCK TABLE v7_subworkflow_tasks IN ROW EXCLUSIVE MODE");
  const outcome = scene.apply({}, { actor, ...(signal ? { signal } : {}) });
  outcome.catch(() => undefined);
  await until("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'relation'", "1");
  return { outcome, release: async () => void (await holder.query("COMMIT")) };
}

async function until(query: string, value: unknown): Promise<void> {
  while ((await scene.column(query))[0] !== value) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe("while one apply runs", () => {
  test("another exits 5 and says who holds the lock, where and since when", async () => {
    const running = await startApply("The Architect");
    await expect(scene.apply({}, { actor: "V7 Conductor" })).rejects.toMatchObject({
      code: "V7-P007",
      exitCode: 5,
      message: expect.stringMatching(/The Architect on .+, since \d{4}-\d\d-\d\dT/) as string,
    });
    await running.release();
    await running.outcome;
    expect(await scene.column("SELECT status FROM v7_applies ORDER BY attempt")).toEqual(["applied", "refused"]);
  });

  test("the holder is named, not somebody who waits as well", async () => {
    const running = await startApply("The Architect");
    const waiting = scene.apply({ lockTimeoutMs: 30_000 }, { actor: "Test Sentinel" }).catch((error: unknown) => error);
    await until("SELECT count(*) FROM v7_applies", "2");
    await expect(scene.apply({}, { actor: "V7 Conductor" })).rejects.toMatchObject({
      message: expect.stringContaining("The Architect") as string,
    });
    await running.release();
    await Promise.all([running.outcome, waiting]);
  });

  test("another waits as long as it was told to, then finds its plan stale", async () => {
    const running = await startApply("The Architect");
    const waiting = scene.apply({ lockTimeoutMs: 30_000 }, { actor: "V7 Conductor" });
    waiting.catch(() => undefined);
    await until("SELECT count(*) FROM v7_applies", "2");
    await running.release();
    await running.outcome;
    await expect(waiting).rejects.toMatchObject({ exitCode: 4 });
  });

  test("another hears after a second for whom it waits", async () => {
    const running = await startApply("The Architect");
    const heard = Promise.withResolvers<WorkEvent>();
    const workspace = workspaceFor(await scene.open(), { tell: heard.resolve });
    const waiting = scene.apply({ lockTimeoutMs: 30_000 }, { workspace }).catch((error: unknown) => error);
    expect(await heard.promise).toMatchObject({
      type: "waiting",
      holder: expect.stringContaining("The Architect on "),
    });
    await running.release();
    await Promise.all([running.outcome, waiting]);
  });

  test("planning goes on undisturbed", async () => {
    const running = await startApply("The Architect");
    expect((await scene.plan()).plan.summary.add).toBe(5);
    await running.release();
    await running.outcome;
  });
});

describe("an apply that only refreshes the applied state", () => {
  beforeEach(async () => {
    await scene.apply();
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET notes = 'Inventory'");
    scene.checkout.declare(task("1.1", { notes: "Inventory" }));
    await holder.script("BEGIN; SELECT pg_advisory_xact_lock(lock_key) FROM v7_state");
  });

  const applied = "SELECT applied ->> 'notes' FROM v7_resources WHERE address = 'task/1.1'";

  const asking =
    "SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'v7 apply' AND query LIKE '%pg_try_advisory%'";

  test("exits 5 while another holds the lock", async () => {
    await expect(scene.apply()).rejects.toMatchObject({ code: "V7-P007", exitCode: 5 });
    expect(await scene.column(applied)).toEqual([null]);
  });

  test("waits for the lock as long as it was told to", async () => {
    const waiting = scene.apply({ lockTimeoutMs: 30_000 });
    await Promise.race([waiting, until(asking, true)]);
    await holder.query("COMMIT");
    expect((await waiting).apply_id).toBeNull();
    expect(await scene.column(applied)).toEqual(["Inventory"]);
  });
});

test("of twenty applies at once exactly one commits; the others are refused or find nothing to do", async () => {
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => scene.apply().catch((error: unknown) => error)));
  const committed = outcomes.filter(
    (outcome) => !(outcome instanceof Error) && (outcome as { apply_id: string | null }).apply_id !== null,
  );
  const refusals = outcomes.filter((outcome) => outcome instanceof Error);
  expect(committed).toHaveLength(1);
  // 5 where the lock was taken; 4 where the plan was made before the winner committed.
  for (const refusal of refusals) expect([4, 5]).toContain(refusal instanceof Failure ? refusal.exitCode : refusal);
  expect(await scene.column("SELECT serial FROM v7_state")).toEqual(["1"]);
  expect(await scene.column("SELECT count(*) FROM v7_applies WHERE status IN ('applied', 'running')")).toEqual(["1"]);
});

test("of twenty applies of one saved plan at once exactly one commits; the others are locked out or stale", async () => {
  const { planId } = (await scene.plan()).plan;
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => scene.apply({ plan: planId })));
  const refusals = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason as unknown] : []));
  expect(refusals).toHaveLength(19);
  for (const refusal of refusals) expect([4, 5]).toContain(refusal instanceof Failure ? refusal.exitCode : refusal);
  expect(await scene.column("SELECT serial FROM v7_state")).toEqual(["1"]);
});

test("an apply that is interrupted before it writes rolls back", async () => {
  const abort = new AbortController();
  const running = await startApply("The Architect", abort.signal);
  abort.abort();
  await running.release();
  await expect(running.outcome).rejects.toThrow();
  expect(await scene.column("SELECT count(*) FROM v7_subworkflow_tasks")).toEqual(["0"]);
  expect(await scene.column("SELECT status FROM v7_applies")).toEqual(["failed"]);
});

test("an apply whose serial moved meanwhile writes nothing, lock or no lock", async () => {
  await scene.psql.script(
    "CREATE FUNCTION overtake() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE v7_state SET serial = serial + 1; RETURN NULL; END $$;" +
      "CREATE TRIGGER overtake AFTER INSERT ON v7_subworkflow_tasks FOR EACH STATEMENT EXECUTE FUNCTION overtake()",
  );
  await expect(scene.apply()).rejects.toMatchObject({ code: "V7-P009", exitCode: 4 });
  expect(await scene.column("SELECT count(*) FROM v7_subworkflow_tasks")).toEqual(["0"]);
});
