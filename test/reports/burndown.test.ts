import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Connection } from "../../src/postgres/connection.ts";
import { runReport } from "../../src/reports/run-report.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { type Checkout, createCheckout } from "../scenes/checkout.ts";
import { forgetTasks, passDay } from "../scenes/passing-days.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
let psql: Connection;
let checkout: Checkout;
/** A login that may close days, and one that only reads. */
let closing: Workspace;
let reading: Workspace;

beforeAll(async () => {
  database = await testDatabase();
  psql = await database.connect({ applicationName: "psql" });
  checkout = createCheckout(database.url);
  checkout.write("v7.yaml", "timezone: UTC\n");
  closing = await checkout.open();
  reading = await checkout.open({ keptConnections: 1, readsOnly: true });
  await psql.script(`INSERT INTO v7_migration_workflow (phase_number, phase_name, lead_persona)
    VALUES (1, 'Assessment', 'The Architect'), (2, 'Design', 'Layer Guardians')`);
});

afterAll(async () => {
  await reading.database.close();
  checkout.remove();
  await database.drop();
});

beforeEach(() => forgetTasks(psql));

describe("a past day", () => {
  test.each([
    ["closed by who may", () => closing],
    ["only read", () => reading],
  ])("%s, stays as it was printed, whatever becomes of its tasks", async (_, workspace) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(anyDeed, { maxLength: 4 }), { minLength: 2, maxLength: 6 }), async (days) => {
        await forgetTasks(psql);
        const printed: Point[] = [];
        let project: Project = { tasks: [], done: 0 };
        for (const deeds of days) {
          for (const deed of deeds) project = await doIt(project, deed);
          const points = await pointsOf(workspace());
          const open = project.tasks.filter(
            ({ status }) => !["completed", "cancelled", "gone"].includes(status),
          ).length;
          const isBegun = printed.length > 0 || open + project.done > 0;
          if (!isBegun) continue;
          printed.push({ remaining: open, done: project.done, scope: open + project.done });
          expect(points).toEqual(printed);
          await passDay(psql);
        }
      }),
      { numRuns: 12 },
    );
  });
});

test("a task that is reopened is more to do on its day, and is done again on another", async () => {
  await psql.script(adding(1, "pending"));
  await setStatus(1, "completed");
  await passDay(psql);
  await setStatus(1, "in_progress");
  await passDay(psql);
  await setStatus(1, "completed");
  expect(await pointsOf(closing)).toEqual([
    { remaining: 0, done: 1, scope: 1 },
    { remaining: 1, done: 1, scope: 2 },
    { remaining: 0, done: 2, scope: 2 },
  ]);
});

test("a closed day is never changed, and says so", async () => {
  await psql.script(adding(1, "pending"));
  await passDay(psql);
  expect((await rowsOf(reading)).map(({ state }) => state)).toEqual(["provisional", "provisional"]);
  expect((await rowsOf(closing)).map(({ state }) => state)).toEqual(["closed", "provisional"]);
  expect((await rowsOf(reading)).map(({ state }) => state)).toEqual(["closed", "provisional"]);
  await expect(psql.query("UPDATE v7_closed_days SET figures = NULL")).rejects.toThrow(/append-only/);
});

test("a record that comes to light after its day was closed counts on the first open one", async () => {
  await psql.script(`${adding(1, "pending")};${adding(2, "pending")}`);
  await passDay(psql);
  const before = await pointsOf(closing);
  // A transaction of yesterday that commits now.
  await setStatus(1, "completed");
  await psql.script(`BEGIN; SET LOCAL session_replication_role = replica;
    UPDATE change_log SET created_at = created_at - interval '1 day' WHERE id = (SELECT max(id) FROM change_log); COMMIT`);
  expect(before).toEqual([
    { remaining: 2, done: 0, scope: 2 },
    { remaining: 2, done: 0, scope: 2 },
  ]);
  expect(await pointsOf(closing)).toEqual([
    { remaining: 2, done: 0, scope: 2 },
    { remaining: 1, done: 1, scope: 2 },
  ]);
});

test("another time zone leaves closed days as they are", async () => {
  await psql.script(adding(1, "pending"));
  await passDay(psql, 2);
  await setStatus(1, "completed");
  const before = await rowsOf(closing);
  const elsewhere: Workspace = { ...closing, config: { ...closing.config, timezone: "Pacific/Tarawa" } };
  expect((await rowsOf(elsewhere)).slice(0, 2)).toEqual(before.slice(0, 2));
});

test("tasks that came as completed ones are done from the beginning", async () => {
  await psql.script(`${adding(1, "completed")};${adding(2, "pending")}`);
  expect(await pointsOf(closing)).toEqual([{ remaining: 1, done: 1, scope: 2 }]);
});

test("of one phase, a task that moves away is less to do on its day", async () => {
  await psql.script(`${adding(1, "pending")};${adding(2, "pending")}`);
  await passDay(psql);
  await psql.query("UPDATE v7_subworkflow_tasks SET parent_phase = 2 WHERE task_number = 2");
  expect((await pointsOf(closing, { phase: "1" })).map(({ remaining }) => remaining)).toEqual([2, 1]);
  expect((await pointsOf(closing, { phase: "2" })).map(({ remaining }) => remaining)).toEqual([0, 1]);
});

describe("a table that was there before v7", () => {
  test("has days by its rows' own times, which later edits do not change", async () => {
    await psql.script(`BEGIN; SET LOCAL session_replication_role = replica;
      ${adding(1, "completed", "created_at, completed_at", "LOCALTIMESTAMP - interval '3 days', LOCALTIMESTAMP - interval '2 days'")};
      ${adding(2, "pending", "created_at", "LOCALTIMESTAMP - interval '2 days'")};
      INSERT INTO v7_adoptions (table_name, adopted_at) VALUES ('v7_subworkflow_tasks', now()); COMMIT`);
    const rows = await rowsOf(reading);
    expect(rows.map(({ remaining, done, state }) => [remaining, done, state])).toEqual([
      [1, 0, "from columns"],
      [1, 1, "from columns"],
      [1, 1, "from columns"],
      [1, 1, "provisional"],
    ]);
    await psql.query("DELETE FROM v7_subworkflow_tasks WHERE task_number = 1");
    await psql.query("UPDATE v7_subworkflow_tasks SET created_at = LOCALTIMESTAMP");
    expect(await rowsOf(reading)).toEqual(rows);
  });
});

describe("the audit", () => {
  test("keeps every row that a TRUNCATE removes", async () => {
    await psql.script(`${adding(1, "pending")};${adding(2, "pending")}`);
    await passDay(psql);
    await psql.query("TRUNCATE v7_subworkflow_tasks");
    expect(await pointsOf(closing)).toEqual([
      { remaining: 2, done: 0, scope: 2 },
      { remaining: 0, done: 0, scope: 0 },
    ]);
  });

  test("has a gap where a row changed without a record: no number, and since when", async () => {
    await psql.script(adding(1, "pending"));
    await passDay(psql, 2);
    await psql.script(`BEGIN; SET LOCAL session_replication_role = replica; DELETE FROM v7_subworkflow_tasks; COMMIT`);
    const { output } = await runReport(closing, { name: "burndown", parameters: {} });
    expect(output.rows.map(({ remaining, state }) => [remaining, state])).toEqual([
      [null, "gap in the audit"],
      [null, "gap in the audit"],
      [0, "provisional"],
    ]);
    expect(output.notes).toEqual([expect.stringMatching(/^The audit has a gap at \d{4}-\d\d-\d\d/)]);
  });

  test("has none any more after the day on which it was seen", async () => {
    await psql.script(adding(1, "pending"));
    await passDay(psql);
    await psql.script(`BEGIN; SET LOCAL session_replication_role = replica; DELETE FROM v7_subworkflow_tasks; COMMIT`);
    await rowsOf(closing);
    await passDay(psql);
    await psql.script(`BEGIN; SET LOCAL session_replication_role = replica;
      UPDATE v7_closed_days SET gaps = (SELECT jsonb_agg(g || jsonb_build_object('until', (g ->> 'until')::timestamp - interval '1 day'))
        FROM jsonb_array_elements(gaps) g); COMMIT`);
    expect((await rowsOf(closing)).map(({ remaining }) => remaining)).toEqual([null, 0, 0]);
  });
});

interface Point {
  readonly remaining: unknown;
  readonly done: unknown;
  readonly scope: unknown;
}

interface Project {
  readonly tasks: readonly { readonly number: number; readonly status: string }[];
  readonly done: number;
}

const statuses = ["pending", "in_progress", "blocked", "deferred", "review", "completed", "cancelled"] as const;

type Deed =
  | { readonly deed: "add"; readonly status: string }
  | { readonly deed: "set"; readonly which: number; readonly status: string }
  | { readonly deed: "delete" | "move"; readonly which: number }
  | { readonly deed: "truncate" };

const which = fc.nat(9);
const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ deed: fc.constant("add" as const), status: fc.constantFrom(...statuses) }) },
  {
    weight: 6,
    arbitrary: fc.record({ deed: fc.constant("set" as const), which, status: fc.constantFrom(...statuses) }),
  },
  { weight: 2, arbitrary: fc.record({ deed: fc.constantFrom("delete" as const, "move" as const), which }) },
  { weight: 1, arbitrary: fc.constant({ deed: "truncate" as const }) },
);

/** Does it in the database, and says what the project is then. */
async function doIt({ tasks, done }: Project, deed: Deed): Promise<Project> {
  switch (deed.deed) {
    case "add": {
      const number = tasks.length + 1;
      await psql.script(adding(number, deed.status));
      return { tasks: [...tasks, { number, status: deed.status }], done: done + (deed.status === "completed" ? 1 : 0) };
    }
    case "truncate":
      await psql.query("TRUNCATE v7_subworkflow_tasks");
      return { tasks: tasks.map((task) => ({ ...task, status: "gone" })), done };
    default: {
      const there = tasks.filter(({ status }) => status !== "gone");
      const task = there[deed.which % Math.max(1, there.length)];
      if (task === undefined) return { tasks, done };
      const { sql, status } = changing(deed, task.status);
      await psql.query(`${sql} WHERE task_number = ${task.number}`);
      const isDone = status === "completed" && task.status !== "completed";
      return {
        tasks: tasks.map((each) => (each === task ? { ...each, status } : each)),
        done: done + (isDone ? 1 : 0),
      };
    }
  }
}

/** How it is done, and the task's status then. */
function changing(
  deed: Exclude<Deed, { deed: "add" | "truncate" }>,
  status: string,
): { readonly sql: string; readonly status: string } {
  switch (deed.deed) {
    case "delete":
      return { sql: "DELETE FROM v7_subworkflow_tasks", status: "gone" };
    case "move":
      return { sql: "UPDATE v7_subworkflow_tasks SET parent_phase = 3 - parent_phase", status };
    default:
      return { sql: `UPDATE v7_subworkflow_tasks SET status = '${deed.status}'`, status: deed.status };
  }
}

function adding(number: number, status: string, columns = "", values = ""): string {
  const [more, their] = columns === "" ? ["", ""] : [`, ${columns}`, `, ${values}`];
  return `INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona, status${more})
    VALUES (1, ${number}, 'Document all duplicate ENUMs', 'Layer 1 Data Sentinel', '${status}'${their})`;
}

async function setStatus(number: number, status: string): Promise<void> {
  await psql.query("UPDATE v7_subworkflow_tasks SET status = $2 WHERE task_number = $1", [number, status]);
}

async function rowsOf(
  workspace: Workspace,
  parameters: Record<string, string> = {},
): Promise<readonly { readonly [column: string]: unknown }[]> {
  return (await runReport(workspace, { name: "burndown", parameters })).output.rows;
}

async function pointsOf(workspace: Workspace, parameters: Record<string, string> = {}): Promise<Point[]> {
  const rows = await rowsOf(workspace, parameters);
  return rows.map(({ remaining, done, scope }) => ({ remaining, done, scope }));
}
