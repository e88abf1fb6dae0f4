import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { loadFacts } from "../../src/nodes/facts.ts";
import { adoptSnapshot } from "../../src/nodes/snapshots/adopt-snapshot.ts";
import { compareSnapshots } from "../../src/nodes/snapshots/compare-snapshots.ts";
import { readSnapshot } from "../../src/nodes/snapshots/read-snapshot.ts";
import { takeSnapshot } from "../../src/nodes/snapshots/take-snapshot.ts";
import { verifyNodes } from "../../src/nodes/verify/verify.ts";
import { separateLogins } from "../scenes/logins.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.git("config", "v7.node", "ALPHA");
  scene.checkout.declare({
    kind: "Node",
    name: "ALPHA",
    spec: {
      role: "primary",
      ramGb: 512,
      services: [{ name: "PostgreSQL", type: "database" }],
      checks: [{ name: "shell", description: "there is a shell", type: "file", of: "/bin/sh", expect: true }],
    },
  });
  await scene.apply();
});

afterEach(() => scene.end());

async function attest(text: string, observedAt: string): Promise<void> {
  scene.checkout.write("facts/alpha.yaml", `node: ALPHA\nsource: by hand\nfacts:\n${text}`);
  await loadFacts(await scene.open(), { path: join(scene.checkout.root, "facts/alpha.yaml"), observedAt });
}

describe("a snapshot", () => {
  test("is what is known at that moment, and never changes", async () => {
    await attest("  os.version: 15.0\n", "2025-10-09T16:10:00+04:00");
    const { snapshot } = (await takeSnapshot(await scene.open(), { type: "baseline" })).output;
    expect(snapshot).toMatchObject({
      format: "v7/snapshot/1",
      type: "baseline",
      status: "partial",
      skipped: 1,
      machines: [
        {
          node: "ALPHA",
          spec: { role: "primary", ramGb: 512, services: [{ name: "PostgreSQL", type: "database" }] },
          facts: { "os.version": { source: "by hand", observed_at: "2025-10-09T12:10:00Z" } },
          checks: [{ name: "shell", outcome: "skipped" }],
        },
      ],
    });
    await attest("  os.version: 15.1\n", "2025-10-10T16:10:00+04:00");
    expect((await readSnapshot(await scene.open(), snapshot)).output.snapshot).toEqual(snapshot);
  });

  test("is verified where every check passed, and partial once that is over", async () => {
    const { snapshot: name } = (await verifyNodes(await scene.open(), {})).output;
    expect((await readSnapshot(await scene.open(), { name: name ?? "" })).output.snapshot).toMatchObject({
      type: "verified",
      status: "verified",
      passed: 1,
      unknown: 0,
    });
    await scene.psql.query("UPDATE v7_verifications SET valid_until = now() - interval '1 minute'");
    const { snapshot } = (await takeSnapshot(await scene.open(), { type: "production" })).output;
    expect(snapshot).toMatchObject({ status: "partial", passed: 0, unknown: 1 });
  });

  test("has a name of its own; one that is asked for is not given to another", async () => {
    const name = "Production Verified 2025-10-09";
    await takeSnapshot(await scene.open(), { type: "production", name });
    await expect(takeSnapshot(await scene.open(), { type: "production", name })).rejects.toMatchObject({
      code: "V7-M009",
    });
    const first = (await takeSnapshot(await scene.open(), { type: "automated" })).output.snapshot.name;
    expect(first).toMatch(/^Automated \d{4}-\d\d-\d\d$/);
    expect((await takeSnapshot(await scene.open(), { type: "automated" })).output.snapshot.name).not.toBe(first);
  });

  test("of nobody, or of another form, is none", async () => {
    await expect(readSnapshot(await scene.open(), { name: "Baseline" })).rejects.toMatchObject({ code: "V7-M010" });
    await scene.psql.query(
      `INSERT INTO system_state_snapshots (snapshot_name, state_json) VALUES ('Baseline', '{"nodes": 3}')`,
    );
    await expect(readSnapshot(await scene.open(), { name: "Baseline" })).rejects.toMatchObject({
      code: "V7-M010",
      message: expect.stringContaining("v7/snapshot/1"),
    });
  });
});

describe("two snapshots", () => {
  test("differ in rows, facts and checks, and not in when something was seen", async () => {
    await attest("  os.version: 15.0\n  network.gateway: 192.168.0.1\n", "2025-10-09T16:10:00+04:00");
    await takeSnapshot(await scene.open(), { type: "baseline", name: "before" });
    await attest("  os.version: 15.1\n  network.gateway: 192.168.0.1\n", "2025-10-10T16:10:00+04:00");
    scene.checkout.declare({ kind: "Node", name: "ALPHA", spec: { role: "primary", ramGb: 256 } });
    await scene.apply();
    const { changes, to } = (await compareSnapshots(await scene.open(), { from: "before" })).output;
    expect(to.name).toBeNull();
    expect(changes.map(({ part, name, change, before, after }) => [part, name, change, before, after])).toEqual(
      expect.arrayContaining([
        ["spec", "ramGb", "changed", 512, 256],
        ["fact", "os.version", "changed", 15, 15.1],
      ]),
    );
    expect(changes.filter(({ name }) => name === "network.gateway")).toEqual([]);
    await takeSnapshot(await scene.open(), { type: "baseline", name: "after" });
    const { output } = await compareSnapshots(await scene.open(), { from: "before", to: "after" });
    expect(output.changes).toEqual(changes);
  });
});

describe("a document made of a snapshot", () => {
  test("says what its row said and what was seen, and a plan changes nothing of the row", async () => {
    await scene.psql.query("INSERT INTO system_nodes (node_name, node_role, ram_gb) VALUES ('AIR', 'client', 16)");
    scene.checkout.write(
      "facts/air.yaml",
      [
        "node: AIR",
        "source: by hand",
        "facts: { hardware.cpu_model: Apple M4, hardware.serial_number: 'hidden:0123456789abcdef0123456789abcdef' }",
        "software: [{ name: Git, version: '2.51.0' }, { name: MLX, present: false }]",
        "services: [{ name: PostgreSQL, status: running, port: 5432 }, { name: Ollama, status: stopped }]",
        "databases: [{ name: aya_rag, extensions: [plpgsql, vector] }]",
        "postgresql: { settings: { shared_buffers: { value: '16384', unit: 8kB }, wal_level: { value: replica } } }",
        "",
      ].join("\n"),
    );
    await loadFacts(await scene.open(), {
      path: join(scene.checkout.root, "facts/air.yaml"),
      observedAt: "2025-10-09T16:10:00+04:00",
    });
    await takeSnapshot(await scene.open(), { type: "baseline", name: "before" });
    const { output } = await adoptSnapshot(await scene.open(), { nodes: ["AIR"], snapshot: "before" });
    expect(output.files).toEqual(["state/nodes/air.yaml"]);
    expect(parse(output.diffs[0]?.after ?? "")).toMatchObject({
      spec: {
        role: "client",
        ramGb: 16,
        cpuModel: "Apple M4",
        software: [{ name: "Git", version: "2.51.0" }],
        services: [{ name: "PostgreSQL", port: 5432 }],
        databases: [{ name: "aya_rag", extensions: ["plpgsql", "vector"] }],
        postgresql: { settings: { shared_buffers: "131072kB", wal_level: "replica" } },
      },
    });
    expect(output.diffs[0]?.after).not.toContain("hidden");
    await scene.apply();
    expect(await scene.column("SELECT ram_gb FROM system_nodes WHERE node_name = 'AIR'")).toEqual([16]);
  });

  test("is not written over one that is there, nor of a machine that the snapshot does not know", async () => {
    await takeSnapshot(await scene.open(), { type: "baseline", name: "before" });
    const adopted = async (node: string) => adoptSnapshot(await scene.open(), { nodes: [node], snapshot: "before" });
    await expect(adopted("ALPHA")).rejects.toMatchObject({ code: "V7-P062" });
    await expect(adopted("AIR")).rejects.toMatchObject({ code: "V7-M010" });
  });
});

test("who applies takes snapshots, and who only reads compares them", async () => {
  const logins = await separateLogins(scene);
  const as = (login: "ci" | "v7_ro") => scene.checkout.open({ databaseUrl: logins.urlAs(login) });
  await expect(takeSnapshot(await as("v7_ro"), { type: "baseline" })).rejects.toMatchObject({ code: "V7-B008" });
  await takeSnapshot(await as("ci"), { type: "baseline", name: "first" });
  expect((await compareSnapshots(await as("v7_ro"), { from: "first" })).output.changes).toEqual([]);
});
