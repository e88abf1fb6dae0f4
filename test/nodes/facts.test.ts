import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { history } from "../../src/engine/audit/history.ts";
import { runReport } from "../../src/reports/run-report.ts";
import { findDrift } from "../../src/routines/drift.ts";
import { compareMachine } from "../../src/nodes/compare.ts";
import { listMachines, type MachinesRequest } from "../../src/nodes/machines.ts";
import { listFacts, loadFacts } from "../../src/nodes/facts.ts";
import type { LoadedFacts } from "../../src/model/output/node-facts-loaded.ts";
import { packagePath } from "../../src/system/package-file.ts";
import type { DocumentInput } from "../scenes/documents.ts";
import { separateLogins } from "../scenes/logins.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.declare(
    node("ALPHA", "primary", {
      postgresql: { settings: { shared_buffers: "128GB" } },
      services: [{ name: "PostgreSQL", type: "database" }],
    }),
    node("BETA", "replica"),
    node("AIR", "client"),
    {
      kind: "Replication",
      name: "beta_slot",
      spec: { primaryNode: "ALPHA", replicaNode: "BETA" },
    },
  );
  await scene.apply();
});

afterEach(() => scene.end());

function node(name: string, role: string, spec: DocumentInput["spec"] = {}): DocumentInput {
  return { kind: "Node", name, spec: { role, ...spec } };
}

const audit = "2025-10-09T16:10:00+04:00";
const dayAfter = "2025-10-10T16:10:00+04:00";
const dayBefore = "2025-10-08T16:10:00+04:00";

/** Loads ALPHA's observations: the lines below `node` and `source`. */
async function load(observedAt: string, ...lines: readonly string[]): Promise<LoadedFacts> {
  scene.checkout.write("facts/alpha.yaml", ["node: ALPHA", "source: System state audit", ...lines, ""].join("\n"));
  return loadFile(join(scene.checkout.root, "facts/alpha.yaml"), observedAt);
}

async function loadFile(path: string, observedAt: string): Promise<LoadedFacts> {
  return (await loadFacts(await scene.open(), { path, observedAt })).output.loaded;
}

function audited(name: string): string {
  return packagePath(`facts/2025-10-09/${name}.yaml`);
}

async function machineStates(): Promise<string[]> {
  const { machines } = (await findDrift(await scene.open())).output;
  return machines.map(({ name, state }) => `${name} ${state}`);
}

function mlx(version: string): string[] {
  return ["software:", `  - { name: MLX, version: "${version}" }`];
}

const mlxVersions =
  "SELECT software_version || ' ' || is_active FROM software_versions WHERE software_name = 'MLX' ORDER BY id";

describe("what is recorded of a machine", () => {
  beforeEach(async () => {
    await load(audit, ...mlx("0.29.2"), "services:", "  - { name: MLX, status: running }");
  });

  test("is no change outside v7", async () => {
    expect(await outside()).toEqual([]);
    for (const name of ["evening", "morning"]) {
      const { rows } = (await runReport(await scene.open(), { name, parameters: {} })).output;
      expect([name, rows.filter(({ topic }) => topic === "Outside")]).toEqual([name, []]);
    }
  });

  test("is one where somebody else writes the same rows, or others in passing", async () => {
    await scene.psql.query("DELETE FROM software_versions WHERE software_name = 'MLX'");
    await scene.psql.script(`
      BEGIN;
      INSERT INTO v7_node_facts (node_name, fact, value, source, observed_at) VALUES ('ALPHA', 'os/name', '"macOS"', 'nobody', now());
      UPDATE system_nodes SET node_role = 'replica' WHERE node_name = 'AIR';
      COMMIT`);
    expect(await outside()).toEqual([
      ["node/AIR", false],
      [expect.stringMatching(/^software_versions/), false],
    ]);
  });

  async function outside(): Promise<unknown[]> {
    const { entries } = (await history(await scene.open(), { outside: true, limit: 20 })).output;
    return entries.map((entry) => (entry.type === "change" ? [entry.address, entry.observed] : entry.type));
  }
});

describe("the audit of 2025-10-09", () => {
  beforeEach(async () => {
    for (const name of ["alpha", "beta", "air"]) await loadFile(audited(name), audit);
  });

  test("gives ALPHA ten settings in force and two that wait for a restart", async () => {
    const settings = `SELECT count(*) FILTER (WHERE is_active) || ' ' || count(*) FILTER (WHERE NOT is_active AND requires_restart)
      FROM postgresql_configuration JOIN system_nodes n ON n.id = node_id WHERE node_name = 'ALPHA'`;
    expect(await scene.column(settings)).toEqual(["10 2"]);
  });

  test("leaves of the machines those that stand so, or are for this", async () => {
    const listed = async (request: MachinesRequest): Promise<string[]> =>
      (await listMachines(await scene.open(), request)).output.nodes.map(({ node: name }) => name);
    expect(await listed({})).toEqual(["ALPHA", "BETA", "AIR"]);
    expect(await listed({ state: "unknown" })).toEqual(["AIR"]);
    expect(await listed({ role: "replica" })).toEqual(["BETA"]);
  });

  test("is set beside what is declared: what differs, what waits, and what is as declared", async () => {
    const { machine, expectations, replication } = (await compareMachine(await scene.open(), { node: "ALPHA" })).output;
    expect(machine).toMatchObject({ node: "ALPHA", role: "primary", pending_restart: 2 });
    expect(
      expectations.map(({ name, state, declared, configured, running }) => [
        name,
        state,
        declared,
        configured,
        running,
      ]),
    ).toEqual([
      ["shared_buffers", "pending_restart", "128GB", "128GB", "128MB"],
      ["PostgreSQL", "met", "running", null, "running"],
    ]);
    expect(replication).toMatchObject([{ slot: "beta_slot", primary: "ALPHA", replica: "BETA", is_active: true }]);
    await expect(compareMachine(await scene.open(), { node: "OMEGA" })).rejects.toMatchObject({ code: "V7-M001" });
  });

  test("says of the replica's connection only that it is set", async () => {
    const conninfo = "SELECT setting_value FROM postgresql_configuration WHERE setting_name = 'primary_conninfo'";
    expect(await scene.column(conninfo)).toEqual(["set"]);
  });

  test("keeps a start without a zone as text, and turns it into no instant", async () => {
    expect(await scene.column("SELECT value->>'startedAt' FROM v7_node_facts WHERE value ? 'startedAt'")).toEqual([
      "2025-10-07 12:21:11",
    ]);
    expect(await scene.column("SELECT count(*)::integer FROM services WHERE started_at IS NOT NULL")).toEqual([0]);
  });

  test("shows the process of a declared service and adds the one that was found", async () => {
    const services = `SELECT service_name || ' ' || s.status || ' ' || process_id || coalesce(' ' || port, '')
      FROM services s JOIN system_nodes n ON n.id = node_id WHERE node_name = 'ALPHA' ORDER BY service_name`;
    expect(await scene.column(services)).toEqual(["Embedding Service running 65125 8765", "PostgreSQL running 1674"]);
  });

  test("shows how the declared slot replicates", async () => {
    const { rows } = await scene.psql.query(
      "SELECT state, sync_state, replay_lag_ms, bytes_lag, last_check::text FROM replication_status",
    );
    expect(rows).toEqual([
      { state: "streaming", sync_state: "async", replay_lag_ms: 2, bytes_lag: null, last_check: "2025-10-09 12:10:00" },
    ]);
  });

  test("knows a version that nobody read as unknown", async () => {
    expect(
      await scene.column("SELECT software_version FROM software_versions WHERE software_name = 'FastAPI'"),
    ).toEqual([null]);
  });

  test("leaves what it did not see of AIR unknown", async () => {
    const { facts } = (await listFacts(await scene.open(), { node: "AIR" })).output;
    expect(facts.map(({ fact }) => fact)).toEqual(["reach/ssh", "reach/tailscale"]);
  });

  test("changes nothing that a plan would", async () => {
    const { plan } = await scene.plan();
    expect([plan.changes, plan.drift, plan.conflicts]).toEqual([[], [], []]);
  });

  test("is not an audited change where rows only show what was observed", async () => {
    expect(
      await scene.column("SELECT change_description FROM change_log WHERE operation = 'update' ORDER BY id"),
    ).toEqual([]);
  });

  test("loaded again adds nothing", async () => {
    const tables = `SELECT jsonb_agg(to_jsonb(t) - 'recorded_at') FROM (
      SELECT to_jsonb(s) AS row FROM software_versions s UNION ALL SELECT to_jsonb(c) FROM postgresql_configuration c
      UNION ALL SELECT to_jsonb(s) FROM services s UNION ALL SELECT to_jsonb(r) FROM replication_status r
      UNION ALL SELECT to_jsonb(f) FROM v7_node_facts f) t`;
    const before = await scene.column(tables);
    expect(await loadFile(audited("alpha"), audit)).toMatchObject({ recorded: 0, unchanged: 36, older: 0 });
    expect(await scene.column(tables)).toEqual(before);
  });
});

describe("a version that was superseded", () => {
  test("stays, and one is active", async () => {
    await load(audit, ...mlx("0.29.1"));
    await load(dayAfter, ...mlx("0.29.2"));
    expect(await scene.column(mlxVersions)).toEqual(["0.29.1 false", "0.29.2 true"]);
  });

  test("does not come back with an older observation", async () => {
    await load(audit, ...mlx("0.29.2"));
    expect(await load(dayBefore, ...mlx("0.29.1"))).toMatchObject({ recorded: 1, older: 1 });
    expect(await scene.column(mlxVersions)).toEqual(["0.29.2 true"]);
  });

  test("comes back as a row of its own when it is seen again", async () => {
    await load(dayBefore, ...mlx("0.29.1"));
    await load(audit, ...mlx("0.29.2"));
    await load(dayAfter, ...mlx("0.29.1"));
    expect(await scene.column(mlxVersions)).toEqual(["0.29.1 false", "0.29.2 false", "0.29.1 true"]);
  });

  test("is not superseded by an observation that knows less, or more, of it", async () => {
    await load(dayBefore, ...mlx("0.29.1"));
    await load(audit, "software:", "  - { name: MLX, architecture: ARM64 }");
    const rows = "SELECT software_version || ' ' || architecture FROM software_versions";
    expect(await scene.column(rows)).toEqual(["0.29.1 ARM64"]);
  });

  test("is inactive once the software is gone", async () => {
    await load(audit, ...mlx("0.29.1"));
    await load(dayAfter, "software:", "  - { name: MLX, present: false }");
    expect(await scene.column(mlxVersions)).toEqual(["0.29.1 false"]);
  });
});

describe("a setting that waits for a restart", () => {
  const settings = `SELECT setting_value || ' ' || is_active || ' ' || requires_restart FROM postgresql_configuration ORDER BY id`;
  const setting = (text: string): string[] => ["postgresql:", "  settings:", `    shared_buffers: { ${text} }`];

  beforeEach(() => load(audit, ...setting("value: 128MB, pendingValue: 128GB")));

  test("stands beside the one in force", async () => {
    expect(await scene.column(settings)).toEqual(["128MB true false", "128GB false true"]);
    expect(await machineStates()).toEqual(["shared_buffers pending_restart", "PostgreSQL unverified"]);
  });

  test("is in force after it, and the former one is superseded", async () => {
    await load(dayAfter, ...setting("value: 128GB"));
    expect(await scene.column(settings)).toEqual(["128MB false false", "128GB true false"]);
    expect(await machineStates()).toEqual(["PostgreSQL unverified"]);
  });

  test("is superseded when somebody takes it back", async () => {
    await load(dayAfter, ...setting("value: 128MB"));
    expect(await scene.column(settings)).toEqual(["128MB true false", "128GB false false"]);
    expect(await machineStates()).toEqual(["shared_buffers differs", "PostgreSQL unverified"]);
  });

  test("is superseded by another one that waits", async () => {
    await load(dayAfter, ...setting("value: 128MB, pendingValue: 64GB"));
    expect(await scene.column(settings)).toEqual(["128MB true false", "128GB false false", "64GB false true"]);
  });
});

describe("a service", () => {
  const status =
    "SELECT status || ' ' || coalesce(started_at::text, '–') FROM services WHERE service_name = 'PostgreSQL'";
  const seen = (text: string): string[] => ["services:", `  - { name: PostgreSQL, status: ${text} }`];

  test("shows its start where an instant was stated", async () => {
    await load(audit, ...seen('running, startedAt: "2025-10-07T12:21:11+04:00"'));
    expect(await scene.column(status)).toEqual(["running 2025-10-07 08:21:11"]);
  });

  test("that was taken out of use stays stopped, whatever was seen before", async () => {
    scene.checkout.declare(node("ALPHA", "primary", { services: [] }));
    await scene.apply();
    await load(audit, ...seen("running"));
    expect(await scene.column(status)).toEqual(["stopped –"]);
  });
});

describe("a slot", () => {
  const slot = (text: string): string[] => ["replication:", `  - { slot: ${text} }`];

  test("that nobody declared is found", async () => {
    await load(audit, ...slot("air_slot, primaryNode: ALPHA, replicaNode: AIR, state: catchup"));
    expect(await scene.column("SELECT state FROM v_replication_health WHERE replica_node = 'AIR'")).toEqual([
      "catchup",
    ]);
  });

  test("shows the newer of what its two nodes saw", async () => {
    await load(dayAfter, ...slot("beta_slot, state: stopped"));
    await loadFile(audited("beta"), audit);
    expect(await scene.column("SELECT state FROM replication_status")).toEqual(["stopped"]);
    await loadFile(audited("beta"), "2025-10-11T09:00:00Z");
    expect(await scene.column("SELECT state FROM replication_status")).toEqual(["streaming"]);
  });
});

describe("what cannot be recorded", () => {
  test("waits for nobody for ever", async () => {
    await scene.psql.script("BEGIN; LOCK TABLE services IN SHARE ROW EXCLUSIVE MODE");
    await expect(load(audit, ...mlx("0.29.2"))).rejects.toMatchObject({ code: "V7-P026", exitCode: 5 });
    await scene.psql.query("ROLLBACK");
  });

  test("is a node without a row", async () => {
    scene.checkout.write("gamma.yaml", "node: GAMMA\nsource: audit\nfacts: { os.name: macOS }\n");
    await expect(loadFile(join(scene.checkout.root, "gamma.yaml"), audit)).rejects.toMatchObject({
      code: "V7-M001",
      exitCode: 1,
      message: "no node GAMMA in the database; it has AIR, ALPHA, BETA",
    });
  });

  test("is a slot of a node without a row, and then nothing is", async () => {
    const slot = "  - { slot: gamma_slot, state: streaming, replicaNode: GAMMA }";
    await expect(load(audit, ...mlx("0.29.2"), "replication:", slot)).rejects.toMatchObject({ code: "V7-M001" });
    expect(await scene.column("SELECT count(*)::integer FROM v7_node_facts")).toEqual([0]);
  });

  test.each(["2025-10-09", "2025-10-09 16:10", "yesterday", "2125-10-09T16:10:00Z"])(
    "is an observation of %s",
    async (observedAt) => {
      await expect(load(observedAt, ...mlx("0.29.2"))).rejects.toMatchObject({ code: "V7-M003", exitCode: 1 });
    },
  );

  test("is a connection string, and no message repeats it", async () => {
    const secret = "host=ALPHA password=sentinel";
    const loading = load(audit, "postgresql:", "  settings:", `    primary_conninfo: { value: "${secret}" }`);
    const failure: unknown = await loading.catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "V7-M002", findings: [{ code: "V7-D006", line: 5 }] });
    expect(JSON.stringify(failure)).not.toContain("sentinel");
  });

  test("is one thing seen twice", async () => {
    await expect(load(audit, ...mlx("0.29.1"), '  - { name: MLX, version: "0.29.2" }')).rejects.toMatchObject({
      code: "V7-M002",
      findings: [{ code: "V7-D022" }],
    });
  });
});

test("a password in what somebody noted is hidden", async () => {
  await load(audit, "facts:", "  access.note: psql with PGPASSWORD=sentinel works");
  expect(await scene.column("SELECT value #>> '{}' FROM v7_node_facts")).toEqual(["psql with PGPASSWORD=*** works"]);
});

describe("who records", () => {
  test("is a login that may apply", async () => {
    const logins = await separateLogins(scene);
    const workspace = await scene.checkout.open({ databaseUrl: logins.urlAs("ci") });
    for (const name of ["alpha", "beta"]) await loadFacts(workspace, { path: audited(name), observedAt: audit });
    await load(dayAfter, ...mlx("0.29.3"), "services:", "  - { name: PostgreSQL, status: stopped }");
    await loadFacts(workspace, { path: audited("alpha"), observedAt: "2025-10-11T09:00:00Z" });
    expect(await scene.column("SELECT DISTINCT recorded_by FROM v7_node_facts WHERE node_name = 'BETA'")).toEqual([
      "ci",
    ]);
  });

  test("is not a login that only approves or reads", async () => {
    const logins = await separateLogins(scene);
    for (const [login, code, exitCode] of [
      ["arthur", "V7-B065", 3],
      ["v7_ro", "V7-B008", 6],
    ] as const) {
      const workspace = await scene.checkout.open({ databaseUrl: logins.urlAs(login) });
      const loading = loadFacts(workspace, { path: audited("alpha"), observedAt: audit });
      await expect(loading).rejects.toMatchObject({ code, exitCode });
    }
  });
});

test("a machine that is renamed keeps what was seen of it; another one that gets its old name does not", async () => {
  await loadFile(audited("alpha"), audit);
  const before = await machineStates();
  scene.checkout.forget("node/ALPHA");
  scene.checkout.declare(
    {
      ...node("OMEGA", "primary", {
        postgresql: { settings: { shared_buffers: "128GB" } },
        services: [{ name: "PostgreSQL", type: "database" }],
      }),
      metadata: { movedFrom: "ALPHA" },
    },
    { kind: "Replication", name: "beta_slot", spec: { primaryNode: "OMEGA", replicaNode: "BETA" } },
  );
  await scene.apply();
  scene.checkout.declare(node("ALPHA", "client"));
  await scene.apply();
  const { facts } = (await listFacts(await scene.open(), { node: "ALPHA" })).output;
  expect([await machineStates(), before, facts]).toEqual([before, ["shared_buffers pending_restart"], []]);
});

test("an apply and a load wait for each other, and never in a ring", async () => {
  await scene.psql.script("BEGIN; LOCK TABLE services IN SHARE ROW EXCLUSIVE MODE");
  const loading = load(audit, ...mlx("0.29.2"));
  const waiting = `SELECT count(*)::integer FROM pg_locks WHERE NOT granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  await expect.poll(() => scene.column(waiting)).toEqual([1]);
  await scene.psql.script("UPDATE system_nodes SET os_name = 'macOS' WHERE node_name = 'ALPHA'; COMMIT");
  expect(await loading).toMatchObject({ recorded: 1 });
});

test("two who load at once both succeed, and the newer observation is shown", async () => {
  scene.checkout.write("newer.yaml", ["node: ALPHA", "source: audit", ...mlx("0.29.2"), ""].join("\n"));
  await Promise.all([
    load(audit, ...mlx("0.29.1")),
    loadFile(join(scene.checkout.root, "newer.yaml"), dayAfter),
    loadFile(audited("beta"), audit),
  ]);
  const active = `SELECT software_version FROM software_versions s JOIN system_nodes n ON n.id = node_id
    WHERE node_name = 'ALPHA' AND is_active`;
  expect(await scene.column(active)).toEqual(["0.29.2"]);
});
