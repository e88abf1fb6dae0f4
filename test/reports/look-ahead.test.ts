import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ReportOutput } from "../../src/model/output/report.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { runReport } from "../../src/reports/run-report.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { type Checkout, createCheckout } from "../scenes/checkout.ts";
import { forgetTasks } from "../scenes/passing-days.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
let psql: Connection;
let checkout: Checkout;
let workspace: Workspace;

beforeAll(async () => {
  database = await testDatabase();
  psql = await database.connect({ applicationName: "psql" });
  checkout = createCheckout(database.url);
  workspace = await checkout.open();
  await psql.script(`INSERT INTO v7_migration_workflow (phase_number, phase_name, lead_persona)
    VALUES (1, 'Assessment', 'The Architect')`);
});

afterAll(async () => {
  checkout.remove();
  await database.drop();
});

beforeEach(() => forgetTasks(psql));

describe("load", () => {
  test("names a ready task that somebody with less to do could take, and how much sooner all is done", async () => {
    await addTask(1, "Layer 1 Data Sentinel");
    await addTask(2, "Layer 1 Data Sentinel", [1]);
    await addTask(3, "Layer 1 Data Sentinel");
    await addTask(4, "Layer 1 Data Sentinel");
    await addTask(5, "Test Sentinel");
    const { rows, notes } = await report("load");
    expect(rows).toMatchObject([
      {
        responsible_persona: "Layer 1 Data Sentinel",
        open_tasks: 4,
        ready: 3,
        could_go: "task/1.1",
        to: "Test Sentinel",
        steps: 4,
        steps_then: 3,
      },
      { responsible_persona: "Test Sentinel", open_tasks: 1, ready: 1, could_go: null, to: null },
    ]);
    expect(notes).toEqual(["Critical path: 4 tasks after one another, if each persona does one at a time."]);
  });

  test("offers nothing where nobody has less to do", async () => {
    await addTask(1, "Layer 1 Data Sentinel");
    await addTask(2, "Test Sentinel");
    expect((await report("load")).rows.map(({ could_go: task }) => task)).toEqual([null, null]);
  });

  test("comes to an end where tasks wait for each other in a circle", async () => {
    await addTask(1, "Layer 1 Data Sentinel");
    await addTask(2, "Layer 1 Data Sentinel", [1]);
    await psql.script(`UPDATE v7_subworkflow_tasks SET dependencies = ARRAY[(SELECT id FROM v7_subworkflow_tasks WHERE task_number = 2)]
      WHERE task_number = 1`);
    expect((await report("load")).rows).toMatchObject([{ open_tasks: 2, ready: 0 }]);
  });
});

describe("risk with scores", () => {
  test("is what happened here to tasks of the past, times what waits for a task", async () => {
    for (const number of [1, 2, 3, 4, 5]) await addTask(number, "Layer 1 Data Sentinel");
    await psql.script(`UPDATE v7_subworkflow_tasks SET status = 'blocked' WHERE task_number = 1;
      UPDATE v7_subworkflow_tasks SET status = 'completed';
      UPDATE v7_subworkflow_tasks SET status = 'in_progress' WHERE task_number = 2;
      UPDATE v7_subworkflow_tasks SET status = 'completed' WHERE task_number = 2`);
    await addTask(6, "Layer 1 Data Sentinel");
    await addTask(7, "Layer 1 Data Sentinel", [6]);
    const { rows } = await report("risk", { score: "true" });
    expect(rows).toEqual([
      { address: "task/1.6", score: 0.8, impact: 2, probability: 0.4, low: 0.12, high: 0.77, n: 5 },
      { address: "task/1.7", score: 0.4, impact: 1, probability: 0.4, low: 0.12, high: 0.77, n: 5 },
    ]);
  });

  test("is unknown below five of a kind", async () => {
    for (const number of [1, 2, 3, 4]) await addTask(number, "Layer 1 Data Sentinel");
    await psql.script("UPDATE v7_subworkflow_tasks SET status = 'completed'");
    await addTask(5, "Layer 1 Data Sentinel");
    expect((await report("risk", { score: "true" })).rows).toMatchObject([
      { address: "task/1.5", score: null, probability: null, n: 4 },
    ]);
  });

  test("counts enums that were rolled back, and files that went a step back", async () => {
    await psql.script(`
      INSERT INTO v7_enum_migrations (current_enum_name, current_enum_values, v7_enum_name, v7_enum_values, affected_tables, affected_columns, risk_level, status)
        SELECT 'status_' || n, '{a}', 'v7_status_' || n, '{a}', '{contacts}', '{}', 'high', 'approved' FROM generate_series(1, 6) n;
      UPDATE v7_enum_migrations SET status = 'implemented' WHERE current_enum_name <> 'status_6';
      UPDATE v7_enum_migrations SET status = 'rolled_back' WHERE current_enum_name = 'status_1';
      INSERT INTO file_audit (file_path, v7_workflow_status, v7_impact_score)
        SELECT 'src/models/' || n || '.py', 'testing', 7 FROM generate_series(1, 6) n;
      UPDATE file_audit SET v7_workflow_status = 'migrated' WHERE file_path <> 'src/models/6.py';
      UPDATE file_audit SET v7_workflow_status = 'testing' WHERE file_path = 'src/models/5.py'`);
    expect((await report("risk", { score: "true" })).rows).toMatchObject([
      { address: "fileplan/src/models/5.py", impact: 7, probability: 0.2, score: 1.4, n: 5 },
      { address: "fileplan/src/models/6.py", impact: 7, probability: 0.2, score: 1.4, n: 5 },
      { address: "enum/status_6", impact: 3, probability: 0.2, score: 0.6, n: 5 },
    ]);
  });

  test("takes true and false, and nothing else", async () => {
    await expect(report("risk", { score: "yes" })).rejects.toThrow("the parameter score of risk takes true or false");
  });
});

async function addTask(number: number, persona: string, waitsFor: readonly number[] = []): Promise<void> {
  await psql.query(
    `INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona, dependencies)
     SELECT 1, $1, 'Document all duplicate ENUMs', $2, ARRAY(SELECT id FROM v7_subworkflow_tasks WHERE task_number = ANY ($3::integer[]))`,
    [number, persona, waitsFor],
  );
}

async function report(name: string, parameters: Record<string, string> = {}): Promise<ReportOutput> {
  return (await runReport(workspace, { name, parameters })).output;
}
