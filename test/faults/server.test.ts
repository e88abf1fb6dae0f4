import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { Connection } from "../../src/postgres/connection.ts";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene, worldOf } from "../scenes/scene.ts";
import { openThrowawayServer, type ThrowawayServer } from "../support/throwaway-server.ts";
import { until } from "./until.ts";

let scene: Scene;
let server: ThrowawayServer;
const others: ThrowawayServer[] = [];

afterEach(async () => {
  await scene.end();
  await Promise.all(others.splice(0).map((other) => other.drop()));
});

async function openOn(settings: { readonly [name: string]: string } = {}): Promise<void> {
  server = await openThrowawayServer({ settings });
  scene = await openScene(server);
  scene.checkout.declare(phase("1"), task("1.1"));
  await scene.apply();
  scene.checkout.declare(task("1.2"), task("1.1", { notes: "Inventory" }));
}

/** An apply that has written its rows and waits in its last statement for `v7_state`. */
async function applyHeldUp(): Promise<{ outcome: Promise<unknown>; holder: Connection; pid: number }> {
  const holder = await server.connect({ applicationName: "psql" });
  await holder.script("BEGIN; SELECT FROM v7_state FOR UPDATE");
  const outcome = scene.apply().catch((error: unknown) => error);
  const waiting = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = 'v7 apply'";
  const pid = Number(await until(() => scene.column(waiting).then(([found]) => found)));
  return { outcome, holder, pid };
}

describe("a server that crashes in the middle of an apply", () => {
  test("whole: exit 6, and the old state after it was started again", async () => {
    await openOn();
    const before = await worldOf(scene);
    const { outcome } = await applyHeldUp();
    process.kill(server.pid(), "SIGKILL");
    expect(await outcome).toMatchObject({ exitCode: 6 });
    await server.start();
    const again = { ...scene, psql: await server.connect() };
    expect(await worldOf(again)).toEqual(before);
    const { summary } = await scene.apply({}, { databaseUrl: server.url });
    expect([summary.add, summary.change]).toEqual([1, 1]);
  });

  test("in the apply's own process: exit 6, and the old state after the server recovered by itself", async () => {
    await openOn();
    const before = await worldOf(scene);
    const { outcome, pid } = await applyHeldUp();
    process.kill(pid, "SIGKILL");
    expect(await outcome).toMatchObject({ code: "V7-B009", exitCode: 6 });
    const psql = await until(() => server.connect().catch(() => undefined));
    expect(await worldOf({ ...scene, psql })).toEqual(before);
  });

  test("stopped by its administrator: exit 6", async () => {
    await openOn();
    const { outcome } = await applyHeldUp();
    await server.stop();
    expect(await outcome).toMatchObject({ exitCode: 6 });
    await server.start();
  });
});

test("a session that is terminated in the middle of an apply is exit 6, and nothing was written", async () => {
  await openOn();
  const before = await worldOf(scene);
  const { outcome, holder, pid } = await applyHeldUp();
  await scene.psql.query("SELECT pg_terminate_backend($1)", [pid]);
  expect(await outcome).toMatchObject({ code: "V7-B009", exitCode: 6 });
  await holder.query("ROLLBACK");
  expect(await worldOf(scene)).toEqual(before);
  expect(await scene.column("SELECT status FROM v7_applies ORDER BY attempt DESC LIMIT 1")).toEqual(["failed"]);
});

test("a server without a free connection is exit 6", async () => {
  await openOn({ max_connections: "8" });
  for (;;) {
    const crowd = await server.connect().catch((error: unknown) => error);
    if (crowd instanceof Error) break;
  }
  await expect(scene.apply()).rejects.toMatchObject({ code: "V7-B005", exitCode: 6 });
});

test("a standby lets plan read; apply is exit 6 before it locks or writes anything", async () => {
  const settings = { wal_level: "replica", max_wal_senders: "2" };
  await openOn(settings);
  const standby = await standbyOf(server, settings);
  const planned = await (await scene.checkout.open({ databaseUrl: standby.url })).database.connect("read");
  expect((await planned.query("SELECT pg_is_in_recovery() AS standby")).rows).toEqual([{ standby: true }]);
  await planned.end();
  const { plan } = await scene.plan({}, { databaseUrl: standby.url });
  expect([plan.summary.add, plan.summary.change]).toEqual([1, 1]);
  // A standby grants advisory locks. Had apply asked for its own, which this session holds, it would be exit 5.
  const holder = await standby.connect();
  await holder.script("BEGIN; SELECT pg_advisory_xact_lock(lock_key) FROM v7_state");
  await expect(scene.apply({}, { databaseUrl: standby.url })).rejects.toMatchObject({ code: "V7-B008", exitCode: 6 });
});

/** A hot standby from the copied data of its primary, which is stopped for that moment. */
async function standbyOf(
  primary: ThrowawayServer,
  settings: { readonly [name: string]: string },
): Promise<ThrowawayServer> {
  const home = mkdtempSync(join(tmpdir(), "v7-standby-"));
  await primary.stop();
  execFileSync("cp", ["-a", primary.data, join(home, "pg")]);
  await primary.start();
  writeFileSync(join(home, "pg", "standby.signal"), "");
  const standby = await openThrowawayServer({ home, settings });
  others.push(standby);
  return standby;
}
