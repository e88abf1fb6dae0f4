import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { approve, listApprovals } from "../../src/engine/approvals/approvals.ts";
import { history } from "../../src/engine/audit/history.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { persona, phase, policy, task, yamlOf } from "../scenes/documents.ts";
import { type Logins, separateLogins } from "../scenes/logins.ts";
import { withoutLogins } from "../scenes/checkout.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

/**
 * An agent holds an apply login and knows SQL. Deletes need The Architect. Whatever it tries, task 1.1 stays, and what
 * it tried can be read afterwards.
 */
let scene: Scene;
let logins: Logins;
let agent: Connection;

const rules = { approvals: [{ when: { action: "delete" }, by: ["The Architect"] }] };
const people = [
  persona("The Architect", { identities: { postgres: ["arthur"] } }),
  persona("Layer 1 Data Sentinel"),
  persona("Test Sentinel"),
];

beforeAll(async () => {
  scene = await openScene();
  logins = await separateLogins(scene);
  scene.checkout.write("state/personas.yaml", yamlOf(...people));
  scene.checkout.declare(phase("1"), task("1.1"), task("1.9"), policy(rules));
  await scene.apply();
  agent = await logins.connectAs("agent");
});

afterAll(async () => {
  await agent.end();
  await scene.end();
});

const ids = "(SELECT id FROM v7_subworkflow_tasks WHERE task_number = 1)";

async function keptTasks(): Promise<unknown[]> {
  return scene.column("SELECT task_number FROM v7_subworkflow_tasks ORDER BY 1");
}

async function tryAsAgent(sql: string): Promise<string> {
  try {
    await agent.script(sql);
    return "ran";
  } catch (error) {
    await agent.query("ROLLBACK");
    return (error as Error).message;
  }
}

/** Statements that the database carries out without the row: the attempt is in v7_refusals. */
const keptByGuard: readonly (readonly [string, string])[] = [
  ["a plain delete", "DELETE FROM v7_subworkflow_tasks WHERE task_number = 1"],
  ["everything at once", "DELETE FROM v7_subworkflow_tasks"],
  ["a CTE", "WITH gone AS (DELETE FROM v7_subworkflow_tasks RETURNING 1) SELECT count(*) FROM gone"],
  [
    "a MERGE",
    "MERGE INTO v7_subworkflow_tasks t USING (SELECT 1 AS n) s ON t.task_number = s.n WHEN MATCHED THEN DELETE",
  ],
  [
    "a cursor",
    "BEGIN; DECLARE c CURSOR FOR SELECT * FROM v7_subworkflow_tasks FOR UPDATE; FETCH c; DELETE FROM v7_subworkflow_tasks WHERE CURRENT OF c; COMMIT",
  ],
  [
    "a prepared statement",
    `PREPARE away AS DELETE FROM v7_subworkflow_tasks WHERE id = ${ids}; EXECUTE away; DEALLOCATE away`,
  ],
  [
    "a DO block that swallows errors",
    "DO $$ BEGIN DELETE FROM v7_subworkflow_tasks; EXCEPTION WHEN OTHERS THEN NULL; END $$",
  ],
  [
    "v7's own role variable",
    "SELECT set_config('v7.reason', 'approved', false); DELETE FROM v7_subworkflow_tasks; RESET v7.reason",
  ],
  [
    "a temporary table of the approvals' name",
    "CREATE TEMP TABLE v7_admissions (txid xid8, table_name text, record_key text, after jsonb); INSERT INTO v7_admissions SELECT pg_current_xact_id(), 'v7_subworkflow_tasks', id::text, NULL FROM v7_subworkflow_tasks; DELETE FROM v7_subworkflow_tasks; DROP TABLE pg_temp.v7_admissions",
  ],
  [
    "a policy of its own in the search path",
    "CREATE TEMP TABLE v7_resources AS SELECT * FROM v7_resources WHERE false; DELETE FROM v7_subworkflow_tasks; DROP TABLE pg_temp.v7_resources",
  ],
  [
    "the rule taken away first",
    "UPDATE v7_resources SET applied = '{}' WHERE address = 'policy/default'; DELETE FROM v7_subworkflow_tasks",
  ],
  [
    "the policy removed first",
    "DELETE FROM v7_resources WHERE address = 'policy/default'; DELETE FROM v7_subworkflow_tasks",
  ],
  [
    "the policy renamed first",
    "UPDATE v7_resources SET address = 'policy/old' WHERE address = 'policy/default'; DELETE FROM v7_subworkflow_tasks",
  ],
  [
    "the policy made another kind first",
    "UPDATE v7_resources SET kind = 'Task' WHERE address = 'policy/default'; DELETE FROM v7_subworkflow_tasks",
  ],
  [
    "itself named a login of The Architect",
    `UPDATE v7_resources SET applied = '{"identities":{"postgres":["agent"]}}' WHERE address = 'persona/The Architect'`,
  ],
  [
    "a second Architect",
    `INSERT INTO v7_resources (address, kind, name, applied) VALUES ('persona/x', 'Persona', 'The Architect', '{"identities":{"postgres":["agent"]}}')`,
  ],
  [
    "an upsert of the persona",
    `INSERT INTO v7_resources (address, kind, name, applied) VALUES ('persona/The Architect', 'Persona', 'The Architect', '{"identities":{"postgres":["agent"]}}') ON CONFLICT (address) DO UPDATE SET applied = excluded.applied`,
  ],
  [
    "its own approval",
    "SELECT * FROM v7_approve(jsonb_build_object('plan_id', repeat('a', 64), 'database', jsonb_build_object('lineage', (SELECT lineage FROM v7_state))), 'The Architect', NULL)",
  ],
  [
    "an attempt that is admitted without approval",
    "BEGIN; INSERT INTO v7_applies (plan_id, actor) VALUES (repeat('b', 64), 'agent'); SELECT v7_admit(apply_id) FROM v7_applies WHERE plan_id = repeat('b', 64); DELETE FROM v7_subworkflow_tasks; COMMIT",
  ],
  [
    "a plan it kept under an approval's name",
    `INSERT INTO v7_plans (plan_id, plan) VALUES (repeat('c', 64), '{"approvals_required": []}'); DELETE FROM v7_subworkflow_tasks`,
  ],
];

/** What an agent could make of a schema that somebody gave it to play with. */
const workshop = `
  CREATE OR REPLACE FUNCTION workshop.pg_has_role(name, oid, text) RETURNS boolean LANGUAGE sql AS 'SELECT false';
  CREATE OR REPLACE FUNCTION workshop.pg_has_role(name, regrole, text) RETURNS boolean LANGUAGE sql AS 'SELECT false';
  CREATE OR REPLACE FUNCTION workshop.has_table_privilege(name, regclass, text) RETURNS boolean LANGUAGE sql AS 'SELECT true';
  CREATE OR REPLACE FUNCTION workshop.to_regrole(text) RETURNS regrole LANGUAGE sql AS 'SELECT NULL::regrole';
  SET search_path = workshop, pg_catalog, public`;

/** Statements that the database refuses outright. */
const refused: readonly (readonly [string, string])[] = [
  ["TRUNCATE", "TRUNCATE v7_subworkflow_tasks"],
  ["DROP TABLE", "DROP TABLE v7_subworkflow_tasks CASCADE"],
  ["disabling the guard", "ALTER TABLE v7_subworkflow_tasks DISABLE TRIGGER v7_guard_delete"],
  ["disabling every trigger", "ALTER TABLE v7_subworkflow_tasks DISABLE TRIGGER ALL"],
  ["dropping the guard", "DROP TRIGGER v7_guard_delete ON v7_subworkflow_tasks"],
  ["dropping its function", "DROP FUNCTION v7_guard_removal() CASCADE"],
  [
    "another guard function",
    "CREATE OR REPLACE FUNCTION public.v7_guard_removal() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
  ],
  [
    "a rule on the table",
    "CREATE RULE away AS ON UPDATE TO v7_subworkflow_tasks DO ALSO DELETE FROM v7_subworkflow_tasks",
  ],
  ["replica mode", "SET session_replication_role = replica"],
  ["becoming the owner", "SET ROLE v7_owner"],
  ["becoming Arthur", "SET SESSION AUTHORIZATION arthur"],
  ["joining the approvers", "GRANT v7_owner TO agent"],
  [
    "an approval row",
    "INSERT INTO v7_approvals (plan_id, persona, approved_by) VALUES (repeat('a', 64), 'The Architect', 'arthur')",
  ],
  ["another expiry", "UPDATE v7_approvals SET expires_at = 'infinity', used_by = NULL"],
  [
    "an admission row",
    "INSERT INTO v7_admissions SELECT pg_current_xact_id(), 'v7_subworkflow_tasks', id::text, NULL FROM v7_subworkflow_tasks",
  ],
  ["another row's id", `UPDATE v7_subworkflow_tasks SET id = gen_random_uuid() WHERE task_number = 1`],
  ["its traces removed", "DELETE FROM v7_refusals"],
  ["its applies removed", "DELETE FROM v7_applies"],
  ["another transaction in an apply", "UPDATE v7_applies SET txid = pg_current_xact_id()"],
  [
    "the approvals of an apply that is done",
    `UPDATE v7_applies SET approvals = '[{"persona": "The Architect", "approved_by": "arthur"}]'`,
  ],
  ["an apply that is done called refused", "UPDATE v7_applies SET status = 'refused', because = 'nobody was here'"],
  ["what an apply did", `UPDATE v7_applies SET plan = '{"resource_changes": []}'`],
  [
    "an approval in an apply of its own that nobody gave",
    `BEGIN; INSERT INTO v7_applies (plan_id, actor) VALUES (repeat('d', 64), 'agent'); SELECT v7_admit(apply_id) FROM v7_applies WHERE plan_id = repeat('d', 64);
     UPDATE v7_applies SET approvals = '[{"persona": "The Architect", "approved_by": "arthur"}]' WHERE plan_id = repeat('d', 64); COMMIT`,
  ],
  ["a kept plan rewritten", "UPDATE v7_plans SET plan = '{}'"],
  ["the audit emptied", "DELETE FROM change_log"],
  ["the audit archived", "SELECT v7_archive_changes(now())"],
  ["a function with the owner's rights", "ALTER FUNCTION v7_admit(uuid) SECURITY INVOKER"],
  ["the owner's table taken over", "ALTER TABLE v7_subworkflow_tasks OWNER TO agent"],
  ["an inherited table", "CREATE TABLE public.heir () INHERITS (v7_subworkflow_tasks)"],
  ["an event trigger", "CREATE EVENT TRIGGER away ON ddl_command_start EXECUTE FUNCTION v7_refuse_change()"],
];

describe("an agent with an apply login does not get a delete through by", () => {
  test.each(keptByGuard)("%s: nothing goes, and the attempt is on record", async (_name, sql) => {
    const before = await scene.column("SELECT count(*)::int FROM v7_refusals");
    expect(await tryAsAgent(sql)).toBe("ran");
    expect(await keptTasks()).toEqual([1, 9]);
    const [after] = await scene.column("SELECT count(*)::int FROM v7_refusals WHERE login = 'agent'");
    expect(after).toBeGreaterThan(Number(before[0]));
    expect(
      await scene.column(
        "SELECT applied -> 'approvals' IS NOT NULL FROM v7_resources WHERE address = 'policy/default'",
      ),
    ).toEqual([true]);
    expect(await scene.column("SELECT count(*)::int FROM v7_resources WHERE name = 'The Architect'")).toEqual([1]);
  });

  test.each(refused)("%s: the server refuses it", async (_name, sql) => {
    expect(await tryAsAgent(sql)).toMatch(
      /permission denied|must be owner|must be superuser|must have admin|no relation|permission to/i,
    );
    expect(await keptTasks()).toEqual([1, 9]);
  });

  test("functions of a schema of its own, found before the server's: nothing goes", async () => {
    await scene.psql.script("CREATE SCHEMA workshop; GRANT ALL ON SCHEMA workshop TO agent");
    expect(await tryAsAgent(`${workshop}; DELETE FROM v7_subworkflow_tasks`)).toBe("ran");
    expect(await tryAsAgent("DELETE FROM v7_resources WHERE address = 'policy/default'")).toBe("ran");
    await agent.query("RESET search_path");
    expect(await keptTasks()).toEqual([1, 9]);
    expect(await scene.column("SELECT count(*)::int FROM v7_resources WHERE kind = 'Policy'")).toEqual([1]);
  });

  test("plans that it keeps under ids of its own: nobody is asked about them", async () => {
    const lineage = "'database', jsonb_build_object('lineage', (SELECT lineage FROM v7_state))";
    const required = [`'{}'::jsonb`, `'[{"persona": "The Architect"}]'::jsonb`, `'[1]'::jsonb`];
    for (const [index, personas] of required.entries()) {
      const plan = `jsonb_build_object('approvals_required', ${personas}, ${lineage})`;
      await agent.query(`INSERT INTO v7_plans (plan_id, plan) VALUES (repeat('${index}', 64), ${plan})`);
    }
    const { output } = await listApprovals(await scene.checkout.open(), { pending: true, limit: 0 });
    expect(output.pending).toEqual([]);
  });

  test("v7 apply without approval: the attempt is in the history", async () => {
    scene.checkout.forget("task/1.1");
    await expect(scene.apply({}, { actor: "agent", databaseUrl: logins.urlAs("agent") })).rejects.toMatchObject({
      code: "V7-P003",
    });
    expect(
      await scene.column("SELECT status || ' ' || session_user_name FROM v7_applies ORDER BY attempt DESC LIMIT 1"),
    ).toEqual(["refused agent"]);
    scene.checkout.declare(task("1.1"));
  });

  test("break-glass: it opens gates, not approvals", async () => {
    scene.checkout.forget("task/1.1");
    const attempt = scene.apply({ overrides: ["V7-P003"], reason: "urgent" }, { databaseUrl: logins.urlAs("agent") });
    await expect(attempt).rejects.toMatchObject({ code: "V7-P035" });
    scene.checkout.declare(task("1.1"));
  });

  test("a client that leaves the check out: the database keeps the row, and the apply fails", async () => {
    scene.checkout.forget("task/1.1");
    const honest = await scene.checkout.open({ databaseUrl: logins.urlAs("agent") });
    const careless = withoutLogins(honest);
    await expect(scene.apply({}, { workspace: careless })).rejects.toMatchObject({ code: "V7-P032" });
    expect(await keptTasks()).toEqual([1, 9]);
    scene.checkout.declare(task("1.1"));
  });

  test("another row under an approved delete: the approval is for the row that was there when it was given", async () => {
    scene.checkout.forget("task/1.9");
    const { planId } = (await scene.plan()).plan;
    await approve(await scene.checkout.open({ databaseUrl: logins.urlAs("arthur") }), { plan: planId });
    const swap =
      "UPDATE v7_subworkflow_tasks SET task_number = CASE task_number WHEN 1 THEN 109 ELSE 101 END; UPDATE v7_subworkflow_tasks SET task_number = task_number - 100";
    const outcome = await tryAsAgent(
      `BEGIN; INSERT INTO v7_applies (plan_id, actor) VALUES ('${planId}', 'agent'); ${swap};
       SELECT v7_admit(apply_id) FROM v7_applies WHERE plan_id = '${planId}';
       DELETE FROM v7_subworkflow_tasks WHERE task_number = 9; ${swap}; COMMIT`,
    );
    expect(outcome).toBe("ran");
    expect(await keptTasks()).toEqual([1, 9]);
    expect(await scene.column("SELECT count(*)::int FROM v7_approvals WHERE used_by IS NULL")).toEqual([0]);
    scene.checkout.declare(task("1.9"));
  });
});

/** What an agent does when a plan was approved: it begins an attempt of that plan and is admitted. */
const admitted = (planId: string): string =>
  `INSERT INTO v7_applies (plan_id, actor) VALUES ('${planId}', 'agent');
   SELECT v7_admit(apply_id) FROM v7_applies WHERE plan_id = '${planId}' ORDER BY attempt DESC LIMIT 1`;

async function approveAsArthur(): Promise<string> {
  const { planId } = (await scene.plan()).plan;
  await approve(await scene.checkout.open({ databaseUrl: logins.urlAs("arthur") }), { plan: planId });
  return planId;
}

describe("an approval that an agent was admitted with", () => {
  test("is good for that transaction, not for a later one", async () => {
    scene.checkout.forget("task/1.9");
    const planId = await approveAsArthur();
    expect(await tryAsAgent(`BEGIN; ${admitted(planId)}; COMMIT`)).toBe("ran");
    expect(await tryAsAgent("DELETE FROM v7_subworkflow_tasks WHERE task_number = 9")).toBe("ran");
    expect(await keptTasks()).toEqual([1, 9]);
    scene.checkout.declare(task("1.9"));
  });

  test("of another Policy lets through that Policy's content and no other", async () => {
    scene.checkout.declare(policy({ ...rules, planTtl: "24h" }));
    const planId = await approveAsArthur();
    const before = await scene.column("SELECT count(*)::int FROM v7_refusals WHERE record_key = 'policy/default'");
    const emptied = "UPDATE v7_resources SET applied = '{}' WHERE address = 'policy/default'";
    expect(await tryAsAgent(`BEGIN; ${admitted(planId)}; ${emptied}; COMMIT`)).toBe("ran");
    expect(await scene.column("SELECT applied FROM v7_resources WHERE address = 'policy/default'")).toEqual([rules]);
    expect(await scene.column("SELECT count(*)::int FROM v7_refusals WHERE record_key = 'policy/default'")).toEqual([
      Number(before[0]) + 1,
    ]);
    scene.checkout.declare(policy(rules));
  });

  test("is not admitted with another login's attempt", async () => {
    const [attempt] = await scene.column(
      "INSERT INTO v7_applies (plan_id, actor, session_user_name) VALUES (repeat('d', 64), 'CI', 'ci') RETURNING apply_id",
    );
    expect(await tryAsAgent(`SELECT v7_admit('${String(attempt)}')`)).toContain("is not a running attempt of agent");
  });
});

test("after all that, the history tells who tried what", async () => {
  const { entries } = (await history(await scene.checkout.open(), { outside: true, by: "agent", limit: 1_000 })).output;
  const tried = entries.flatMap((entry) => (entry.type === "refusal" ? [`${entry.action} ${entry.subject}`] : []));
  expect(new Set(tried)).toEqual(
    new Set([
      "delete task/1.1",
      "delete task/1.9",
      "change policy/default",
      "change persona/The Architect",
      "change persona/x",
      "approve plan aaaaaa",
    ]),
  );
});

describe("the guard stands before every table whose rows v7 removes", () => {
  const rows: readonly (readonly [string, string])[] = [
    [
      "v7_enum_migrations",
      "(current_enum_name, current_enum_values, v7_enum_name, v7_enum_values, affected_tables, affected_columns) VALUES ('status_old', '{a}', 'status', '{a}', '{users}', '{}')",
    ],
    [
      "v7_global_impacts",
      "(change_type, change_detail, affected_workflows, affected_layers, impact_description, risk_assessment) VALUES ('enum', '{}', '{WF1}', '{1}', 'Duplicate ENUMs', 'high')",
    ],
    ["file_audit", "(file_path) VALUES ('00_DOCS/README.md')"],
    ["role_overrides", "(project_path, file_path, role, is_role) VALUES ('PRJ_A', 'walk.py', 'collector', FALSE)"],
  ];

  test.each(rows)("%s", async (table, row) => {
    await scene.psql.query(`INSERT INTO ${table} ${row}`);
    await expectKept(table);
    await scene.psql.query(`DELETE FROM ${table}`);
  });

  test("and those are all", async () => {
    const tables = ["v7_migration_workflow", "v7_subworkflow_tasks", ...rows.map(([table]) => table)];
    expect(await scene.column("SELECT table_name FROM v7_removable_kinds() ORDER BY 1")).toEqual(tables.toSorted());
  });
});

test.each([
  ["system_nodes", "(node_name, node_role) VALUES ('ALPHA', 'primary')"],
  ["network_interfaces", "(ip_address) VALUES ('192.168.0.80')"],
  ["services", "(service_name) VALUES ('PostgreSQL')"],
  ["replication_status", "(slot_name) VALUES ('beta_slot')"],
  ["projects", "(project_path, name) VALUES ('PRJ_A', 'Enterprise Platform')"],
])("rows of %s are history: an agent deletes none, whatever Policy says", async (table, row) => {
  await scene.psql.query(`INSERT INTO ${table} ${row}`);
  await expectKept(table);
});

async function expectKept(table: string): Promise<void> {
  expect(await tryAsAgent(`DELETE FROM ${table}`)).toBe("ran");
  expect(await scene.column(`SELECT count(*)::int FROM ${table}`)).toEqual([1]);
  expect(
    await scene.column(`SELECT login FROM v7_refusals WHERE action = 'delete' AND table_affected = '${table}'`),
  ).toEqual(["agent"]);
}
