import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectedSchemaText } from "../../scripts/expected-schema.ts";
import { packagePath } from "../../src/system/package-file.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { migrate } from "../../src/postgres/migrations.ts";
import { inTransaction } from "../../src/postgres/transaction.ts";
import { expectedSchemaPath } from "../../src/postgres/expected-schema.ts";
import { verifySchema } from "../../src/postgres/verify.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";
import { enterFreshSchema } from "./fresh-schema.ts";

let database: TestDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await testDatabase();
  connection = await database.connect();
});

afterAll(() => database.drop());

test("the committed expectation is what the migrations make", async () => {
  expect(await expectedSchemaText(connection)).toBe(readFileSync(packagePath(expectedSchemaPath), "utf8"));
});

test("a migrated database is as expected", async () => {
  expect(await verifySchema(connection)).toEqual([]);
});

test("a schema of another name is as expected too", async () => {
  const elsewhere = await enterFreshSchema(await database.connect(), "aya_rag");
  await migrate(elsewhere);
  expect(await inTransaction(elsewhere, { mode: "read" }, () => verifySchema(elsewhere))).toEqual([]);
});

test("other people's objects are ignored", async () => {
  await changed(
    "CREATE TABLE contacts (id int); CREATE FUNCTION contact_count() RETURNS int LANGUAGE sql AS 'SELECT 1'",
  );
  expect(await verifySchema(connection)).toEqual([]);
  await restored();
});

test.each([
  ["ALTER TABLE v7_subworkflow_tasks DROP COLUMN notes", "V7-B050", "missing column v7_subworkflow_tasks.notes"],
  ["ALTER TABLE v7_applies ADD COLUMN mood text", "V7-B052", "extra column v7_applies.mood: text"],
  [
    "ALTER TABLE v7_state ALTER COLUMN serial SET DEFAULT 1",
    "V7-B051",
    "different column v7_state.serial: expected bigint not null default 0, found bigint not null default 1",
  ],
  ["DROP INDEX idx_subworkflow_status", "V7-B050", "missing index idx_subworkflow_status"],
  [
    "DROP TRIGGER v7_audit_update ON v7_migration_workflow",
    "V7-B050",
    "missing trigger v7_migration_workflow.v7_audit_update",
  ],
  [
    "ALTER TABLE v7_subworkflow_tasks DROP CONSTRAINT v7_subworkflow_tasks_has_phase",
    "V7-B050",
    "missing constraint v7_subworkflow_tasks.v7_subworkflow_tasks_has_phase",
  ],
  ["DROP VIEW v7_migration_dashboard", "V7-B050", "missing view v7_migration_dashboard"],
  [
    "CREATE OR REPLACE VIEW v_current_configuration AS SELECT n.node_name, pc.setting_name, pc.setting_value, pc.setting_unit, pc.is_active, pc.requires_restart FROM postgresql_configuration pc JOIN system_nodes n ON pc.node_id = n.id",
    "V7-B051",
    "different view v_current_configuration",
  ],
  [
    "CREATE OR REPLACE FUNCTION v7_risk_rank(risk text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT 1'",
    "V7-B051",
    "different function v7_risk_rank(risk text)",
  ],
  ["ALTER FUNCTION v7_audit() RESET search_path", "V7-B051", "different function v7_audit()"],
  ["DROP TABLE v7_node_facts", "V7-B050", "missing table v7_node_facts"],
])("%s is one finding", async (statement, code, message) => {
  await changed(statement);
  const findings = await verifySchema(connection);
  expect(findings).toEqual([
    expect.objectContaining({ severity: "error", code, message: expect.stringContaining(message) }),
  ]);
  await restored();
});

test("a trigger that is switched off is found", async () => {
  await changed("ALTER TABLE v7_migration_workflow DISABLE TRIGGER v7_audit_update");
  const [finding] = await verifySchema(connection);
  expect(finding).toMatchObject({
    code: "V7-B051",
    message: expect.stringContaining("trigger v7_migration_workflow.v7_audit_update"),
  });
  await restored();
});

test("a wider file_audit is not v7's business", async () => {
  await changed("ALTER TABLE file_audit ADD COLUMN layer_name text");
  expect(await verifySchema(connection)).toEqual([]);
  await restored();
});

async function changed(statement: string): Promise<void> {
  await connection.query("BEGIN");
  await connection.query(statement);
}

async function restored(): Promise<void> {
  await connection.query("ROLLBACK");
}
