import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ReportOutput } from "../../src/model/output/report.ts";
import { withReports } from "../../src/postgres/report-reader.ts";
import { listReports } from "../../src/reports/catalogue.ts";
import { runReport } from "../../src/reports/run-report.ts";
import { readStatus } from "../../src/routines/status.ts";
import { type Checkout, createCheckout } from "../scenes/checkout.ts";
import { separateLogins } from "../scenes/logins.ts";
import { openScene } from "../scenes/scene.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";

let empty: TestDatabase;
let filled: TestDatabase;
let endless: TestDatabase;
let checkout: Checkout;

beforeAll(async () => {
  [empty, filled, endless] = await Promise.all([testDatabase(), testDatabase(), testDatabase()]);
  checkout = createCheckout(empty.url);
  const psql = await filled.connect({ applicationName: "psql" });
  await psql.script(script("seed-rows.sql"));
  const endlessly = await endless.connect({ applicationName: "psql" });
  await endlessly.script(script("seed-rows.sql"));
  await endlessly.script(script("endless-times.sql"));
});

afterAll(async () => {
  checkout.remove();
  await Promise.all([empty.drop(), filled.drop(), endless.drop()]);
});

function script(file: string): string {
  return readFileSync(join(import.meta.dirname, file), "utf8");
}

const { reports } = listReports().output;
const names = reports.map(({ name }) => name);

describe.each(reports)("$name", ({ name, columns: declared }) => {
  // Without a default, a node's name.
  const parameters = isOfNode(name) ? { node: "ALPHA" } : {};

  test("answers an empty database with the columns its head declares", async () => {
    expect((await run(empty, name, parameters)).columns).toEqual(declared);
  });

  test("answers one whose times have no end", async () => {
    expect((await run(endless, name, parameters)).columns).toEqual(declared);
  });

  test("answers a filled one with rows", async () => {
    const { columns, rows } = await run(filled, name, parameters);
    expect(columns).toEqual(declared);
    expect(rows.length).toBeGreaterThan(0);
  });
});

function isOfNode(report: string): boolean {
  const parameters = reports.find(({ name }) => name === report)?.parameters ?? [];
  return parameters.some(({ name, default: usual }) => name === "node" && usual === null);
}

test("status knows no day of a phase whose start is no day", async () => {
  const { output } = await readStatus(await checkout.open({ databaseUrl: endless.url }));
  expect(output.phase).toMatchObject({ name: "Assessment", day: null });
});

describe("places are proposed", () => {
  test("as most files of the same name have, else those that begin alike, else none", async () => {
    const rows = await rowsOf("route");
    expect(rows.map((row) => [row["path"], row["component"], row["because"]])).toEqual([
      ["Downloads/META_PRD.md", "03_CORE_ENGINE", "as 2 named meta_prd.md"],
      ["Downloads/invoice.pdf", null, "no file is named like it"],
      ["Downloads/v7_search_api.py", "03_CORE_ENGINE", "as 2 like v7*.py"],
    ]);
  });
});

describe("registered files", () => {
  test("with equal bytes are a group, and hard links are no copies", async () => {
    expect(await rowsOf("duplicates")).toEqual([
      {
        copies: 2,
        size_bytes: 12_000,
        freed_bytes: 12_000,
        paths: ["07_BUILD_FACTORY/META_PRD.md", "Downloads/META_PRD.md"],
        sha256: "3f".repeat(32),
      },
    ]);
  });

  test("are counted by component, those of none last where they are as many", async () => {
    const rows = await rowsOf("components");
    expect(rows.map((row) => [row["component"], row["files"], row["share_percent"], row["size_bytes"]])).toEqual([
      ["03_CORE_ENGINE", 4, 50, 140],
      [null, 3, 37.5, 12_000],
      ["07_BUILD_FACTORY", 1, 12.5, 12_000],
    ]);
  });

  test("are counted by folder, a level below the one that is looked into", async () => {
    const folders = async (path: string): Promise<unknown> =>
      (await rowsOf("folders", { path })).map((row) => [row["path"], row["files"]]);
    expect(await folders("all")).toEqual([
      ["03_CORE_ENGINE", 4],
      ["Downloads", 3],
      ["07_BUILD_FACTORY", 1],
    ]);
    expect(await folders("03_CORE_ENGINE/SCRIPTS/")).toEqual([["03_CORE_ENGINE/SCRIPTS/archive", 1]]);
  });
});

describe("a metric", () => {
  test("goes in steps, says how it was kept, and is no older than was asked", async () => {
    const rows = await rowsOf("metric", { node: "ALPHA", hours: "24" });
    expect(rows.map((row) => [row["metric_name"], row["avg_value"], row["max_value"], row["kept"]])).toEqual([
      ["simple_query_time", 30, 35, "by the hour"],
      ["simple_query_time", 20, 20, "each"],
      ["simple_query_time", 10, 10, "each"],
    ]);
    expect(await rowsOf("metric", { node: "BETA" })).toEqual([]);
  });

  test("weighs what fell into one step by its samples", async () => {
    const rows = await rowsOf("metric", { node: "ALPHA", hours: "87600" });
    expect(rows.map((row) => [row["samples"], row["kept"]])).toEqual([[10, "by the day"]]);
  });
});

describe("sessions", () => {
  test("are summed up by the week in which they began", async () => {
    const [row] = await rowsOf("sessions");
    expect(row).toMatchObject({ sessions: 2, abandoned: 1, hours: 2, files_created: 4, commits: 2, log_entries: 3 });
  });
});

describe("the registry by snapshot", () => {
  test("says how much more each snapshot holds than the one before, also where that is older than what is asked for", async () => {
    const told = (rows: readonly { readonly [column: string]: unknown }[]): unknown[] =>
      rows.map((row) =>
        ["files", "size_bytes", "components", "files_grown", "bytes_grown"].map((column) => row[column]),
      );
    expect(told(await rowsOf("registry"))).toEqual([
      [12, 100, 2, 3, 10],
      [10, 160, 2, -2, 60],
    ]);
    expect(told(await rowsOf("registry", { days: "365" }))[0]).toEqual([9, 90, 1, null, null]);
  });
});

describe("what the seeds' queries got wrong", () => {
  test("risks are ranked, not sorted as words, and a validated enum is no risk", async () => {
    expect(await rowsOf("risk")).toEqual([
      { category: "ENUMs", count: 2, highest_risk: "critical" },
      { category: "Global Impacts", count: 1, highest_risk: "high" },
    ]);
  });

  test("the dashboard counts what is migrated, and names the highest risk nobody answered", async () => {
    expect((await rowsOf("dashboard"))[0]).toEqual({
      address: "phase/1",
      phase_number: 1,
      phase_name: "Assessment",
      phase_status: "in_progress",
      lead_persona: "The Architect",
      total_tasks: 11,
      completed_tasks: 1,
      migrated_files: 2,
      enum_migrations: 2,
      highest_risk: "critical",
      highest_pending_risk: "high",
      open_blockers: 2,
      gate_open: false,
    });
  });

  test("a phase that was approved and then rolled back is not ready for the next", async () => {
    expect((await rowsOf("gate")).map((row) => [row["phase_number"], row["gate_status"]])).toEqual([
      [1, "Awaiting approval"],
      [2, "Ready for next phase"],
      [3, "Awaiting approval"],
      [4, "Awaiting approval"],
      [5, "Awaiting approval"],
      [6, "Ready for next phase"],
      [7, "Awaiting approval"],
    ]);
  });

  test("a task's readiness tells its nine states apart", async () => {
    const rows = await rowsOf("readiness", { phase: "1" });
    expect(rows.map((row) => row["readiness"])).toEqual([
      "Finished",
      "Ready to start",
      "Blocked by dependencies",
      "Broken dependency",
      "Finished",
      "Depends on a cancelled task",
      "In review",
      "Deferred",
      "In progress",
      "Blocked",
      "Unknown status",
    ]);
  });

  test("files without a status are of high impact too, retired ones are not", async () => {
    const rows = await rowsOf("high-impact-files", { score: "8" });
    expect(rows.map((row) => row["file_path"])).toEqual(["src/models/domain.py", "src/models/contact.py"]);
  });

  test("a blocker that is no list is one blocker", async () => {
    expect(await rowsOf("current-phase")).toEqual([
      {
        phase_name: "Assessment",
        status: "in_progress",
        lead_persona: "The Architect",
        days_in_progress: 3,
        blocker_count: 1,
        planned_days: 5,
      },
    ]);
  });

  test("the day counts one migrated file, no cancelled task, and blocked phases as blockers", async () => {
    expect(await rowsOf("daily")).toEqual([
      {
        phase_progress: "1/7 phases",
        today_completions: "1 tasks",
        today_migrations: "1 files",
        current_blockers: "2 blockers",
      },
    ]);
  });

  test("a cancelled task does not hold up the review, and a phase without tasks is not ready", async () => {
    expect(await rowsOf("review-ready", { phase: "2" })).toEqual([
      {
        address: "phase/2",
        parent_phase: 2,
        total_tasks: 2,
        completed_tasks: 1,
        cancelled_tasks: 1,
        ready_for_review: true,
      },
    ]);
    expect(await rowsOf("review-ready", { phase: "3" })).toEqual([
      {
        address: "phase/3",
        parent_phase: 3,
        total_tasks: 0,
        completed_tasks: 0,
        cancelled_tasks: 0,
        ready_for_review: false,
      },
    ]);
  });

  test("an approved phase waits for nobody", async () => {
    expect((await rowsOf("pending-approvals")).map((row) => row["phase_name"])).toEqual(["Review"]);
  });

  test("a task in progress without a start is stale by its creation", async () => {
    expect((await rowsOf("stale-tasks")).map((row) => row["task_name"])).toEqual(["List the workflows"]);
    expect((await rowsOf("overnight")).map((row) => row["task_number"])).toEqual([9, 10]);
  });

  test("a task started and finished today counts as both, a cancelled one as neither", async () => {
    expect(await rowsOf("today")).toEqual([
      { category: "Completed", count: 1 },
      { category: "Started", count: 1 },
      { category: "Blocked", count: 1 },
    ]);
    expect(await rowsOf("done-today")).toEqual([
      { address: "task/1.1", parent_phase: 1, task_number: 1, task_name: "Document all duplicate ENUMs" },
    ]);
  });

  test("integrity names what is wrong, in what, and what mends it", async () => {
    const rows = await rowsOf("integrity");
    expect(rows.map(({ check, address, problem, command }) => [check, address, problem, command])).toEqual([
      ["ahead of a gate", "phase/2", "began although the gate of phase 1 is closed", "v7 phase show 1"],
      ["ahead of a gate", "phase/3", "began although the gate of phase 1 is closed", "v7 phase show 1"],
      ["ahead of a gate", "phase/6", "began although the gate of phase 1 is closed", "v7 phase show 1"],
      ["approval left over", "phase/4", "rolled_back, and still approved", "v7 adopt phase/4"],
      ["blockers are no list", "phase/1", "blockers are of type object", "v7 adopt phase/1"],
      ["broken dependency", "task/1.4", "waits for a task that is not there", "v7 adopt task/1.4"],
      ["missing DART link", "task/2.1", "completed, and no DART task is named", "v7 set task/2.1 dartTaskId=ID"],
      [
        "never observed",
        "node/ALPHA",
        "in use, and nobody has looked at it",
        "v7 node facts --from FILE --observed-at TIME",
      ],
      [
        "never observed",
        "node/BETA",
        "in use, and nobody has looked at it",
        "v7 node facts --from FILE --observed-at TIME",
      ],
      ["no key", null, "no document can name it: ENUM change affects domain curation", "v7 adopt Impact"],
      ["no key", null, "no document can name it: The API answers in lower case", "v7 adopt Impact"],
      ["no key", null, "no document can name it: The contact model moves", "v7 adopt Impact"],
      ["orphan", "task/99.1", "phase 99 is not recorded", "v7 new Phase 99 name=NAME leadPersona=PERSONA"],
      ["stale", "task/1.9", "in progress for 60 days", "v7 task block 1.9 --issue TEXT"],
      ["unknown risk", "enum/domain_status", "CRITICAL is no risk", "v7 adopt enum/domain_status"],
      ["unknown status", "task/1.11", "whatever is no status", "v7 adopt task/1.11"],
      ["waits for a cancelled task", "task/1.6", "waits for 1.5, which is cancelled", "v7 set task/1.6 dependsOn-=1.5"],
    ]);
  });

  test("a rolled back phase comes before those behind it", async () => {
    expect(await rowsOf("next-phase")).toEqual([
      { address: "phase/4", phase_number: 4, phase_name: "Database", status: "rolled_back" },
    ]);
  });

  test("what waits for a restart stands beside what is in force", async () => {
    expect(await rowsOf("pending-configuration")).toMatchObject([
      { node_name: "ALPHA", setting_name: "shared_buffers", active_value: "128MB", pending_value: "128GB" },
    ]);
  });

  test("a stopped service has no uptime", async () => {
    const rows = await rowsOf("services");
    expect(rows.map((row) => [row["service_name"], row["uptime_hours"]])).toEqual([
      ["Embedding Service", null],
      ["PostgreSQL", 1.5],
    ]);
  });

  test("of two snapshots of one transaction the later is the latest", async () => {
    expect(await rowsOf("latest-snapshot")).toMatchObject([{ snapshot_name: "Production Verified 2025-10-09" }]);
  });
});

describe("the completion report of Directive 005", () => {
  test("has the directive's title with the day, and confirms what holds", async () => {
    const { title, rows } = await run(empty, "completion-ad005", {}, "Pacific/Kiritimati");
    expect(title).toMatch(/^COMPLETION OF AD_005: V7 DATABASE INFRASTRUCTURE - \d{4}-\d\d-\d\d$/);
    expect(title.slice(-10)).toBe(new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10));
    expect(rows.map((row) => [row["article"], row["holds"]])).toEqual([
      ["5.3.1", true],
      ["5.3.2", false],
      ["5.3.3", false],
    ]);
  });

  test("confirms all three once the workflow is written and The Architect declared", async () => {
    const scene = await openScene();
    try {
      scene.checkout.write("Docs/V7_Migration/04_Database_Phase/DATABASE_WORKFLOW.md", "# V7 database workflow\n");
      await scene.apply();
      const { output } = await runReport(await scene.open(), { name: "completion-ad005", parameters: {} });
      expect(output.rows.map((row) => row["holds"])).toEqual([true, true, true]);
    } finally {
      await scene.end();
    }
  });
});

describe("the day", () => {
  test("begins with what was done, what is stuck, what waits and what changed outside", async () => {
    expect((await rowsOf("morning")).map(({ topic, subject, detail }) => [topic, subject, detail])).toEqual([
      ["Since", expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/), "UTC, the last 24 hours"],
      ["Phase", "1/7 Assessment", "in_progress, day 4 of 5; gate closed"],
      ["Done", "1.1 Document all duplicate ENUMs", "Layer 1 Data Sentinel"],
      ["Blocked", "1.10 Read the production ENUMs", "Layer 1 Guardian"],
      ["Blocked", "phase 7 Retirement", "The Architect"],
      ["Over 2 days", "1.9 List the workflows", "60 days, Layer 1 Guardian"],
      ["Approve", "phase 3 Review", "pending"],
      ["Risk", "ENUM change affects domain curation", "high, unanswered"],
      ["Outside", expect.stringMatching(/^\d+ rows by \w+$/), expect.any(String)],
      ["Restart", "ALPHA", "1 setting pending"],
    ]);
  });

  test("ends with what was completed, started and is blocked", async () => {
    expect((await rowsOf("evening")).map(({ topic, subject, detail }) => [topic, subject, detail])).toEqual([
      ["Progress", "1/7 phases", "2/12 tasks"],
      ["Completed", "1.1 Document all duplicate ENUMs", "Layer 1 Data Sentinel"],
      ["Started", "1.1 Document all duplicate ENUMs", "Layer 1 Data Sentinel"],
      ["Blocked", "1.10 Read the production ENUMs", "Layer 1 Guardian"],
      ["Blocked", "phase 7 Retirement", "The Architect"],
      ["Outside", expect.stringMatching(/^\d+ rows by \w+$/), expect.any(String)],
    ]);
  });
});

describe("performance", () => {
  test("weighs values that came late and are kept by the hour already", async () => {
    expect(await rowsOf("perf24")).toEqual([
      {
        address: "node/ALPHA",
        node_name: "ALPHA",
        metric_name: "simple_query_time",
        avg_value: 22.5,
        min_value: 10,
        max_value: 35,
        metric_unit: "ms",
        samples: 4,
      },
    ]);
  });

  test("reaches back to what is kept by the day", async () => {
    expect(await rowsOf("perf24", { hours: "8760" })).toMatchObject([
      { avg_value: 110, min_value: 1, max_value: 1000, samples: 10 },
    ]);
  });
});

describe("the meta collector's metrics", () => {
  test("coverage, helper adoption and the way from gap to action", async () => {
    expect(await rowsOf("meta-coverage")).toEqual([{ pct_projects_fresh_14d: 50, pct_files_in_scan: 66.7 }]);
    expect(await rowsOf("helper-adoption")).toEqual([{ pct: 100 }]);
    expect(await rowsOf("gap-to-action")).toEqual([{ actions: 1, median_seconds: 90 }]);
  });

  test("high gaps opened and closed by week", async () => {
    const rows = await rowsOf("gap-closure", { weeks: "2" });
    expect(rows.map((row) => [row["opened"], row["closed"]])).toEqual([
      [1, 0],
      [2, 1],
    ]);
  });
});

describe("today", () => {
  // Twelve hours ago is today in exactly one of two zones that lie twelve hours apart; just now is today in both.
  test("is the person's own", async () => {
    const database = await testDatabase();
    try {
      const psql = await database.connect();
      await psql.script(`INSERT INTO v7_migration_workflow (phase_number, phase_name, lead_persona) VALUES (1, 'Assessment', 'The Architect');
        INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona, status, completed_at) VALUES
          (1, 1, 'Document all duplicate ENUMs', 'Layer 1 Data Sentinel', 'completed', LOCALTIMESTAMP - interval '12 hours'),
          (1, 2, 'Map enum values', 'Layer 1 Data Sentinel', 'completed', LOCALTIMESTAMP)`);
      const doneIn = async (timezone: string): Promise<unknown[]> =>
        (await run(database, "done-today", { timezone })).rows.map((row) => row["task_number"]);
      const isAfternoon = new Date().getUTCHours() >= 12;
      expect(await doneIn("UTC")).toEqual(isAfternoon ? [1, 2] : [2]);
      expect(await doneIn("Pacific/Tarawa")).toEqual(isAfternoon ? [2] : [1, 2]);
    } finally {
      await database.drop();
    }
  });

  // Half an hour before and after a midnight that is no midnight of UTC.
  test.each(["Asia/Kolkata", "Pacific/Chatham", "America/St_Johns"])("ends at midnight in %s", async (timezone) => {
    const database = await testDatabase();
    try {
      const psql = await database.connect();
      const midnight = `(now() AT TIME ZONE '${timezone}')::date::timestamp AT TIME ZONE '${timezone}' AT TIME ZONE 'UTC'`;
      await psql.script(`INSERT INTO v7_migration_workflow (phase_number, phase_name, lead_persona, status, started_at)
          VALUES (1, 'Assessment', 'The Architect', 'in_progress', ${midnight} - interval '1 second');
        INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona, status, started_at, completed_at) VALUES
          (1, 1, 'Document all duplicate ENUMs', 'Layer 1 Data Sentinel', 'completed', ${midnight}, ${midnight}),
          (1, 2, 'Map enum values', 'Layer 1 Data Sentinel', 'completed', ${midnight} - interval '1 second', ${midnight} - interval '1 second')`);
      const zoned = async (name: string): Promise<ReportOutput["rows"]> =>
        (await run(database, name, {}, timezone)).rows;
      expect((await zoned("done-today")).map((row) => row["task_number"])).toEqual([1]);
      expect((await zoned("today")).map((row) => row["count"])).toEqual([1, 1, 0]);
      expect((await zoned("daily"))[0]).toMatchObject({ today_completions: "1 tasks" });
      expect((await zoned("evening")).map((row) => [row["topic"], row["subject"]]).slice(1)).toEqual([
        ["Completed", "1.1 Document all duplicate ENUMs"],
        ["Started", "1.1 Document all duplicate ENUMs"],
        ["Outside", expect.any(String)],
      ]);
      expect((await zoned("current-phase"))[0]).toMatchObject({ days_in_progress: 1 });
      expect((await zoned("morning"))[1]).toMatchObject({ detail: "in_progress, day 2; gate closed" });
    } finally {
      await database.drop();
    }
  });

  test("is v7.yaml's unless a zone is asked for", async () => {
    expect((await run(empty, "today", {}, "Asia/Dubai")).parameters).toEqual({ timezone: "Asia/Dubai" });
  });
});

test("a report cannot write", async () => {
  const writing = withReports(filled.target, options, (reports) =>
    reports.ask("UPDATE v7_migration_workflow SET status = 'completed' RETURNING phase_number", []),
  );
  await expect(writing).rejects.toThrow(/read-only transaction/);
});

test("a report whose table is gone says where to look", async () => {
  const asking = withReports(filled.target, options, (reports) => reports.ask("SELECT * FROM gap_backlog", []));
  await expect(asking).rejects.toThrow(expect.objectContaining({ code: "V7-B063", next: ["v7 db status --verify"] }));
});

test("the reading login that db grants makes suffices for every report", async () => {
  const scene = await openScene();
  try {
    const logins = await separateLogins(scene);
    const workspace = await scene.checkout.open({ readUrl: logins.urlAs("v7_ro") });
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) {
      const parameters = isOfNode(name) ? { node: "ALPHA" } : {};
      const { report, columns, rows } = (await runReport(workspace, { name, parameters })).output;
      expect([report, columns.length > 0, Array.isArray(rows)]).toEqual([name, true, true]);
    }
  } finally {
    await scene.end();
  }
});

test("a number that JavaScript would round comes as text", async () => {
  const answer = await withReports(filled.target, options, (reports) =>
    reports.ask("SELECT 9007199254740993::bigint AS large, 0.10::numeric AS small, NULL::bigint AS none", []),
  );
  expect(answer.rows).toEqual([{ large: "9007199254740993", small: 0.1, none: null }]);
});

const options = { applicationName: "v7 report", schema: "public" };

async function run(
  database: TestDatabase,
  name: string,
  parameters: { readonly [name: string]: string },
  timezone = "UTC",
): Promise<ReportOutput> {
  const workspace = await checkout.open({ databaseUrl: database.url });
  const zoned = { ...workspace, config: { ...workspace.config, timezone } };
  return (await runReport(zoned, { name, parameters })).output;
}

async function rowsOf(
  name: string,
  parameters: { readonly [name: string]: string } = {},
): Promise<ReportOutput["rows"]> {
  return (await run(filled, name, parameters)).rows;
}
