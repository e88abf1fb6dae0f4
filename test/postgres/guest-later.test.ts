import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Failure } from "../../src/model/failure.ts";
import { packagePath } from "../../src/system/package-file.ts";
import { statementsOf } from "../../src/postgres/guest/statements.ts";
import { readAdoptions } from "../../src/postgres/guest/recorded.ts";
import type { Catalog } from "../../src/postgres/catalog.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { readExpectedSchema } from "../../src/postgres/expected-schema.ts";
import { listMigrations, migrate } from "../../src/postgres/migrations.ts";
import { inTransaction } from "../../src/postgres/transaction.ts";
import { verifySchema } from "../../src/postgres/verify.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";
import { enterSchema } from "./fresh-schema.ts";
import { directive005, inventory } from "./guest-fixtures.ts";

let database: TestDatabase;
let owner: Connection;
let folder: string;

beforeEach(async () => {
  database = await testDatabase({ migrated: false });
  owner = await database.connect();
  await owner.query(directive005());
  folder = mkdtempSync(join(tmpdir(), "v7-migrations-"));
  cpSync(packagePath("sql/migrations"), folder, { recursive: true });
});

afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

describe("a later migration", () => {
  const next = `${String(listMigrations().length + 1).padStart(4, "0")}_effort.sql`;
  const effort = `
    ALTER TABLE v7_subworkflow_tasks ADD COLUMN effort INTEGER NOT NULL DEFAULT 1 CHECK (effort > 0);
    CREATE INDEX v7_subworkflow_tasks_effort ON v7_subworkflow_tasks (effort);
    CREATE TABLE v7_efforts (task UUID REFERENCES v7_subworkflow_tasks (id), hours INTEGER);
    CREATE VIEW v_effort AS SELECT sum(effort) AS total FROM v7_subworkflow_tasks;`;
  const expected: Catalog = withColumn("v7_subworkflow_tasks.effort", "integer not null default 1");

  test("adds its columns to an adopted table, and neither constraint nor index", async () => {
    await migrate(owner, { guest: { shared: true } });
    const before = await inventory(owner);
    writeFileSync(join(folder, next), effort);
    const { applied } = await migrate(owner, { directory: folder, guest: { shared: true, expected } });
    expect(applied.map(({ name }) => name)).toEqual([next]);
    const after = await inventory(owner, before);
    const came = [...after.catalog.keys()].filter((name) => !before.catalog.has(name));
    expect(came).toEqual(["column v7_subworkflow_tasks.effort"]);
    expect((await owner.query("SELECT total::int FROM v_effort")).rows).toEqual([{ total: 1 }]);
    const adoptions = await readAdoptions(owner);
    expect(adoptions.find(({ table }) => table === "v7_subworkflow_tasks")?.added_columns).toContain("effort");
    expect(adoptions.find(({ table }) => table === "v7_subworkflow_tasks")?.triggers).toContain("v7_audit_update");
  });

  test("replaces functions and views that earlier ones made", async () => {
    await migrate(owner, { guest: { shared: true } });
    const replacing = `
      CREATE OR REPLACE FUNCTION v7_elements(list jsonb) RETURNS SETOF jsonb LANGUAGE sql IMMUTABLE AS 'SELECT list';
      CREATE OR REPLACE VIEW v7_valid_approvals AS SELECT * FROM v7_approvals a WHERE a.revoked_at IS NULL;`;
    writeFileSync(join(folder, next), replacing);
    const { applied } = await migrate(owner, { directory: folder, guest: { shared: true } });
    expect(applied.map(({ name }) => name)).toEqual([next]);
    expect((await owner.query("SELECT v7_elements('[1, 2]') AS list")).rows).toEqual([{ list: [1, 2] }]);
  });

  test("is refused where an adopted table has meanwhile become narrower", async () => {
    await migrate(owner, { guest: { shared: true } });
    await owner.query("ALTER TABLE v7_test_results ALTER COLUMN component_tested TYPE VARCHAR(100)");
    writeFileSync(join(folder, next), effort);
    const work = migrate(owner, { directory: folder, guest: { shared: true, expected } });
    await expect(work).rejects.toSatisfy((error) => error instanceof Failure && error.code === "V7-B071");
  });
});

describe("migrations of a guest that do not finish", () => {
  test("killed before any of its statements, nothing of v7's is there, and the next run is clean", async () => {
    const before = await inventory(owner);
    const boundaries = listMigrations().flatMap(({ name, sql }) =>
      statementsOf(sql).map((_, index) => ({ name, index })),
    );
    expect(boundaries.length).toBeGreaterThan(150);
    for (const { name, index } of boundaries.filter((_, position) => position % 8 === 0)) {
      await killAt(name, index);
      expect(await inventory(owner)).toEqual(before);
    }
    await migrate(owner, { guest: { shared: true } });
    expect(await inTransaction(owner, { mode: "read" }, () => verifySchema(owner))).toEqual([]);
  });
});

/** Ends its own session before the statement; the rest of the file is as it was. */
async function killAt(name: string, index: number): Promise<void> {
  const sql = listMigrations().find((file) => file.name === name)?.sql ?? "";
  const texts = statementsOf(sql).map(({ text }) => text);
  texts.splice(index, 0, "SELECT pg_terminate_backend(pg_backend_pid());\n");
  writeFileSync(join(folder, name), texts.join(""));
  const victim = await enterSchema(await database.connect(), "public");
  await expect(migrate(victim, { directory: folder, guest: { shared: true } })).rejects.toThrow();
  writeFileSync(join(folder, name), sql);
}

function withColumn(name: string, definition: string): Catalog {
  const schema = readExpectedSchema();
  return { ...schema, column: { ...schema["column"], [name]: definition } };
}
