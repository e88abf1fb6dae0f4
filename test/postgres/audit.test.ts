import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Connection } from "../../src/postgres/connection.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
let connection: Connection;
const agent = `v7_test_agent_${process.pid}`;

beforeAll(async () => {
  database = await testDatabase();
  connection = await database.connect();
  await connection.script(`
    CREATE ROLE ${agent};
    GRANT SELECT, INSERT, UPDATE, DELETE ON v7_migration_workflow, v7_subworkflow_tasks TO ${agent};
    INSERT INTO v7_migration_workflow (phase_number, phase_name, lead_persona) VALUES (1, 'Assessment', 'The Architect')`);
});

afterAll(async () => {
  await connection.script(`RESET SESSION AUTHORIZATION; DROP OWNED BY ${agent}; DROP ROLE ${agent}`);
  await database.drop();
});

let lastRecord: number;

beforeEach(async () => {
  await connection.query("DELETE FROM v7_subworkflow_tasks");
  const { rows } = await connection.query<{ last: number }>("SELECT coalesce(max(id), 0)::int AS last FROM change_log");
  lastRecord = rows[0]?.last ?? 0;
});

describe("a task that changes", () => {
  test("moves its phase's updated_at, and its record alone stands in the audit", async () => {
    await phaseLies();
    await insertTask(1);
    expect(await phaseWasTouched()).toBe(true);
    await phaseLies();
    await connection.query("UPDATE v7_subworkflow_tasks SET status = 'in_progress'");
    expect(await phaseWasTouched()).toBe(true);
    await phaseLies();
    await connection.query("UPDATE v7_subworkflow_tasks SET status = status");
    expect(await phaseWasTouched()).toBe(false);
    await connection.query("DELETE FROM v7_subworkflow_tasks");
    expect(await phaseWasTouched()).toBe(true);
    expect((await records()).map((record) => record.change_type)).toEqual(["task", "task", "task"]);
  });

  test("does so for whoever may write tasks and no phases", async () => {
    await connection.script(`REVOKE UPDATE ON v7_migration_workflow FROM ${agent}`);
    await phaseLies();
    await connection.script(`SET SESSION AUTHORIZATION ${agent}`);
    await insertTask(1);
    await connection.script("RESET SESSION AUTHORIZATION");
    await connection.script(`GRANT UPDATE ON v7_migration_workflow TO ${agent}`);
    expect(await phaseWasTouched()).toBe(true);
  });

  test("of one phase leaves the others", async () => {
    await connection.query(
      "INSERT INTO v7_migration_workflow (phase_number, phase_name, lead_persona) VALUES (2, 'Design', 'Layer Guardians')",
    );
    await phaseLies();
    await insertTask(1);
    const { rows } = await connection.query(
      "SELECT phase_number FROM v7_migration_workflow WHERE updated_at < '2025-08-08'",
    );
    await connection.query("DELETE FROM v7_migration_workflow WHERE phase_number = 2");
    expect(rows).toEqual([{ phase_number: 2 }]);
  });
});

async function phaseLies(): Promise<void> {
  await connection.query("UPDATE v7_migration_workflow SET updated_at = '2025-08-07'");
}

async function phaseWasTouched(): Promise<boolean> {
  const { rows } = await connection.query(
    "SELECT FROM v7_migration_workflow WHERE phase_number = 1 AND updated_at > '2025-08-07'",
  );
  return rows.length === 1;
}

describe("what one statement leaves behind", () => {
  test("an insert: who, through which program, in which transaction, and the whole row", async () => {
    await connection.script("SET application_name = 'psql'; SET v7.reason = 'work order 1.1'");
    const id = await insertTask(1);
    await connection.query("RESET v7.reason");
    const [record] = await records();
    expect(record).toMatchObject({
      change_type: "task",
      table_affected: "v7_subworkflow_tasks",
      record_id: null,
      record_key: id,
      operation: "insert",
      change_description: "task added",
      old_value: null,
      changed_by: await sessionUser(),
      application: "psql",
      change_reason: "work order 1.1",
    });
    expect(record?.txid).toMatch(/^\d+$/);
    expect(record?.new_value).toMatchObject({
      id,
      task_name: "Document all duplicate ENUMs",
      status: "pending",
      notes: null,
    });
  });

  test("an update: only the columns that changed", async () => {
    const id = await insertTask(1);
    await connection.query(
      "UPDATE v7_subworkflow_tasks SET status = 'in_progress', notes = 'Work order issued 2025-08-07'",
    );
    const [, record] = await records();
    expect(record).toMatchObject({ operation: "update", record_key: id });
    expect(record?.old_value).toEqual({ status: "pending", notes: null, updated_at: expect.any(String) });
    expect(record?.new_value).toEqual({
      status: "in_progress",
      notes: "Work order issued 2025-08-07",
      updated_at: expect.any(String),
    });
    expect(record?.change_description).toMatch(/^task changed: .*status/);
  });

  test("an update that changes nothing leaves nothing and moves no updated_at", async () => {
    await insertTask(1);
    const before = await connection.query("SELECT updated_at FROM v7_subworkflow_tasks");
    await connection.query("UPDATE v7_subworkflow_tasks SET status = status, task_number = 1");
    expect(await records()).toHaveLength(1);
    expect((await connection.query("SELECT updated_at FROM v7_subworkflow_tasks")).rows).toEqual(before.rows);
  });

  test("one statement, some rows equal: only the others are recorded", async () => {
    await insertTask(1);
    const second = await insertTask(2);
    await connection.query(
      "UPDATE v7_subworkflow_tasks SET status = CASE task_number WHEN 2 THEN 'review' ELSE status END",
    );
    const updates = (await records()).filter(({ operation }) => operation === "update");
    expect(updates.map(({ record_key }) => record_key)).toEqual([second]);
  });

  test("a delete keeps the whole row", async () => {
    const id = await insertTask(1);
    await connection.query("DELETE FROM v7_subworkflow_tasks");
    expect((await records())[1]).toMatchObject({
      operation: "delete",
      record_key: id,
      new_value: null,
      old_value: { id, status: "pending" },
    });
  });

  test("a truncate leaves every row that it removes, and its mark", async () => {
    const id = await insertTask(1);
    await connection.query("TRUNCATE v7_subworkflow_tasks");
    expect((await records())[1]).toMatchObject({ operation: "delete", record_key: id });
    expect((await records())[2]).toMatchObject({
      operation: "truncate",
      record_key: null,
      table_affected: "v7_subworkflow_tasks",
    });
  });

  test("a changed key is a delete and an insert", async () => {
    const id = await insertTask(1);
    await connection.query("UPDATE v7_subworkflow_tasks SET id = gen_random_uuid()");
    const pair = (await records()).slice(1);
    expect(pair.map(({ operation }) => operation).toSorted()).toEqual(["delete", "insert"]);
    expect(pair.find(({ operation }) => operation === "delete")?.record_key).toBe(id);
  });

  test("ten thousand rows in one statement are ten thousand records of one transaction", async () => {
    await connection.query(`INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona)
      SELECT 1, number, 'Document all duplicate ENUMs', 'Layer 1 Data Sentinel' FROM generate_series(1, 10000) number`);
    const { rows } = await connection.query(
      "SELECT count(*)::int AS records, count(DISTINCT txid)::int AS transactions, count(DISTINCT record_key)::int AS keys FROM change_log WHERE id > $1",
      [lastRecord],
    );
    expect(rows).toEqual([{ records: 10_000, transactions: 1, keys: 10_000 }]);
  });

  test("times are UTC, whatever the session's zone", async () => {
    await connection.query("SET timezone = 'Asia/Dubai'");
    await insertTask(1);
    await connection.query("UPDATE v7_subworkflow_tasks SET status = 'review'");
    await connection.query("SET timezone = 'UTC'");
    const { rows } =
      await connection.query(`SELECT bool_and(created_at BETWEEN now() - interval '1 minute' AND now() + interval '1 minute') AS audited,
      (SELECT bool_and(updated_at BETWEEN now() - interval '1 minute' AND now() + interval '1 minute') FROM v7_subworkflow_tasks) AS touched
      FROM change_log WHERE id > ${lastRecord}`);
    expect(rows).toEqual([{ audited: true, touched: true }]);
  });
});

describe("other people", () => {
  test("a role without any right on the audit is recorded by its login", async () => {
    await as(agent, () => connection.query("UPDATE v7_migration_workflow SET lead_persona = 'V7 Conductor'"));
    expect((await records())[0]).toMatchObject({
      changed_by: agent,
      change_type: "phase",
      new_value: { lead_persona: "V7 Conductor" },
    });
  });

  test("SET ROLE does not hide the login", async () => {
    await connection.query(`SET ROLE ${agent}`);
    await insertTask(1);
    await connection.query("RESET ROLE");
    expect((await records())[0]?.changed_by).toBe(await sessionUser());
  });

  test("a temporary table named change_log catches nothing", async () => {
    await connection.query("CREATE TEMPORARY TABLE change_log (LIKE change_log)");
    await insertTask(1);
    await connection.query("DROP TABLE pg_temp.change_log");
    expect(await records()).toHaveLength(1);
  });

  test("a table of one's own cannot write under a managed table's name", async () => {
    await as(agent, async () => {
      await connection.script(`CREATE TEMPORARY TABLE v7_enum_migrations (id int);
        CREATE TRIGGER forged AFTER INSERT ON pg_temp.v7_enum_migrations REFERENCING NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION v7_audit('enum', 'id', '', '{}')`);
      await expect(connection.query("INSERT INTO pg_temp.v7_enum_migrations VALUES (1)")).rejects.toThrow(
        /serves the tables of schema/,
      );
      await connection.query("DROP TABLE pg_temp.v7_enum_migrations");
    });
    expect(await records()).toEqual([]);
  });
});

describe("machines", () => {
  test("integer keys fill record_id, and the node is named", async () => {
    const node = await insertNode("ALPHA");
    const [record] = await records();
    expect(record).toMatchObject({ change_type: "node", record_id: node, record_key: String(node), node_id: node });
  });

  test("what collectors observe is no change; what is declared is", async () => {
    const node = await insertNode("BETA");
    await connection.query("INSERT INTO services (node_id, service_name, port) VALUES ($1, 'PostgreSQL', 5432)", [
      node,
    ]);
    await connection.query(
      "UPDATE services SET status = 'running', process_id = 1674, started_at = '2025-10-07 12:21:11'",
    );
    await connection.query("UPDATE services SET port = 5433, process_id = 1675");
    const updates = (await records()).filter(({ operation }) => operation === "update");
    expect(updates.map(({ new_value }) => new_value)).toEqual([{ port: 5433 }]);
    expect(updates[0]?.node_id).toBe(node);
  });

  test("a removed node takes its services along without losing their records", async () => {
    const node = await insertNode("AIR");
    await connection.query("INSERT INTO services (node_id, service_name) VALUES ($1, 'Embedding Service')", [node]);
    await connection.query("SELECT v7_archive_changes(now() + interval '1 minute')");
    await connection.query("DELETE FROM system_nodes WHERE id = $1", [node]);
    const removed = await connection.query("SELECT change_type, node_id FROM change_log ORDER BY change_type");
    expect(removed.rows).toEqual([
      { change_type: "node", node_id: null },
      { change_type: "service", node_id: null },
    ]);
  });
});

describe("resources without columns", () => {
  test("refreshing the applied state is not a change", async () => {
    await connection.query(
      "INSERT INTO v7_resources (address, kind, name, applied) VALUES ('task/1.1', 'Task', '1.1', '{\"name\": \"x\"}')",
    );
    await connection.query("UPDATE v7_resources SET applied = '{}', record_key = 'k', updated_at = now()");
    await connection.query("DELETE FROM v7_resources");
    expect(await records()).toEqual([]);
  });

  test("a persona's spec is: added, changed, removed", async () => {
    await connection.query(
      "INSERT INTO v7_resources (address, kind, name, spec) VALUES ('persona/Test Sentinel', 'Persona', 'Test Sentinel', '{\"a\": 1}')",
    );
    await connection.query("UPDATE v7_resources SET spec = '{\"a\": 2}', applied = '{\"a\": 2}'");
    await connection.query("UPDATE v7_resources SET spec = '{}'");
    await connection.query("DELETE FROM v7_resources");
    const all = await records();
    expect(all.map(({ operation }) => operation)).toEqual(["insert", "update", "delete"]);
    expect(all[1]).toMatchObject({
      change_type: "persona",
      record_key: "persona/Test Sentinel",
      old_value: { spec: { a: 1 } },
      new_value: { spec: { a: 2 } },
    });
    expect(all[2]?.old_value).toEqual({
      address: "persona/Test Sentinel",
      kind: "Persona",
      name: "Test Sentinel",
      spec: { a: 2 },
    });
  });
});

describe("the log itself", () => {
  test.each(["UPDATE change_log SET changed_by = 'nobody'", "DELETE FROM change_log", "TRUNCATE change_log"])(
    "refuses %s",
    async (statement) => {
      await insertTask(1);
      await expect(connection.query(statement)).rejects.toThrow(/change_log is append-only/);
      expect(await records()).toHaveLength(1);
    },
  );

  test("only the owner's function moves old records, and readers see both", async () => {
    await insertTask(1);
    const count = async () => (await connection.query("SELECT count(*)::int AS records FROM v7_change_history")).rows;
    const before = await count();
    await connection.query("SELECT v7_archive_changes(now() + interval '1 minute')");
    expect((await connection.query("SELECT id FROM change_log")).rows).toEqual([]);
    expect(await count()).toEqual(before);
    await expect(connection.query("DELETE FROM change_log_archive")).rejects.toThrow(/append-only/);
  });

  test("the function keeps what is younger, and its guard stands again afterwards", async () => {
    await insertTask(1);
    await connection.query("SELECT v7_archive_changes(now() - interval '1 hour')");
    expect(await records()).toHaveLength(1);
    await expect(connection.query("DELETE FROM change_log")).rejects.toThrow(/append-only/);
  });

  test("somebody else cannot archive", async () => {
    await insertTask(1);
    await connection.query(`GRANT SELECT, DELETE ON change_log TO ${agent}`);
    await as(agent, () =>
      expect(connection.query("SELECT v7_archive_changes(now() + interval '1 hour')")).rejects.toThrow(/must be owner/),
    );
    expect(await records()).toHaveLength(1);
  });
});

test("replaying the audit from empty gives the live rows, and each old value is the previous new one", async () => {
  await scrambleTasks(60);
  const { rows: live } = await connection.query<{ row: Row }>(
    "SELECT to_jsonb(t) AS row FROM v7_subworkflow_tasks t ORDER BY id",
  );
  const replayed = replay(await records());
  expect(live.length).toBeGreaterThan(5);
  expect([...replayed.values()].toSorted((left, right) => (String(left["id"]) < String(right["id"]) ? -1 : 1))).toEqual(
    live.map(({ row }) => row),
  );
});

type Row = Record<string, unknown>;

interface AuditRecord {
  readonly change_type: string;
  readonly table_affected: string;
  readonly record_id: number | null;
  readonly record_key: string | null;
  readonly operation: string;
  readonly change_description: string;
  readonly node_id: number | null;
  readonly old_value: Row | null;
  readonly new_value: Row | null;
  readonly changed_by: string;
  readonly application: string;
  readonly txid: string;
  readonly change_reason: string | null;
}

/** What was recorded since the test began. */
async function records(): Promise<AuditRecord[]> {
  const { rows } = await connection.query<AuditRecord>(
    "SELECT *, txid::text AS txid FROM change_log WHERE id > $1 ORDER BY id",
    [lastRecord],
  );
  return rows;
}

/** Random statements over many rows, from a fixed seed. */
async function scrambleTasks(steps: number): Promise<void> {
  await connection.query("SELECT setseed(0.005)");
  for (let step = 1; step <= steps; step += 1) await connection.query(scrambles[step % scrambles.length] ?? "SELECT 1");
}

const scrambles = [
  `INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona)
    SELECT 1, coalesce((SELECT max(task_number) FROM v7_subworkflow_tasks), 0) + n, 'Task ' || n, 'Test Sentinel' FROM generate_series(1, 4) n`,
  "UPDATE v7_subworkflow_tasks SET status = (ARRAY['pending', 'review', 'blocked'])[1 + floor(random() * 3)], notes = nullif(notes, 'x')",
  "UPDATE v7_subworkflow_tasks SET deliverable_urls = deliverable_urls || ARRAY['https://dart.ai/doc/xyz'], notes = 'x' WHERE random() < 0.5",
  "UPDATE v7_subworkflow_tasks SET id = gen_random_uuid() WHERE random() < 0.1",
  "DELETE FROM v7_subworkflow_tasks WHERE random() < 0.1",
];

function replay(log: readonly AuditRecord[]): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const { operation, record_key, old_value, new_value } of log) {
    const key = record_key ?? "";
    if (operation !== "insert") expect(rows.get(key)).toMatchObject(old_value ?? {});
    if (operation === "delete") rows.delete(key);
    else rows.set(key, { ...rows.get(key), ...new_value });
  }
  return rows;
}

async function insertTask(number: number): Promise<string> {
  const { rows } = await connection.query<{ id: string }>(
    `INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona)
      VALUES (1, $1, 'Document all duplicate ENUMs', 'Layer 1 Data Sentinel') RETURNING id`,
    [number],
  );
  return rows[0]?.id ?? "";
}

async function insertNode(name: string): Promise<number> {
  const { rows } = await connection.query<{ id: number }>(
    "INSERT INTO system_nodes (node_name, node_role) VALUES ($1, 'primary') RETURNING id",
    [name],
  );
  return rows[0]?.id ?? 0;
}

async function sessionUser(): Promise<string> {
  const { rows } = await connection.query<{ session_user: string }>("SELECT session_user");
  return rows[0]?.session_user ?? "";
}

async function as(role: string, work: () => Promise<unknown>): Promise<void> {
  await connection.query(`SET SESSION AUTHORIZATION ${role}`);
  try {
    await work();
  } finally {
    await connection.query("RESET SESSION AUTHORIZATION");
  }
}
