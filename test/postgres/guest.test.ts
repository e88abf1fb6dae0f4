import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Adoption } from "../../src/model/output/db-status.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { readAdoptions } from "../../src/postgres/guest/recorded.ts";
import { migrate } from "../../src/postgres/migrations.ts";
import { inTransaction } from "../../src/postgres/transaction.ts";
import { verifySchema } from "../../src/postgres/verify.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";
import { ayaRag, directive005, type Inventory, inventory, oldRegistry, widened } from "./guest-fixtures.ts";

const guest = { shared: true };

const ayaTables = [
  "change_log",
  "database_schemas",
  "documentation_files",
  "documents",
  "network_interfaces",
  "performance_metrics",
  "postgresql_configuration",
  "replication_status",
  "services",
  "software_versions",
  "system_nodes",
  "system_state_snapshots",
];

describe.each([
  {
    seed: "Directive 005 with a file_audit of 23 columns",
    sql: directive005,
    tables: [
      "file_audit",
      "v7_enum_migrations",
      "v7_global_impacts",
      "v7_migration_workflow",
      "v7_subworkflow_tasks",
      "v7_test_results",
    ],
    edits: [
      "UPDATE file_audit SET status = 'RETIRED', layer_number = 2 WHERE file_number = '0101'",
      "UPDATE v7_migration_workflow SET status = 'in_progress' WHERE phase_number = 1",
      "INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona) VALUES (1, 2, 'Name the survivors', 'The Architect')",
      "DELETE FROM v7_global_impacts",
    ],
    audited: ["file update", "impact delete", "phase update", "task insert"],
  },
  {
    seed: "AYA's aya_rag",
    sql: ayaRag,
    tables: ayaTables,
    edits: [
      "UPDATE system_nodes SET os_version = '15.1' WHERE node_name = 'ALPHA'",
      "INSERT INTO services (node_id, service_name) VALUES (2, 'Embedding Service')",
      "DELETE FROM network_interfaces WHERE interface_type = 'vpn'",
      "UPDATE change_log SET verification_status = 'verified' WHERE changed_by = 'Arthur Dell'",
      "DELETE FROM change_log WHERE changed_by = 'Arthur Dell'",
      "UPDATE documents SET category = 'archive'",
      "DELETE FROM documents",
    ],
    audited: ["interface delete", "interface delete", "node update", "service insert"],
  },
  {
    seed: "the older registry",
    sql: oldRegistry,
    tables: ["v7_changes", "v7_files", "v7_sessions"],
    edits: [
      "UPDATE v7_files SET pillar = 'archive', chroma_id = NULL",
      "INSERT INTO v7_files (path, hash) VALUES ('src/models/job.py', repeat('c', 64))",
      "DELETE FROM v7_changes",
    ],
    audited: [],
  },
  {
    seed: "AYA's tables, as wide as they may be",
    sql: () => widened(ayaRag()),
    tables: ayaTables,
    edits: ["UPDATE services SET port = 5000000000", "UPDATE system_nodes SET node_role = repeat('replica', 20)"],
    audited: ["node update", "node update", "node update", "service update"],
  },
])("$seed", ({ sql, tables, edits, audited }) => {
  let database: TestDatabase;
  let connection: Connection;
  let before: Inventory;
  let after: Inventory;
  let adoptions: readonly Adoption[];

  beforeAll(async () => {
    database = await testDatabase({ migrated: false });
    connection = await database.connect({ applicationName: "psql" });
    await connection.query(sql());
    before = await inventory(connection);
    adoptions = (await migrate(connection, { guest })).adoptions ?? [];
    after = await inventory(connection, before);
  });

  afterAll(() => database.drop());

  test("its tables are adopted", () => {
    expect(adoptions.map(({ table }) => table)).toEqual(tables);
  });

  test("not a row, constraint, index, column, owner or right of its tables has changed", () => {
    expect(after.rows).toEqual(before.rows);
    expect(after.owners).toEqual(before.owners);
    expect([...before.catalog].filter(([name, definition]) => after.catalog.get(name) !== definition)).toEqual([]);
  });

  test("what came is columns and triggers, and every one is on record", async () => {
    const came = [...after.catalog.keys()].filter((name) => !before.catalog.has(name)).toSorted();
    const recorded = (await readAdoptions(connection)).flatMap(({ table, added_columns: columns, triggers }) => [
      ...columns.map((column) => `column ${table}.${column}`),
      ...triggers.map((trigger) => `trigger ${table}.${trigger}`),
    ]);
    expect(came.length).toBeGreaterThan(5);
    expect(came).toEqual(recorded.toSorted());
  });

  test("the schema verifies", async () => {
    expect(await inTransaction(connection, { mode: "read" }, () => verifySchema(connection))).toEqual([]);
  });

  test("its owner goes on writing, and the audit tells", async () => {
    for (const edit of edits) expect((await connection.query(edit)).rowCount).toBeGreaterThan(0);
    const { rows } = await connection.query<{ record: string }>(
      "SELECT change_type || ' ' || operation AS record FROM change_log WHERE application = 'psql' ORDER BY 1",
    );
    expect(rows.map(({ record }) => record)).toEqual(audited);
  });

  test("a second run finds nothing to do", async () => {
    expect((await migrate(connection, { guest })).applied).toEqual([]);
  });
});

describe("an adopted change_log", () => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await testDatabase({ migrated: false });
    connection = await database.connect({ applicationName: "psql" });
    await connection.query(`${ayaRag()}
      ALTER TABLE change_log ADD COLUMN ticket TEXT;
      UPDATE change_log SET ticket = 'AYA-7', created_at = '2025-10-09'`);
    await migrate(connection, { guest });
    await connection.query("UPDATE system_nodes SET status = 'maintenance' WHERE node_name = 'BETA'");
  });

  afterAll(() => database.drop());

  test.each(["UPDATE change_log SET changed_by = 'nobody'", "DELETE FROM change_log", "TRUNCATE change_log"])(
    "keeps v7's records from %s",
    async (statement) => {
      await expect(connection.query(statement)).rejects.toThrow(/append-only/);
    },
  );

  test("gives v7's records to the archive, never its owner's", async () => {
    await connection.query("SELECT v7_archive_changes('infinity')");
    const { rows } = await connection.query("SELECT changed_by, ticket FROM change_log");
    expect(rows).toEqual([{ changed_by: "Arthur Dell", ticket: "AYA-7" }]);
    expect((await connection.query("SELECT operation FROM change_log_archive")).rows).toEqual([
      { operation: "update" },
    ]);
  });
});
