import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { adopt } from "../../src/engine/edit/adopt.ts";
import { pull } from "../../src/engine/edit/pull.ts";
import type { Failure } from "../../src/model/failure.ts";
import { foldedName } from "../../src/model/file-name.ts";
import type { AdoptOutput } from "../../src/model/output/adopt.ts";
import { phase, task, yamlOf } from "../scenes/documents.ts";
import { openScene, type Scene, worldOf } from "../scenes/scene.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.declare(phase("1"), task("1.1"));
  await scene.apply();
});

afterEach(() => scene.end());

async function adopted(...topics: readonly string[]): Promise<AdoptOutput & { problem: Failure | null }> {
  const { output, problem } = await adopt(await scene.checkout.open(), { topics });
  return { ...output, problem };
}

async function addTasks(...rows: readonly string[]): Promise<void> {
  const columns = "parent_phase, task_number, task_name, responsible_persona";
  for (const row of rows) await scene.psql.query(`INSERT INTO v7_subworkflow_tasks (${columns}) VALUES (${row})`);
}

async function addManyTasks(count: number): Promise<void> {
  await scene.psql.query(
    `INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona, notes)
     SELECT 1, n, 'Check table ' || n, 'Test Sentinel', E'Since v6:\\n- "quoted"\\n- 50 % done' FROM generate_series(2, $1::int) n`,
    [count + 1],
  );
  await scene.psql.query(
    `UPDATE v7_subworkflow_tasks t SET dependencies = ARRAY[e.id] FROM v7_subworkflow_tasks e
     WHERE e.parent_phase = 1 AND e.task_number = t.task_number - 1 AND t.task_number > 1`,
  );
}

describe("adopt", () => {
  test.each(["Task", "task", "tasks"])("takes every undeclared row of the kind %s", async (kind) => {
    await addTasks("1, 2, 'Review the list', 'Test Sentinel'", "1, 10, 'Merge them', 'Test Sentinel'");
    expect((await adopted(kind)).adopted).toEqual(["task/1.2", "task/1.10"]);
    expect((await scene.plan()).plan).toMatchObject({ changes: [], drift: [], conflicts: [] });
  });

  test("takes one row by its address and leaves the others", async () => {
    await addTasks("1, 2, 'Review the list', 'Test Sentinel'", "1, 3, 'Merge them', 'Test Sentinel'");
    expect((await adopted("task/1.3")).diffs).toMatchObject([{ file: "state/tasks/1.3.yaml", before: null }]);
    expect((await scene.plan()).plan.drift).toMatchObject([{ address: "task/1.2", action: "added" }]);
  });

  test("is followed by an apply that remembers the rows and writes none", async () => {
    await addTasks("1, 2, 'Review the list', 'Test Sentinel'");
    const [before] = await scene.column("SELECT count(*) FROM change_log");
    await adopted("task");
    await scene.apply();
    expect(await scene.column("SELECT address FROM v7_resources WHERE kind = 'Task' ORDER BY 1")).toEqual([
      "task/1.1",
      "task/1.2",
    ]);
    expect(await scene.column("SELECT count(*) FROM change_log")).toEqual([before]);
  });

  test("names every value the row holds, references by name", async () => {
    await scene.psql.query(
      `INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona, status, started_at, blockers, dependencies)
       SELECT 1, 2, 'Review: "the list" # now', 'Test Sentinel', 'in_progress', '2025-08-07 03:12:00.25', '{BETA is down}', ARRAY[id]
       FROM v7_subworkflow_tasks`,
    );
    await adopted("task/1.2");
    const text = scene.checkout.read("state/tasks/1.2.yaml");
    expect(text).toContain("schemas/v1/task.schema.json");
    for (const line of [
      'name: "Review: \\"the list\\" # now"',
      "responsiblePersona: Test Sentinel",
      "status: in_progress",
      "2025-08-07T03:12:00.25Z",
      "blockers: [BETA is down]",
      'dependsOn: ["1.1"]',
    ])
      expect(text).toContain(line);
    expect(text).not.toContain("notes");
  });

  test("takes rows that name one another, whatever their kind", async () => {
    await scene.psql.query(
      "INSERT INTO v7_migration_workflow (phase_number, phase_name, lead_persona) VALUES (2, 'Design', 'The Architect')",
    );
    await addTasks("2, 1, 'Draw the tables', 'Test Sentinel'");
    expect((await adopted("phase", "task")).adopted).toEqual(["phase/2", "task/2.1"]);
  });

  test("says nothing when every row has a document", async () => {
    expect(await adopted("task")).toMatchObject({ files: [], adopted: [], findings: [], diffs: [], problem: null });
  });

  test("takes a thousand rows in one run", async () => {
    await addManyTasks(1000);
    expect((await adopted("task")).adopted).toHaveLength(1000);
    expect((await scene.plan()).plan).toMatchObject({ changes: [], drift: [], conflicts: [] });
  });

  test("writes nothing to the database", async () => {
    await addTasks("1, 2, 'Review the list', 'Test Sentinel'");
    const before = await worldOf(scene);
    await adopted("task");
    expect(await worldOf(scene)).toEqual(before);
  });
});

describe("a row that makes no valid document", () => {
  test("is left and named; the others are written", async () => {
    await addTasks("1, 2, 'Review the list', 'Nobody'", "1, 3, 'Merge them', 'Test Sentinel'");
    const { adopted: done, findings, problem } = await adopted("task");
    expect(done).toEqual(["task/1.3"]);
    expect(findings).toMatchObject([{ address: "task/1.2", code: "V7-D020" }]);
    expect(problem).toMatchObject({ code: "V7-P064", exitCode: 1, message: "1 of 2 rows cannot become documents" });
    expect(existsSync(join(scene.checkout.root, "state/tasks/1.2.yaml"))).toBe(false);
  });

  test("takes those with it that name it, directly or not", async () => {
    await addManyTasks(3);
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET status = 'half done' WHERE task_number = 2");
    await addTasks("1, 9, 'Merge them', 'Test Sentinel'");
    const { adopted: done, findings } = await adopted("task");
    expect(done).toEqual(["task/1.9"]);
    expect(findings.map(({ address, code }) => [address, code])).toEqual([
      ["task/1.2", "V7-D006"],
      ["task/1.3", "V7-P066"],
      ["task/1.4", "V7-P066"],
    ]);
  });

  test("is told with the command that takes what it names", async () => {
    await addManyTasks(2);
    const { problem } = await adopted("task/1.3");
    expect(problem?.next).toEqual([expect.stringContaining("v7 adopt task/1.2 ") as string]);
  });

  test("may be one of a circle", async () => {
    await addManyTasks(2);
    await scene.psql.query(
      `UPDATE v7_subworkflow_tasks t SET dependencies = ARRAY[e.id] FROM v7_subworkflow_tasks e
       WHERE t.task_number = 2 AND e.task_number = 3`,
    );
    const { adopted: done, findings } = await adopted("task");
    expect([done, findings.map(({ code }) => code)]).toEqual([[], ["V7-D021", "V7-P066"]]);
  });

  test("does not hold up a bare pull", async () => {
    await addTasks("1, 2, 'Review the list', 'Nobody'", "1, 3, 'Merge them', 'Test Sentinel'");
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET task_name = 'Hotfix' WHERE task_number = 1");
    const { output, problem } = await pull(await scene.checkout.open(), { addresses: [], theirs: false });
    expect(output.changed.toSorted()).toEqual(["task/1.1", "task/1.3"]);
    expect(output.findings).toMatchObject([{ address: "task/1.2" }]);
    expect(problem).toMatchObject({ code: "V7-P064" });
  });
});

describe("adopt refuses", () => {
  test("a row that has a document", async () => {
    await expect(adopted("task/1.1")).rejects.toMatchObject({ code: "V7-P062" });
  });

  test("a row whose document was removed", async () => {
    scene.checkout.forget("task/1.1");
    await expect(adopted("task/1.1")).rejects.toMatchObject({ code: "V7-P063" });
    expect(await adopted("task")).toMatchObject({ adopted: [] });
  });

  test("an address without a row", async () => {
    await expect(adopted("task/1.9")).rejects.toMatchObject({ code: "V7-P001" });
  });

  test.each(["wave", "task/1.1#status", "wave/1"])("%s, which is neither kind nor address", async (topic) => {
    await expect(adopted(topic)).rejects.toMatchObject({ code: "V7-P060" });
  });

  test("a kind without rows", async () => {
    await expect(adopted("personas")).rejects.toMatchObject({ code: "V7-P061" });
  });

  test("to write over a file that holds another document: it adds to it", async () => {
    await addTasks("1, 2, 'Review the list', 'Test Sentinel'");
    const other = yamlOf(task("1.8"));
    scene.checkout.write("state/tasks/1.2.yaml", other);
    await adopted("task/1.2");
    const text = scene.checkout.read("state/tasks/1.2.yaml");
    expect([text.startsWith(`${other}---\napiVersion`), (await scene.plan()).plan.drift]).toEqual([true, []]);
  });
});

describe("a row of any name", () => {
  const names = [
    "../../../outside",
    "/tmp/x",
    "状".repeat(90),
    "Docs/a",
    "docs/a",
    "src/a",
    "src/a.yaml/b",
    "con",
    "a\u200bb",
    "e\u0301 and é",
  ];

  async function addImpacts(rows: readonly string[]): Promise<void> {
    await scene.psql.query(
      `INSERT INTO v7_global_impacts (impact_key, change_type, change_detail, affected_workflows, affected_layers, impact_description, risk_assessment)
       SELECT name, 'enum', '{}', '{}', '{}', 'Adopted', 'low' FROM unnest($1::text[]) name`,
      [rows],
    );
  }

  test("gets a file below state/ that is no other row's, whatever the file system makes of names", async () => {
    await addImpacts(names);
    const { adopted: done, files, problem } = await adopted("impact");
    expect([done.length, problem]).toEqual([names.length, null]);
    expect(new Set(files.map((file) => foldedName(file))).size).toBe(names.length);
    expect(files.every((file) => file.startsWith("state/impacts/"))).toBe(true);
    expect((await scene.plan()).plan).toMatchObject({ changes: [], drift: [], conflicts: [] });
  });

  test("is left and named where something lies on the way of its file; the others are written", async () => {
    scene.checkout.write("state/impacts", "");
    await addImpacts(["Docs/a"]);
    await addTasks("1, 2, 'Review the list', 'Test Sentinel'");
    const { adopted: done, findings, problem } = await adopted("impact", "task");
    expect(done).toEqual(["task/1.2"]);
    expect(findings).toMatchObject([{ address: "impact/Docs%2Fa", code: "V7-D035" }]);
    expect(problem).toMatchObject({ code: "V7-P064" });
  });

  test("goes to the kind's next file where its own is full", async () => {
    await scene.psql.query(
      `INSERT INTO projects (project_path, name, metadata)
       SELECT 'PRJ_' || n, 'Platform ' || n, jsonb_build_object('notes', repeat('x', 90000)) FROM generate_series(1, 6) n`,
    );
    expect((await adopted("project")).files).toEqual([
      "state/projects.yaml",
      "state/projects-2.yaml",
      "state/projects-3.yaml",
    ]);
    expect((await scene.plan()).plan).toMatchObject({ changes: [], drift: [], conflicts: [] });
  });
});
