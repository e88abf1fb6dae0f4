import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { collectFacts } from "../../src/nodes/collect/collect.ts";
import { listFacts } from "../../src/nodes/facts.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import { openThrowawayServer, type ThrowawayServer } from "../support/throwaway-server.ts";
import { administer } from "../support/test-server.ts";

let alpha: ThrowawayServer;
let scene: Scene;

beforeAll(async () => {
  alpha = await openThrowawayServer();
  await asked("CREATE ROLE looker LOGIN IN ROLE pg_monitor");
}, 60_000);

afterAll(() => alpha.drop());

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.git("config", "v7.node", "ALPHA");
});

afterEach(() => scene.end());

async function declare(postgresql: JsonObject, spec: JsonObject = {}): Promise<void> {
  const named = { url: "env:ALPHA_DATABASE_URL", ...postgresql };
  scene.checkout.declare({ kind: "Node", name: "ALPHA", spec: { role: "primary", ...spec, postgresql: named } });
  await scene.apply();
}

async function collect(url = alpha.url) {
  return collectFacts(await scene.open({ environment: { ALPHA_DATABASE_URL: url } }), {});
}

async function facts(): Promise<{ readonly [fact: string]: unknown }> {
  const known = (await listFacts(await scene.open(), { node: "ALPHA" })).output.facts;
  return Object.fromEntries(known.map(({ fact, value }) => [fact, value]));
}

async function collected(url = alpha.url) {
  const { output } = await collect(url);
  return { ...output.machines[0]?.postgresql, facts: await facts() };
}

/** Each a transaction of its own, as ALTER SYSTEM wants it. */
async function asked(...statements: readonly string[]): Promise<void> {
  await administer(alpha.url, async (admin: Connection) => {
    for (const statement of statements) await admin.query(statement);
  });
}

const lookerUrl = () => alpha.url.replace(/\/\/[^@]*@/, "//looker@");

describe("a setting", () => {
  test("that was changed without a restart waits for it, and is in force after it", async () => {
    await declare({ settings: { max_prepared_transactions: "7" } });
    await asked("ALTER SYSTEM SET max_prepared_transactions = 7");
    expect((await collected()).facts["setting/max_prepared_transactions"]).toMatchObject({
      value: "0",
      state: "not_reloaded",
      writtenValue: "7",
    });
    await asked("SELECT pg_reload_conf()", "SELECT pg_sleep(0.2)");
    expect((await collected()).facts["setting/max_prepared_transactions"]).toMatchObject({
      value: "0",
      state: "pending_restart",
      pendingValue: "7",
    });
    await alpha.stop();
    await alpha.start();
    const after = (await collected()).facts["setting/max_prepared_transactions"];
    expect(after).toMatchObject({ value: "7", state: "in_force" });
    expect(after).not.toHaveProperty("pendingValue");
  }, 60_000);

  test("is written and not loaded until the server reads its files; of several lines, in whatever file, the last counts", async () => {
    await declare({});
    mkdirSync(join(alpha.data, "more"), { recursive: true });
    writeFileSync(join(alpha.data, "more", "beta.conf"), "work_mem = 9MB\n", { mode: 0o644 });
    appendFileSync(join(alpha.data, "postgresql.conf"), "\nwork_mem = 5MB\ninclude_dir = 'more'\n");
    expect((await collected()).facts["setting/work_mem"]).toMatchObject({
      value: "4MB",
      state: "not_reloaded",
      writtenValue: "9MB",
    });
    await asked("SELECT pg_reload_conf()", "SELECT pg_sleep(0.2)");
    expect((await collected()).facts["setting/work_mem"]).toMatchObject({ value: "9MB", state: "in_force" });
    writeFileSync(join(alpha.data, "more", "beta.conf"), "work_mem = plenty\n");
    const { facts: broken } = await collected();
    expect(broken["setting/work_mem"]).toMatchObject({ value: "9MB", state: "file_error", writtenValue: "plenty" });
    expect(broken["postgresql.file_errors"]).toEqual([
      { name: "work_mem", error: expect.any(String), file: expect.stringMatching(/beta\.conf$/), line: 1 },
    ]);
    writeFileSync(join(alpha.data, "more", "beta.conf"), "");
  });

  test("that holds a password is only said to be set", async () => {
    await declare({});
    await asked(
      "ALTER SYSTEM SET primary_conninfo = 'host=beta password=mountain'",
      "SELECT pg_reload_conf()",
      "SELECT pg_sleep(0.2)",
    );
    const { facts: known } = await collected();
    expect(known["setting/primary_conninfo"]).toMatchObject({
      value: "set",
      hash: expect.stringMatching(/^[\da-f]{32}$/),
    });
    expect(JSON.stringify(known)).not.toContain("mountain");
  });
});

test("a login without the right leaves what files say unknown, and the grant is told", async () => {
  await declare({});
  const { unknown, facts: known } = await collected(lookerUrl());
  expect(unknown).toEqual([
    "what its files say: GRANT SELECT ON pg_file_settings TO looker; GRANT EXECUTE ON FUNCTION pg_show_all_file_settings() TO looker",
  ]);
  expect(known["setting/fsync"]).toMatchObject({ value: "on", state: "unknown" });
  await asked(
    "GRANT SELECT ON pg_file_settings TO looker",
    "GRANT EXECUTE ON FUNCTION pg_show_all_file_settings() TO looker",
  );
  const granted = await collected(lookerUrl());
  expect(granted.unknown).toEqual([]);
  expect(granted.facts["setting/fsync"]).toMatchObject({ value: "on", state: "in_force" });
});

test("databases are there or not, with their sizes and extensions", async () => {
  await declare({}, { databases: [{ name: "enterprise_os", extensions: ["plpgsql"] }, { name: "aya_rag" }] });
  expect((await collected()).facts).toMatchObject({
    "database/enterprise_os": { present: true, size: expect.stringMatching(/[kM]B$/), extensions: ["plpgsql"] },
    "database/aya_rag": { present: false },
  });
});

describe("a server", () => {
  test("that is away is a fact, and keeps nothing from what else is seen of its machine", async () => {
    await declare({});
    const { problem, output } = await collect("postgres://looker@127.0.0.1:1/postgres");
    expect(problem).toMatchObject({ code: "V7-M006", message: expect.stringContaining("PostgreSQL") });
    expect(output.machines).toMatchObject([{ node: "ALPHA", reached: true, postgresql: { reached: false } }]);
    const known = await facts();
    expect(known).toMatchObject({ "reach/postgresql": { reachable: false }, "hardware.ram_gb": expect.any(Number) });
    expect(JSON.stringify(known["reach/postgresql"])).not.toContain("127.0.0.1");
    expect(Object.keys(known).filter((fact) => fact.startsWith("setting/"))).toEqual([]);
  });

  test("whose URL is not in the environment was not asked, which says nothing of it", async () => {
    await declare({});
    const { output } = await collect("");
    expect(output.machines[0]?.postgresql).toMatchObject({ reached: false, because: "ALPHA_DATABASE_URL is not set" });
    expect(await facts()).not.toHaveProperty("reach/postgresql");
  });
});
