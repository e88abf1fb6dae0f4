import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { collectFacts } from "../../src/nodes/collect/collect.ts";
import { compareMachine } from "../../src/nodes/compare.ts";
import { runReport } from "../../src/reports/run-report.ts";
import { findDrift } from "../../src/routines/drift.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import { openStreamingServers, type StreamingServers } from "../support/streaming-servers.ts";
import { administer } from "../support/test-server.ts";
import type { ThrowawayServer } from "../support/throwaway-server.ts";

let servers: StreamingServers;
let scene: Scene;

beforeAll(async () => {
  servers = await openStreamingServers("beta_slot");
  await onPrimary("CREATE ROLE looker LOGIN", "CREATE TABLE load (at timestamptz)");
}, 60_000);

afterAll(() => servers.end());

/** ALPHA is this machine, BETA one that ssh leads to; it is this one too. */
beforeEach(async () => {
  scene = await openScene();
  scene.checkout.git("config", "v7.node", "ALPHA");
  const folder = join(scene.checkout.root, "..", "programs");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "ssh"), "#!/bin/sh\nexec /bin/sh -s\n");
  chmodSync(join(folder, "ssh"), 0o755);
  scene.checkout.declare(
    { kind: "Node", name: "ALPHA", spec: { role: "primary", postgresql: { url: "env:ALPHA_URL" } } },
    {
      kind: "Node",
      name: "BETA",
      spec: { role: "replica", ssh: { host: "beta" }, postgresql: { url: "env:BETA_URL" } },
    },
    { kind: "Replication", name: "beta_slot", spec: { primaryNode: "ALPHA", replicaNode: "BETA" } },
  );
  await scene.apply();
});

afterEach(() => scene.end());

interface Looking {
  /** How much later than it is. */
  readonly hours?: number;
  readonly primary?: string;
  readonly node?: string;
}

async function look({ hours = 0, primary = servers.primary.url, node }: Looking = {}) {
  const folder = join(scene.checkout.root, "..", "programs");
  const environment = {
    PATH: `${folder}:${process.env["PATH"]}`,
    ALPHA_URL: primary,
    BETA_URL: servers.replica.url,
  };
  const workspace = await scene.open({ environment });
  const now = () => new Date(workspace.now().getTime() + hours * 3_600_000);
  return (await collectFacts({ ...workspace, now }, { node })).output;
}

/** What the report says after a look at both. */
async function health(looking?: Looking) {
  await look(looking);
  const { rows } = (await runReport(await scene.open(), { name: "replication", parameters: {} })).output;
  expect(rows).toHaveLength(1);
  return rows[0];
}

async function asked(server: ThrowawayServer, ...statements: readonly string[]): Promise<void> {
  await administer(server.url, async (admin) => {
    for (const statement of statements) await admin.query(statement);
  });
}

function settingOf(server: ThrowawayServer, name: string): Promise<string> {
  return administer(server.url, async (admin) => {
    const { rows } = await admin.query<{ value: string }>(`SELECT current_setting('${name}') AS value`);
    return rows[0]?.value ?? "";
  });
}

const onPrimary = (...statements: readonly string[]) => asked(servers.primary, ...statements);
const onReplica = (...statements: readonly string[]) => asked(servers.replica, ...statements);

const caughtUp =
  "SELECT FROM pg_stat_replication WHERE state = 'streaming' AND replay_lsn = pg_current_wal_lsn() AND pg_current_wal_lsn() = sent_lsn";

describe("a replica that streams", () => {
  beforeEach(() => servers.until(servers.primary, caughtUp));

  test("is healthy, and both ends say what they are", async () => {
    expect(await health()).toMatchObject({
      primary_node: "ALPHA",
      replica_node: "BETA",
      health: "healthy",
      state: "streaming",
      sync_state: "async",
      bytes_lag: expect.any(Number),
      slot_state: "reserved",
    });
    const compared = async (node: string) =>
      (await compareMachine(await scene.open(), { node })).output.expectations.map(({ name, state, running }) => [
        name,
        state,
        running,
      ]);
    expect(await compared("ALPHA")).toEqual([
      ["PostgreSQL role", "met", "primary"],
      ["beta_slot", "met", "streaming"],
    ]);
    expect(await compared("BETA")).toEqual([
      ["PostgreSQL role", "met", "replica"],
      ["beta_slot", "met", "streaming"],
    ]);
  });

  test("is behind under load, in bytes and time, and not any more when it has replayed all", async () => {
    await onReplica(
      "ALTER SYSTEM SET recovery_min_apply_delay = '1s'",
      "SELECT pg_reload_conf()",
      "SELECT pg_sleep(0.2)",
    );
    await onPrimary(
      ...Array.from(
        { length: 25 },
        () => "WITH one AS (INSERT INTO load VALUES (now()) RETURNING 1) SELECT pg_sleep(0.1)",
      ),
    );
    const behind = await health();
    expect(behind).toMatchObject({ state: "streaming", health: "healthy" });
    expect(Number(behind?.["bytes_lag"])).toBeGreaterThan(0);
    expect(behind?.["replay_lag_ms"]).toBeGreaterThan(500);
    await onReplica("ALTER SYSTEM RESET recovery_min_apply_delay", "SELECT pg_reload_conf()");
    await servers.until(servers.primary, caughtUp);
    expect(await health()).toMatchObject({ replay_lag_ms: null, bytes_lag: 0 });
  });

  test("of a primary that is idle for an hour is not behind", async () => {
    expect(await health({ hours: 1 })).toMatchObject({ health: "healthy", replay_lag_ms: null, bytes_lag: 0 });
  });

  test("and whose receiver was killed is degraded, though it replayed all that it received", async () => {
    const way = await settingOf(servers.replica, "primary_conninfo");
    await onReplica("ALTER SYSTEM SET primary_conninfo = 'host=/nowhere'", "SELECT pg_reload_conf()");
    await servers.until(
      servers.replica,
      "SELECT WHERE pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() AND NOT EXISTS (SELECT FROM pg_stat_wal_receiver)",
    );
    expect(await health({ node: "BETA" })).toMatchObject({ health: "degraded", state: "stopped", bytes_lag: null });
    expect(await health()).toMatchObject({ health: "degraded", state: "stopped", replay_lag_ms: null });
    await onReplica(`ALTER SYSTEM SET primary_conninfo = '${way}'`, "SELECT pg_reload_conf()");
  });

  test("is unknown to a login that may not see it, and the grant is told", async () => {
    const primary = servers.primary.url.replace(/\/\/[^@]*@/, "//looker@");
    const { machines } = await look({ primary, node: "ALPHA" });
    expect(machines[0]?.postgresql?.unknown).toContain(
      "who follows it, and whom it follows: GRANT pg_monitor TO looker",
    );
    expect(await health({ primary, node: "ALPHA" })).toMatchObject({ health: "unknown", state: "unknown" });
    await onPrimary("GRANT pg_monitor TO looker");
    expect(await health({ primary, node: "ALPHA" })).toMatchObject({ health: "healthy", state: "streaming" });
  });

  test("is unknown once nobody reaches either server, and what was seen last stays", async () => {
    await look({ node: "ALPHA" });
    expect(await health({ primary: "postgres://looker@127.0.0.1:1/postgres", node: "ALPHA", hours: 1 })).toMatchObject({
      health: "unknown",
      state: "streaming",
    });
  });
});

test("a replica that was stopped is degraded within one look", async () => {
  await servers.replica.stop();
  expect(await health()).toMatchObject({ health: "degraded", state: "stopped", replay_lag_ms: null });
  expect((await findDrift(await scene.open())).output.machines).toMatchObject([
    { node: "ALPHA", name: "beta_slot", state: "differs", declared: "streaming", running: "stopped" },
  ]);
});

test("a slot whose log was not kept is lost, and one that is not there is missing", async () => {
  await onPrimary("ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'", "SELECT pg_reload_conf()");
  for (let round = 0; round < 8; round += 1)
    await onPrimary("INSERT INTO load VALUES (now())", "SELECT pg_switch_wal()");
  await onPrimary("CHECKPOINT");
  await servers.until(servers.primary, "SELECT FROM pg_replication_slots WHERE wal_status = 'lost'");
  expect(await health({ node: "ALPHA" })).toMatchObject({
    health: "degraded",
    state: "lost",
    slot_state: "lost",
    bytes_lag: null,
  });
  await onPrimary("SELECT pg_drop_replication_slot('beta_slot')");
  expect(await health({ node: "ALPHA" })).toMatchObject({ health: "degraded", state: "missing" });
});

test("a replica that was promoted is drift, and not behind any more", async () => {
  await servers.replica.start();
  await onReplica("SELECT pg_promote()");
  expect(await health()).toMatchObject({ health: "degraded", state: "promoted", replay_lag_ms: null, bytes_lag: null });
  const { machines } = (await findDrift(await scene.open())).output;
  expect(machines).toContainEqual(
    expect.objectContaining({
      node: "BETA",
      name: "PostgreSQL role",
      state: "differs",
      declared: "replica",
      running: "primary",
    }),
  );
  expect(
    await scene.column("SELECT value FROM v7_node_facts WHERE fact = 'postgresql.timeline' ORDER BY node_name"),
  ).toEqual([1, 2]);
});
