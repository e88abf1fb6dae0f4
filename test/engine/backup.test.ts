import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { openWorkspace } from "../../src/context.ts";
import { everything } from "../../src/engine/plan/decide.ts";
import { proposePlan } from "../../src/engine/plan/make-plan.ts";
import { backupDatabase } from "../../src/engine/database/backup.ts";
import { exportDatabase } from "../../src/engine/database/export.ts";
import { importDatabase } from "../../src/engine/database/import.ts";
import { migrateDatabase } from "../../src/engine/database/migrate.ts";
import { stopDatabase } from "../../src/engine/database/start.ts";
import type { DbExportOutput } from "../../src/model/output/db-export.ts";
import type { DbImportOutput } from "../../src/model/output/db-import.ts";
import type { ExportHeader } from "../../src/postgres/copy/export-format.ts";
import { checkExport } from "../../src/postgres/copy/read-export.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";
import { connect } from "../../src/postgres/connection.ts";
import { administer, testTarget, withDatabase } from "../support/test-server.ts";
import { directive005, inventory } from "../postgres/guest-fixtures.ts";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;
let file: string;
let other: TestDatabase;

beforeEach(async () => {
  scene = await openScene();
  other = await testDatabase();
  file = join(scene.checkout.root, "export.sql");
  scene.checkout.declare(phase("1"), task("1.1", { notes: "Inventory" }), task("1.2", { dependsOn: ["1.1"] }));
  await scene.apply();
  await scene.psql.query("UPDATE v7_subworkflow_tasks SET notes = 'Hotfix' WHERE task_number = 1");
});

afterEach(async () => {
  await other.drop();
  await scene.end();
});

const logins = new Set<string>();

afterAll(() =>
  administer(inject("testServer").url, async (server) => {
    for (const role of logins) await server.query(`DROP ROLE ${role}`);
  }),
);

async function exported(workspace?: Workspace): Promise<DbExportOutput & { header: ExportHeader }> {
  const { output } = await exportDatabase(workspace ?? (await scene.checkout.open()), { file });
  return { ...output, header: (await checkExport(file)).header };
}

async function elsewhere(): Promise<Workspace> {
  return scene.checkout.open({ databaseUrl: other.url });
}

async function imported(approved = true): Promise<DbImportOutput> {
  return (await importDatabase(await elsewhere(), { file, approved })).output;
}

async function elsewhereCount(table: string): Promise<unknown> {
  const { rows } = await (await other.connect()).query(`SELECT count(*)::integer AS count FROM ${table}`);
  return rows[0]?.["count"];
}

async function backedUp(workspace?: Workspace): ReturnType<typeof backupDatabase> {
  return backupDatabase(workspace ?? (await scene.checkout.open()), {});
}

/** A login of the test's own, with the given right on every table. */
async function login(name: string, grants: string): Promise<string> {
  const role = `v7_test_${name}_${process.pid}`;
  logins.add(role);
  await scene.psql.script(`DO $$ BEGIN CREATE ROLE ${role} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$`);
  await scene.psql.script(grants.replaceAll("ROLE", role));
  return `${scene.database.url}${scene.database.url.includes("?") ? "&" : "?"}user=${role}`;
}

const readEverythingButTheKey = `GRANT SELECT ON ALL TABLES IN SCHEMA public TO ROLE; REVOKE SELECT ON v7_state FROM ROLE;
  GRANT SELECT (singleton, lineage, serial, project, commit_sha, applied_at) ON v7_state TO ROLE`;

describe("a database after an import", () => {
  test("plans, drifts and remembers as the original", async () => {
    await exported();
    await imported();
    const [there, here] = [await proposePlan(await elsewhere(), { options: everything }), await scene.plan()];
    expect(there.plan).toMatchObject({ changes: [], conflicts: [], drift: [{ address: "task/1.1" }] });
    expect(there.plan.planId).toBe(here.plan.planId);
    expect(there.plan.drift).toEqual(here.plan.drift);
    expect(await elsewhereCount("v7_applies")).toBe(1);
  });

  test("takes the next apply", async () => {
    await exported();
    await imported();
    scene.checkout.declare(task("1.3"));
    const { summary } = await scene.apply({}, { databaseUrl: other.url });
    expect(summary).toMatchObject({ add: 1, change: 0 });
    expect(await elsewhereCount("v7_state WHERE serial = 2")).toBe(1);
  });

  test("is one on v7's own server, without being asked", { timeout: 60_000 }, async () => {
    await exported();
    const signal = new AbortController().signal;
    const embedded = await openWorkspace({
      directory: scene.checkout.root,
      environment: {},
      actor: "The Architect",
      applicationName: "v7 db import",
      signal,
    });
    try {
      await importDatabase(embedded, { file, approved: false });
      expect((await proposePlan(embedded, { options: everything })).plan.changes).toEqual([]);
    } finally {
      await stopDatabase(embedded);
    }
  });
});

describe("an import is refused", () => {
  test("without consent, naming the rows it would replace", async () => {
    await exported();
    await expect(imported(false)).rejects.toMatchObject({ code: "V7-B091", exitCode: 3 });
    await (
      await other.connect()
    ).query(
      "INSERT INTO v7_migration_workflow (phase_number, phase_name, lead_persona) VALUES (8, 'Epilogue', 'The Architect')",
    );
    await expect(imported(false)).rejects.toMatchObject({
      message: expect.stringContaining("v7_migration_workflow (1)") as string,
    });
    expect(await elsewhereCount("v7_migration_workflow")).toBe(1);
  });

  test("by a database whose adopted tables hold rows, losing none", async () => {
    await exported();
    const guest = await testDatabase({ migrated: false });
    try {
      const owner = await guest.connect({ applicationName: "psql" });
      await owner.script(directive005());
      const before = await inventory(owner);
      scene.checkout.write("v7.yaml", "database:\n  shared: true\n");
      const workspace = await scene.checkout.open({ databaseUrl: guest.url });
      await migrateDatabase(workspace, { approved: true, check: false });
      await expect(importDatabase(workspace, { file, approved: true })).rejects.toMatchObject({
        code: "V7-B098",
        exitCode: 3,
        message: expect.stringMatching(/v7_subworkflow_tasks \(\d+, adopted\)/) as string,
      });
      expect((await inventory(owner, before)).rows).toEqual(before.rows);
    } finally {
      await guest.drop();
    }
  });

  test("where other people's rows would be deleted with v7's", async () => {
    await exported();
    const owner = await other.connect();
    await owner.script(
      `INSERT INTO v7_migration_workflow (phase_number, phase_name, lead_persona) VALUES (8, 'Epilogue', 'The Architect');
       CREATE TABLE contacts (name text, phase integer REFERENCES v7_migration_workflow (phase_number) ON DELETE CASCADE);
       INSERT INTO contacts VALUES ('Arthur', 8)`,
    );
    await expect(imported()).rejects.toMatchObject({
      code: "V7-B098",
      message: expect.stringContaining("v7_migration_workflow (1, deleting them would change contacts)") as string,
    });
    expect(await elsewhereCount("contacts")).toBe(1);
  });

  test("by a database that has applies", async () => {
    await exported();
    await imported();
    await expect(imported()).rejects.toMatchObject({ code: "V7-B090", exitCode: 4 });
  });

  test("in another repository", async () => {
    scene.checkout.write("v7.yaml", "project: 11111111-1111-4111-8111-111111111111\n");
    scene.checkout.declare(task("1.3"));
    await scene.apply();
    await exported();
    scene.checkout.write("v7.yaml", "project: 22222222-2222-4222-8222-222222222222\n");
    await expect(imported()).rejects.toMatchObject({ code: "V7-B092", exitCode: 4 });
  });

  test("from another schema, naming both versions", async () => {
    const { header } = await exported();
    const text = readFileSync(file, "utf8").replace(`"schema_version":${header.schema_version}`, '"schema_version":3');
    await resealed(text);
    await expect(imported()).rejects.toMatchObject({
      code: "V7-B089",
      exitCode: 6,
      message: expect.stringMatching(`schema 3, .* ${header.schema_version};`) as string,
    });
  });

  test("while an apply runs there", async () => {
    await exported();
    const holder = await other.connect();
    await holder.script("BEGIN; SELECT pg_advisory_xact_lock(lock_key) FROM v7_state");
    await expect(imported()).rejects.toMatchObject({ exitCode: 5 });
  });

  test("when the file is damaged, before the database is looked at", async () => {
    await exported();
    writeFileSync(file, readFileSync(file, "utf8").replace("Inventory", "inventory"));
    const nowhere = await scene.checkout.open({ databaseUrl: "postgres://v7@127.0.0.1:1/nowhere" });
    await expect(importDatabase(nowhere, { file, approved: true })).rejects.toMatchObject({
      code: "V7-B087",
      exitCode: 1,
    });
  });
});

/** As somebody who knows the form would write it. */
async function resealed(text: string): Promise<void> {
  const { createHash } = await import("node:crypto");
  const body = text.slice(0, text.lastIndexOf("-- v7 end "));
  writeFileSync(file, `${body}-- v7 end ${createHash("sha256").update(body).digest("hex")}\n`);
}

describe("an import with consent", () => {
  test("replaces rows that no apply wrote, and says which", async () => {
    await exported();
    await (
      await other.connect()
    ).query(
      "INSERT INTO v7_migration_workflow (phase_number, phase_name, lead_persona) VALUES (8, 'Epilogue', 'The Architect')",
    );
    const { replaced } = await imported();
    expect(replaced).toEqual([
      { name: "v7_migration_workflow", rows: 1 },
      { name: "change_log", rows: 1 },
    ]);
    expect(await elsewhereCount("v7_migration_workflow WHERE phase_number = 8")).toBe(0);
  });
});

describe("a login that only reads", () => {
  test("exports everything but the lock key", async () => {
    const url = await login("reader", readEverythingButTheKey);
    const own = await exported();
    const theirs = await exported(await scene.checkout.open({ databaseUrl: url }));
    expect(theirs.header.tables).toEqual(own.header.tables);
    expect(theirs.header.sequences).toEqual(own.header.sequences);
    await imported();
  });

  test("that may not read a table exports nothing", async () => {
    const url = await login("blind", `${readEverythingButTheKey}; REVOKE SELECT ON change_log FROM ROLE`);
    await expect(exported(await scene.checkout.open({ databaseUrl: url }))).rejects.toMatchObject({
      code: "V7-B065",
      exitCode: 3,
      message: expect.stringContaining("change_log") as string,
    });
  });
});

describe("backup", () => {
  test("restores the file, compares every table and cleans up", async () => {
    const { output, problem } = await backedUp();
    const { restore_tested: tested, because, file: backup } = output;
    expect([tested, because, problem]).toEqual([true, null, null]);
    expect(readdirSync(join(scene.checkout.home(), "backups"))).toEqual([backup.split("/").at(-1)]);
    expect(await scene.column("SELECT datname FROM pg_database WHERE datname LIKE 'v7_restore_test_%'")).toEqual([]);
  });

  test("clears away what a backup that was killed left, and nothing that is in use or not its own", async () => {
    const [left, inUse] = ["v7_restore_test_999999999_0123456789ab", "v7_restore_test_999999998_0123456789ab"];
    const [{ pid }] = (await scene.psql.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")).rows as [
      { pid: number },
    ];
    const [running, theirs] = [`v7_restore_test_${pid}_0123456789ab`, "v7_restore_test_of_arthur"];
    for (const name of [left, inUse, running, theirs]) await scene.psql.query(`CREATE DATABASE ${name}`);
    const visitor = await connect(testTarget(withDatabase(scene.database.url, inUse)), { applicationName: "psql" });
    try {
      expect((await backedUp()).output.restore_tested).toBe(true);
      expect(
        await scene.column("SELECT datname::text FROM pg_database WHERE datname LIKE 'v7_restore_test_%' ORDER BY 1"),
      ).toEqual([inUse, running, theirs].toSorted());
    } finally {
      await visitor.end();
      for (const name of [left, inUse, running, theirs]) await scene.psql.query(`DROP DATABASE IF EXISTS ${name}`);
    }
  });

  test("says that it was not tested where the login may not make databases", async () => {
    const url = await login("modest", `${readEverythingButTheKey}; GRANT SELECT ON v7_state TO ROLE`);
    expect(await backedUp(await scene.checkout.open({ databaseUrl: url }))).toMatchObject({
      output: { restore_tested: false, because: "permission denied to create database" },
      problem: { code: "V7-B099" },
    });
  });

  test("fails when what comes out is not what went in", async () => {
    // What a column's type loses on its way through text, an extension or a collation would lose likewise.
    await scene.psql.script(
      `ALTER TABLE v7_subworkflow_tasks ALTER COLUMN task_name TYPE text; UPDATE v7_subworkflow_tasks SET task_name = repeat('x', 300)`,
    );
    await expect(backedUp()).rejects.toMatchObject({ code: "V7-B094", exitCode: 1 });
    expect(await scene.column("SELECT datname FROM pg_database WHERE datname LIKE 'v7_restore_test_%'")).toEqual([]);
  });
});

describe("tables that hold other people's columns", () => {
  test("are exported with v7's columns, and the others are named", async () => {
    await scene.psql.query("ALTER TABLE file_audit ADD COLUMN owner_team text DEFAULT 'records'");
    const { foreign_columns: foreign, header } = await exported();
    expect(foreign).toEqual(["file_audit.owner_team"]);
    expect(header.tables.find(({ name }) => name === "file_audit")?.columns).not.toContain("owner_team");
    await imported();
  });

  test("that are not v7's stay out", async () => {
    await scene.psql.query("CREATE TABLE contacts (name text)");
    const { header } = await exported();
    expect(header.tables.map(({ name }) => name)).not.toContain("contacts");
  });
});
