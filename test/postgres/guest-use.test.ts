import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Applied, appliedBy } from "../scenes/scene.ts";
import { databaseStatus } from "../../src/engine/database/describe.ts";
import { migrateDatabase } from "../../src/engine/database/migrate.ts";
import { examine } from "../../src/routines/doctor.ts";
import { findDrift } from "../../src/routines/drift.ts";
import { everything } from "../../src/engine/plan/decide.ts";
import { proposePlan } from "../../src/engine/plan/make-plan.ts";
import { Failure } from "../../src/model/failure.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { migrate } from "../../src/postgres/migrations.ts";
import { type Checkout, createCheckout } from "../scenes/checkout.ts";
import { type DocumentInput, phase, task } from "../scenes/documents.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";
import { directive005, widened } from "./guest-fixtures.ts";

let database: TestDatabase;
let owner: Connection;
let checkout: Checkout;

beforeEach(async () => {
  database = await testDatabase({ migrated: false });
  owner = await database.connect({ applicationName: "psql" });
  checkout = createCheckout(database.url);
});

afterEach(async () => {
  await database.drop();
  checkout.remove();
});

describe.each([
  ["as the directive has them", directive005],
  ["as wide as they may be", () => widened(directive005())],
])("the commands, where tables were adopted %s", (_, sql) => {
  beforeEach(async () => {
    await owner.query(sql());
    checkout.write("v7.yaml", "database:\n  shared: true\n");
    checkout.declare(phase("1"), phase("2"), phase("4", { name: "Database" }), task("1.1", { status: "in_progress" }));
  });

  test("db migrate --sql prints what makes the same schema, and runs nothing of it", async () => {
    const workspace = await checkout.open();
    const { output } = await migrateDatabase(workspace, { approved: false, check: false, sql: true });
    expect(output).toMatchObject({ to: 0, applied: [], pending: expect.arrayContaining([expect.anything()]) });
    expect((await databaseStatus(workspace, { verify: false })).output).toMatchObject({ current: 0 });
    await owner.script(output.sql ?? "");
    const { output: status } = await databaseStatus(workspace, { verify: true });
    expect(status).toMatchObject({ current: status.latest, findings: [] });
    expect(status.adoptions.length).toBeGreaterThan(0);
  });

  test("db migrate tells what it would adopt and changes nothing; with --check it is no refusal", async () => {
    const workspace = await checkout.open();
    const waiting = await migrateDatabase(workspace, { approved: false, check: false });
    expect(waiting).toMatchObject({ output: { to: 0, applied: [] }, problem: { code: "V7-B061", exitCode: 3 } });
    expect(waiting.output.adoptions.find(({ table }) => table === "file_audit")).toMatchObject({
      added_columns: ["v7_phase", "v7_task"],
      triggers: expect.arrayContaining(["touch_updated_at", "v7_audit_update"]),
      differences: expect.arrayContaining(["file_audit.file_path is text, v7 expects character varying(500)"]),
    });
    const checked = await migrateDatabase(workspace, { approved: false, check: true });
    expect(checked.problem).toBeNull();
    expect(checked.output.pending.length).toBeGreaterThan(0);
    expect((await owner.query("SELECT to_regclass('v7_schema_migrations') AS ledger")).rows).toEqual([
      { ledger: null },
    ]);
  });

  test("plan adopts the rows, apply writes them, and drift tells of their owner's changes", async () => {
    await migrateDatabase(await checkout.open(), { approved: true, check: false });
    const { plan } = await proposePlan(await checkout.open(), { options: everything });
    expect(plan.changes.filter(({ action }) => action === "delete")).toEqual([]);
    await applied();
    const { rows } = await owner.query("SELECT status, started_at IS NOT NULL AS started FROM v7_subworkflow_tasks");
    expect(rows).toEqual([{ status: "in_progress", started: true }]);
    expect((await proposePlan(await checkout.open(), { options: everything })).plan.changes).toEqual([]);
    await owner.query("UPDATE v7_migration_workflow SET phase_name = 'Design of the enums' WHERE phase_number = 2");
    const { plan: drifted } = await proposePlan(await checkout.open(), { options: everything });
    expect(drifted.drift.map(({ address }) => address)).toEqual(["enum/contact_curation_status", "phase/2"]);
  });

  test("db status names them, and neither it nor doctor complains", async () => {
    await migrateDatabase(await checkout.open(), { approved: true, check: false });
    const { output } = await databaseStatus(await checkout.open(), { verify: true });
    expect(output.findings).toEqual([]);
    expect(output.adoptions.map(({ table }) => table)).toContain("v7_subworkflow_tasks");
    const { checks } = (await examine(await checkout.open())).output;
    expect(checks.find(({ name }) => name === "schema")).toMatchObject({ status: "ok" });
  });

  test("a trigger of v7's that goes missing on one of them is told", async () => {
    await migrateDatabase(await checkout.open(), { approved: true, check: false });
    await owner.query("DROP TRIGGER v7_audit_update ON file_audit");
    await owner.query("ALTER TABLE v7_test_results DROP COLUMN notes");
    await owner.query("ALTER TABLE v7_global_impacts DISABLE TRIGGER v7_audit_insert");
    const { output } = await databaseStatus(await checkout.open(), { verify: true });
    expect(output.findings.map(({ message }) => message).toSorted()).toEqual([
      "different trigger v7_global_impacts.v7_audit_insert",
      "missing column v7_test_results.notes",
      "missing trigger file_audit.v7_audit_update",
    ]);
  });

  test("two rows of one name stop a plan and are named", async () => {
    await owner.query(
      "ALTER TABLE v7_subworkflow_tasks DROP CONSTRAINT v7_subworkflow_tasks_parent_phase_task_number_key",
    );
    await migrateDatabase(await checkout.open(), { approved: true, check: false });
    await owner.query(
      "INSERT INTO v7_subworkflow_tasks (id, parent_phase, task_number, task_name, responsible_persona) VALUES ('00000000-0000-4000-8000-000000000001', 1, 1, 'Document them again', 'The Architect')",
    );
    const failure = await rejection(proposePlan(await checkout.open(), { options: everything }));
    expect(failure).toMatchObject({ code: "V7-B075", exitCode: 1 });
    expect(failure.findings[0]?.message).toMatch(
      /^v7_subworkflow_tasks has 2 rows task\/1\.1: .*00000000-0000-4000-8000-000000000001/,
    );
  });

  test("rows without a key are their owner's alone", async () => {
    await migrateDatabase(await checkout.open(), { approved: true, check: false });
    await owner.query(
      "INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona) VALUES (NULL, 1, 'Orphan', 'The Architect'), (NULL, 1, 'Orphan', 'The Architect')",
    );
    await applied();
    const { plan } = await proposePlan(await checkout.open(), { options: everything });
    expect(plan.drift.map(({ address }) => address)).toEqual(["enum/contact_curation_status"]);
  });
});

describe("a schema of v7's own beside somebody's tables", () => {
  beforeEach(async () => {
    // Same names and other meanings: v7 must not mistake them for its own.
    await owner.query(`
      CREATE SCHEMA "AYA_rag";
      CREATE TABLE documents (title text); CREATE TABLE v7_state (mood text); CREATE TABLE v7_resources (id int);
      CREATE TABLE v7_migration_workflow (step text); CREATE TABLE change_log (entry text);
      INSERT INTO v7_migration_workflow VALUES ('theirs')`);
    checkout.write("v7.yaml", "database:\n  schema: AYA_rag\n  shared: true\n");
    checkout.declare(phase("1"), task("1.1"));
  });

  test("is all that v7 reads and writes", async () => {
    const { output } = await migrateDatabase(await checkout.open(), { approved: true, check: false });
    expect(output.adoptions).toEqual([]);
    await applied();
    const { rows } = await owner.query('SELECT phase_name FROM "AYA_rag".v7_migration_workflow');
    expect(rows).toEqual([{ phase_name: "Assessment" }]);
    expect((await owner.query("SELECT * FROM v7_migration_workflow")).rows).toEqual([{ step: "theirs" }]);
    await owner.query(`UPDATE "AYA_rag".v7_migration_workflow SET phase_name = 'Inventory'`);
    expect((await findDrift(await checkout.open())).output.drift.map(({ address }) => address)).toEqual(["phase/1"]);
    expect((await databaseStatus(await checkout.open(), { verify: true })).output.findings).toEqual([]);
  });

  test("adopts the tables of that schema", async () => {
    await owner.query(`SET search_path = "AYA_rag"; ${directive005()}; SET search_path = public`);
    const { output } = await migrateDatabase(await checkout.open(), { approved: true, check: false });
    expect(output.adoptions.map(({ table }) => table)).toContain("v7_migration_workflow");
    await applied();
    expect((await databaseStatus(await checkout.open(), { verify: true })).output.findings).toEqual([]);
  });
});

describe("db migrate on a schema that this v7 does not fit", () => {
  beforeEach(async () => {
    await migrate(owner);
    checkout.write("v7.yaml", "database:\n  shared: true\n");
  });

  test.each([
    ["newer", "INSERT INTO v7_schema_migrations VALUES (99, '0099_later.sql', repeat('a', 64))", "V7-B043", 6],
    ["changed", "UPDATE v7_schema_migrations SET checksum = repeat('b', 64) WHERE version = 2", "V7-B040", 1],
  ])("%s: is no success, nor is --check", async (_, statement, code, exitCode) => {
    await owner.query(statement);
    for (const check of [true, false]) {
      const work = migrateDatabase(await checkout.open(), { approved: !check, check });
      expect(await rejection(work)).toMatchObject({ code, exitCode });
    }
  });
});

test("v7's own server is never looked over: what is in the way there is an error of the migration", async () => {
  await owner.query("CREATE TABLE v7_migration_workflow (id int)");
  expect((await rejection(migrate(owner))).code).toBe("V7-B044");
});

async function applied(): Promise<Applied> {
  return appliedBy(await checkout.open());
}

async function rejection(work: Promise<unknown>): Promise<Failure> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error("a failure was expected");
}

test("a file plan for a row that is not there is told, where its table wants what no document knows", async () => {
  await owner.query(
    `CREATE TABLE file_audit (id BIGSERIAL PRIMARY KEY, file_path TEXT NOT NULL UNIQUE, layer_name TEXT NOT NULL);
     INSERT INTO file_audit (file_path, layer_name) VALUES ('src/models/contact.py', 'Models')`,
  );
  checkout.write("v7.yaml", "database:\n  shared: true\n");
  await migrateDatabase(await checkout.open(), { approved: true, check: false });
  const filePlan = (name: string): DocumentInput => ({
    kind: "FilePlan",
    name,
    spec: { impactScore: 8 },
  });
  checkout.declare(filePlan("src/models/contact.py"), filePlan("src/models/page.py"));
  const { plan } = await proposePlan(await checkout.open(), { options: everything });
  expect(plan.findings).toEqual([
    expect.objectContaining({
      code: "V7-P037",
      address: "fileplan/src/models/page.py",
      message: expect.stringContaining("file_audit wants a value for layer_name") as string,
    }),
  ]);
});
