import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Connection } from "../../src/postgres/connection.ts";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene, worldOf } from "../scenes/scene.ts";
import { guard } from "../support/guard.ts";
import { until } from "./until.ts";

let scene: Scene;
let holder: Connection;

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.declare(phase("1"), task("1.1"));
  holder = await scene.database.connect({ applicationName: "psql" });
});

afterEach(() => scene.end());

const applyLock =
  "SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

/** A process of its own that has begun to apply. */
async function applyInChild(): Promise<ChildProcess> {
  const script = join(import.meta.dirname, "..", "engine", "apply-on-demand.ts");
  const child = spawn(process.execPath, [script, scene.checkout.root, scene.database.url], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  if (child.stdout) await once(child.stdout, "data");
  child.stdin?.write("go\n");
  return child;
}

describe("the apply lock is free again", () => {
  test("soon after its holder was killed in a long statement: the server looks for its client every second", async () => {
    await scene.psql.script(
      "CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(25); RETURN NULL; END $$;" +
        "CREATE TRIGGER linger AFTER INSERT ON v7_subworkflow_tasks FOR EACH STATEMENT EXECUTE FUNCTION linger()",
    );
    const child = await applyInChild();
    await until(
      async () =>
        (
          await scene.column(
            "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()",
          )
        )[0],
    );
    child.kill("SIGKILL");
    // Promised are 2 s.
    const didNotHang = guard(20_000);
    await until(async () => (await scene.column(applyLock))[0] === 0);
    didNotHang();
    await scene.psql.query("DROP TRIGGER linger ON v7_subworkflow_tasks");
    expect((await scene.apply()).summary.add).toBe(5);
  });

  test("half a minute after its holder was stopped, who hears an error when he goes on, and has written nothing", async () => {
    await holder.script("BEGIN; LOCK TABLE v7_subworkflow_tasks IN ROW EXCLUSIVE MODE");
    const child = await applyInChild();
    await until(
      async () => (await scene.column("SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'relation'"))[0],
    );
    child.kill("SIGSTOP");
    await holder.query("COMMIT");
    await expect(scene.apply()).rejects.toMatchObject({ code: "V7-P007", exitCode: 5 });
    await until(async () => (await scene.column(applyLock))[0] === 0);
    const exited = once(child, "exit");
    child.kill("SIGCONT");
    expect((await exited)[0]).not.toBe(0);
    expect(await scene.column("SELECT count(*)::int FROM v7_subworkflow_tasks")).toEqual([0]);
    expect((await scene.apply()).summary.add).toBe(5);
  });
});

describe("an apply that another session keeps waiting", () => {
  test("for a table longer than 5 s is exit 5, and names that session's process", async () => {
    const [pid] = (await holder.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")).rows.map(({ pid }) => pid);
    await holder.script("BEGIN; LOCK TABLE v7_subworkflow_tasks IN ROW EXCLUSIVE MODE");
    await expect(scene.apply()).rejects.toMatchObject({
      code: "V7-P026",
      exitCode: 5,
      message: expect.stringContaining(`(psql, server process ${pid})`) as string,
    });
    await holder.query("ROLLBACK");
    expect(await scene.column("SELECT status FROM v7_applies")).toEqual(["refused"]);
  });

  test("until the server cancels its statement is exit 5", async () => {
    await holder.script("BEGIN; LOCK TABLE v7_subworkflow_tasks IN ROW EXCLUSIVE MODE");
    const outcome = scene.apply().catch((error: unknown) => error);
    const waiting = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
    const pid = await until(async () => (await scene.column(waiting))[0]);
    await scene.psql.query("SELECT pg_cancel_backend($1)", [pid]);
    expect(await outcome).toMatchObject({ code: "V7-P028", exitCode: 5 });
  });

  test("in a deadlock that it loses plans and writes again once the other has gone on", async () => {
    // Whoever waits longest looks for a deadlock first: v7 does, and the other leaves it the time.
    await scene.psql.query(`ALTER DATABASE ${scene.database.name} SET deadlock_timeout = '3s'`);
    await scene.renew();
    await holder.query("SET deadlock_timeout = '60s'");
    await holder.script("BEGIN; LOCK TABLE v7_subworkflow_tasks IN ROW EXCLUSIVE MODE");
    const outcome = scene.apply();
    outcome.catch(() => undefined);
    await until(
      async () => (await scene.column("SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'relation'"))[0],
    );
    await holder.query("LOCK TABLE v7_resources IN ROW EXCLUSIVE MODE");
    await holder.query("COMMIT");
    expect((await outcome).summary.add).toBe(5);
    expect(await scene.column("SELECT serial::int FROM v7_state")).toEqual([1]);
  });
});

describe("a serialization failure", () => {
  const failing = (times: number): string =>
    `CREATE SEQUENCE tries;
     CREATE FUNCTION contend() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       IF nextval('tries') <= ${times} THEN RAISE serialization_failure; END IF; RETURN NULL; END $$;
     CREATE TRIGGER contend AFTER INSERT ON v7_subworkflow_tasks FOR EACH STATEMENT EXECUTE FUNCTION contend()`;

  test("is answered by doing all of it again, twice at most", async () => {
    await scene.psql.script(failing(2));
    expect((await scene.apply()).summary.add).toBe(5);
    expect(await scene.column("SELECT count(*)::int FROM v7_applies")).toEqual([1]);
  });

  test("that comes three times is exit 4, and nothing was written", async () => {
    await scene.psql.script(failing(99));
    const before = await worldOf(scene);
    await expect(scene.apply()).rejects.toMatchObject({ code: "V7-P029", exitCode: 4 });
    expect([await worldOf(scene), await scene.column("SELECT last_value::int FROM tries")]).toEqual([before, [3]]);
  });
});
