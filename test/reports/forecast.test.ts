import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ReportOutput } from "../../src/model/output/report.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { keepForecasts } from "../../src/reports/keep-forecasts.ts";
import { runReport } from "../../src/reports/run-report.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { type Checkout, createCheckout } from "../scenes/checkout.ts";
import { forgetTasks, passDay } from "../scenes/passing-days.ts";
import { separateLogins } from "../scenes/logins.ts";
import { openScene } from "../scenes/scene.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
let psql: Connection;
let checkout: Checkout;
let workspace: Workspace;

beforeAll(async () => {
  database = await testDatabase();
  psql = await database.connect({ applicationName: "psql" });
  checkout = createCheckout(database.url);
  checkout.write("v7.yaml", "timezone: UTC\n");
  workspace = await checkout.open();
  await psql.script(`INSERT INTO v7_migration_workflow (phase_number, phase_name, lead_persona)
    VALUES (1, 'Assessment', 'The Architect'), (2, 'Design', 'Layer Guardians')`);
});

afterAll(async () => {
  checkout.remove();
  await database.drop();
});

beforeEach(() => forgetTasks(psql));

describe("the forecast", () => {
  test("of a new project says that there is not enough data, and of how much", async () => {
    await addTasks(3);
    const { rows } = await report("forecast");
    expect(rows.map(({ percentile, outcome, to_do, n }) => [percentile, outcome, to_do, n])).toEqual([
      ["P50", "not enough data: 0 of 5", 3, 0],
      ["P85", "not enough data: 0 of 5", 3, 0],
      ["P95", "not enough data: 0 of 5", 3, 0],
    ]);
  });

  test("of one task a day names days, says n, and what it leaves out", async () => {
    await addTasks(12);
    await psql.script(`UPDATE v7_subworkflow_tasks SET status = 'blocked' WHERE task_number = 11;
      UPDATE v7_subworkflow_tasks SET status = 'deferred' WHERE task_number = 12`);
    await completeDaily([1, 2, 3, 4, 5, 6]);
    const { rows, notes } = await report("forecast");
    expect(rows.map(({ percentile, days, outcome, to_do, n }) => [percentile, days, outcome, to_do, n])).toEqual([
      ["P50", 4, "done by then", 4, 6],
      ["P85", 4, "done by then", 4, 6],
      ["P95", null, "not enough data: P95 needs 19", 4, 6],
    ]);
    expect(notes.slice(0, 2)).toEqual([
      expect.stringMatching(/^As of \d{4}-\d\d-\d\d: 4 tasks to do, without 1 blocked and 1 deferred\.$/),
      "Seen: 6 tasks finished in 6 days.",
    ]);
  });

  test("takes for no pace that tasks came as completed ones", async () => {
    await addTasks(9, "completed");
    await psql.script(
      "INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona) VALUES (2, 1, 'Propose v7_contact_status', 'Layer Guardians')",
    );
    await passDay(psql, 9);
    expect((await report("forecast")).rows[0]).toMatchObject({ outcome: "not enough data: 0 of 5", to_do: 1 });
  });

  test("says how fast it can be at best, where tasks wait for one another", async () => {
    await addTasks(9);
    await psql.script(`UPDATE v7_subworkflow_tasks t SET dependencies = ARRAY[(SELECT id FROM v7_subworkflow_tasks n WHERE n.task_number = t.task_number - 1)]
      WHERE task_number IN (8, 9)`);
    for (const number of [1, 2, 3, 4, 5, 6]) {
      await psql.query("UPDATE v7_subworkflow_tasks SET status = 'in_progress' WHERE task_number = $1", [number]);
      await passDay(psql, 2);
      await psql.query("UPDATE v7_subworkflow_tasks SET status = 'completed' WHERE task_number = $1", [number]);
    }
    await passDay(psql);
    const { notes, rows } = await report("forecast");
    expect(notes).toContainEqual(
      expect.stringMatching(
        /^No faster than \d{4}-\d\d-\d\d: 3 tasks wait for one another, at the median 48\.0 h \(n = 6\)\.$/,
      ),
    );
    expect(rows[0]).toMatchObject({ to_do: 3, n: 6 });
  });

  test("is the same again, to the byte", async () => {
    await addTasks(30);
    await completeDaily([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(JSON.stringify(await report("forecast"))).toBe(JSON.stringify(await report("forecast")));
  });
});

describe("daily", () => {
  test("closes the days that are over and keeps one forecast a day and scope, however often it runs", async () => {
    await addTasks(9);
    await completeDaily([1, 2, 3, 4, 5, 6]);
    expect(await keepForecasts(workspace)).toMatchObject({ closed: 6, kept: 2 });
    expect(await keepForecasts(workspace)).toMatchObject({ closed: 0, kept: 0 });
    const { rows } = await psql.query("SELECT phase, open FROM v7_forecasts ORDER BY phase");
    expect(rows).toEqual([
      { phase: 0, open: 3 },
      { phase: 1, open: 3 },
    ]);
  });

  test("may be run by the login that applies, and by none that only reads", async () => {
    const scene = await openScene();
    try {
      const logins = await separateLogins(scene);
      scene.checkout.write("v7.yaml", "timezone: UTC\n");
      await scene.psql.script(`INSERT INTO v7_migration_workflow (phase_number, phase_name, lead_persona)
        VALUES (1, 'Assessment', 'The Architect');
        INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona)
        VALUES (1, 1, 'Document all duplicate ENUMs', 'Layer 1 Data Sentinel')`);
      await passDay(scene.psql);
      const applying = await scene.checkout.open({ databaseUrl: logins.urlAs("ci") });
      expect(await keepForecasts(applying)).toMatchObject({ closed: 1, kept: 2 });
      await passDay(scene.psql);
      const reading = await scene.checkout.open({ databaseUrl: logins.urlAs("v7_ro") });
      const { rows } = (await runReport(reading, { name: "burndown", parameters: {} })).output;
      expect(rows.map(({ state }) => state)).toEqual(["closed", "provisional", "provisional"]);
    } finally {
      await scene.end();
    }
  });

  test("has nothing to close on the first day", async () => {
    await addTasks(1);
    expect(await keepForecasts(workspace)).toEqual({ closed: 0, kept: 0, day: null });
  });
});

describe("calibration", () => {
  test("says how many of the forecasts held whose date is over, and of how few nothing is said", async () => {
    await addTasks(9);
    await completeDaily([1, 2, 3, 4, 5, 6]);
    await keepForecasts(workspace);
    expect((await report("calibration")).rows[0]).toMatchObject({ percentile: "P50", judged: 0, pending: 2 });
    await completeDaily([7, 8, 9]);
    expect((await report("calibration")).rows[0]).toMatchObject({ judged: 4, held: 4, share: null, pending: 0 });
  });

  test("counts what was not done by its date as missed", async () => {
    await addTasks(9);
    await completeDaily([1, 2, 3, 4, 5, 6]);
    await keepForecasts(workspace);
    await passDay(psql, 5);
    expect((await report("calibration", { phase: "1" })).rows[0]).toMatchObject({ judged: 1, held: 0 });
  });

  test("computes forecasts again where none was kept, one a week, and says so", async () => {
    await addTasks(40);
    await completeDaily(Array.from({ length: 15 }, (_, index) => index + 1));
    const { rows, notes } = await report("calibration", { phase: "1" });
    expect(rows[0]).toMatchObject({ judged: 0 });
    expect(notes[0]).toBe("Of 0 forecasts kept by v7 daily and 3 computed again by method 1, one a week.");
  });
});

describe("velocity", () => {
  test("counts what the audit saw completed, whatever became of it since", async () => {
    await addTasks(3, "completed");
    await psql.script(
      "INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona) VALUES (2, 1, 'Propose v7_contact_status', 'Layer Guardians')",
    );
    await passDay(psql);
    await psql.script("UPDATE v7_subworkflow_tasks SET status = 'completed' WHERE parent_phase = 2");
    await psql.script("UPDATE v7_subworkflow_tasks SET status = 'pending' WHERE parent_phase = 2");
    await psql.script("DELETE FROM v7_subworkflow_tasks WHERE parent_phase = 2");
    const { rows } = await report("velocity");
    expect(rows.reduce((sum, { completed }) => sum + Number(completed), 0)).toBe(1);
  });

  test("has a row for each week, also for one without a completed task, and the median of whole ones", async () => {
    await addTasks(9);
    await completeDaily([1, 2, 3]);
    await passDay(psql, 21);
    const { rows, notes } = await report("velocity", { weeks: "6" });
    expect(rows.length).toBeGreaterThanOrEqual(4);
    expect(rows.at(-1)).toMatchObject({ completed: 0 });
    expect(notes[0]).toMatch(/^Median of \d whole weeks: \d/);
  });
});

describe("time per task", () => {
  test("is the median of what the audit saw; rows' own times and unknown starts are counted apart", async () => {
    await addTasks(4);
    await psql.script("UPDATE v7_subworkflow_tasks SET status = 'in_progress' WHERE task_number IN (1, 2)");
    await passDay(psql);
    await psql.script("UPDATE v7_subworkflow_tasks SET status = 'completed' WHERE task_number = 1");
    await passDay(psql);
    await psql.script("UPDATE v7_subworkflow_tasks SET status = 'completed' WHERE task_number IN (2, 3)");
    await psql.script(`UPDATE v7_subworkflow_tasks SET status = 'completed', started_at = LOCALTIMESTAMP - interval '99 hours',
      completed_at = LOCALTIMESTAMP WHERE task_number = 4`);
    expect((await report("time-per-task")).rows).toEqual([
      { parent_phase: 1, n: 3, median_hours: expect.closeTo(48, 0), from_columns: 1, unknown_start: 1 },
    ]);
  });
});

async function addTasks(count: number, status = "pending"): Promise<void> {
  await psql.query(
    `INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona, status)
     SELECT 1, number, 'Document all duplicate ENUMs', 'Layer 1 Data Sentinel', $2 FROM generate_series(1, $1::integer) AS number`,
    [count, status],
  );
}

/** One a day; the last of these days is over then. */
async function completeDaily(numbers: readonly number[]): Promise<void> {
  for (const number of numbers) {
    await psql.query("UPDATE v7_subworkflow_tasks SET status = 'completed' WHERE task_number = $1", [number]);
    await passDay(psql);
  }
}

async function report(name: string, parameters: Record<string, string> = {}): Promise<ReportOutput> {
  return (await runReport(workspace, { name, parameters })).output;
}
