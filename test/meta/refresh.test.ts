import { renameSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { EnrichRefreshMetaOutput } from "../../src/model/output/enrich-refresh-meta.ts";
import type { WorkEvent } from "../../src/model/work-event.ts";
import { runCampaign } from "../../src/routines/campaign.ts";
import { refreshMeta, type RefreshMetaRequest } from "../../src/routines/refresh-meta.ts";
import { publishCatalog } from "../../src/meta/publish/publish.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { policy } from "../scenes/documents.ts";
import { separateLogins } from "../scenes/logins.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import { branching, collectorScript, plainLines, plant, touch, wellKept } from "./tree.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
});

afterEach(() => scene.end());

async function refresh(request: Partial<RefreshMetaRequest> = {}): Promise<EnrichRefreshMetaOutput> {
  return (await refreshMeta(await scene.open(), { dryRun: false, resume: false, ...request })).output;
}

async function scanAll(...projects: readonly string[]): Promise<void> {
  await runCampaign(await scene.open(), { projects, top: 100, leastLines: 0, execute: true });
}

function isAnalysis(event: WorkEvent): boolean {
  return event.type === "progress" && event.job === "signals";
}

function openGaps(): Promise<unknown[]> {
  return scene.column(
    "SELECT gap_type || ' ' || scope FROM gap_findings WHERE closed_at IS NULL ORDER BY gap_type, scope COLLATE \"C\"",
  );
}

function story(): Promise<unknown[]> {
  return scene.column(
    "SELECT event || ' ' || gap_type || ' ' || scope FROM gap_events JOIN gap_findings ON gap_findings.id = gap_id ORDER BY gap_events.id",
  );
}

/** Everything that a run may have written, but for times, numbers and the runs themselves. */
async function state(): Promise<unknown[]> {
  return scene.column(`
    SELECT jsonb_build_array(
      (SELECT jsonb_agg(to_jsonb(p) - '{id,first_seen,last_seen}'::text[] ORDER BY project_path) FROM projects p),
      (SELECT jsonb_agg(to_jsonb(p) - '{run_id,updated_at}'::text[] ORDER BY project_path) FROM project_facts p),
      (SELECT jsonb_agg(to_jsonb(f) - '{id,last_run_id,mtime}'::text[] ORDER BY project_path, file_path) FROM files f),
      (SELECT jsonb_agg(to_jsonb(s) - '{id,run_id,updated_at}'::text[] ORDER BY project_path, file_path, role) FROM codegraphx_file_signals s),
      (SELECT jsonb_agg(to_jsonb(s) - '{run_id,updated_at}'::text[] ORDER BY project_path) FROM codegraphx_project_signals s),
      (SELECT jsonb_agg(to_jsonb(g) - '{id,first_seen,last_seen,closed_at,last_run_id}'::text[] ORDER BY gap_type, scope) FROM gap_findings g),
      (SELECT jsonb_agg(to_jsonb(a) - '{id,gap_id,queued_at,finished_at,last_run_id}'::text[] ORDER BY title, command::text) FROM action_queue a))`);
}

describe("a run", () => {
  test("finds projects, places their files and queues what is worth doing", async () => {
    plant(scene.checkout.root, { ...wellKept("Ingest"), "notes.md": "# Notes\n" });
    const { projects, files, gaps, actions } = await refresh();
    expect({ projects, placed: files.placed, opened: gaps.opened, queued: actions.queued }).toEqual({
      projects: { found: 1, added: 1 },
      placed: 4,
      opened: 1,
      queued: 1,
    });
    expect(await openGaps()).toEqual(["PROJECT_UNINDEXED Ingest"]);
    expect(await scene.column("SELECT command ->> 'argv' FROM v_next_actions")).toEqual([
      '["v7", "enrich", "campaign", "--project", "Ingest", "--execute"]',
    ]);
  });

  test("that follows another one writes no row but its own", async () => {
    plant(scene.checkout.root, { ...wellKept("Ingest"), ...wellKept("Board") });
    await refresh();
    const marks = (): Promise<unknown[]> =>
      scene.column(`SELECT string_agg(xmin::text, ' ') FROM (
        SELECT xmin FROM projects UNION ALL SELECT xmin FROM project_facts UNION ALL SELECT xmin FROM files
        UNION ALL SELECT xmin FROM file_analyses UNION ALL SELECT xmin FROM action_queue) AS rows`);
    const before = await marks();
    const { files, analyzed, gap_changes: changes } = await refresh();
    expect({ changed: files.added + files.updated + files.gone, analyzed: analyzed.files, changes }).toEqual({
      changed: 0,
      analyzed: 0,
      changes: [],
    });
    expect(await marks()).toEqual(before);
  });

  test("analyzes again only the file whose bytes changed", async () => {
    plant(scene.checkout.root, wellKept("Ingest"));
    await refresh();
    touch(scene.checkout.root, "Ingest/src/ingest.py");
    expect((await refresh()).analyzed).toEqual({ files: 1, by_status: [{ status: "analyzed", files: 1 }] });
  });

  test("is one row of ingest_runs, with how it ended", async () => {
    plant(scene.checkout.root, wellKept("Ingest"));
    await refresh();
    expect(
      await scene.column(
        "SELECT status || ' ' || (counts ->> 'projects') || ' ' || (checkpoint ->> 'step') FROM ingest_runs WHERE pipeline = 'refresh-meta'",
      ),
    ).toEqual(["succeeded 1 actions"]);
  });

  test("that is a rehearsal says what it would do with what is registered, and leaves nothing behind", async () => {
    plant(scene.checkout.root, wellKept("Ingest"));
    await refresh();
    plant(scene.checkout.root, wellKept("Board"));
    const before = await state();
    const { run_id: run, scan } = await refresh({ dryRun: true });
    expect({ run, added: scan.added }).toEqual({ run: null, added: 4 });
    expect(await state()).toEqual(before);
    expect(await scene.column("SELECT count(*)::int FROM ingest_runs WHERE pipeline = 'refresh-meta'")).toEqual([1]);
  });

  test("that was cut off is gone on with, and ends as one that was not", async () => {
    plant(scene.checkout.root, { ...wellKept("Ingest"), ...wellKept("Board") });
    const cutter = new AbortController();
    const workspace = await scene.open({ signal: cutter.signal });
    const tell = (event: WorkEvent): void => void (isAnalysis(event) && cutter.abort());
    await expect(refreshMeta({ ...workspace, tell }, { dryRun: false, resume: false })).rejects.toThrow();
    const resumed = await refresh({ resume: true });
    expect(resumed.resumed_from).not.toBeNull();
    const afterwards = await state();
    await scene.psql.script(
      "TRUNCATE files, file_analyses, codegraphx_file_signals, codegraphx_project_signals, project_facts, action_queue CASCADE",
    );
    await refresh();
    expect(await state()).toEqual(afterwards);
  });

  test("has nothing to go on with after one that came to its end", async () => {
    plant(scene.checkout.root, wellKept("Ingest"));
    await refresh();
    await expect(refresh({ resume: true })).rejects.toMatchObject({ code: "V7-A002" });
  });
});

describe("a project", () => {
  test("that somebody declared keeps its name and state", async () => {
    plant(scene.checkout.root, wellKept("Ingest"));
    scene.checkout.declare({ kind: "Project", name: "Ingest", spec: { name: "The ingest", state: "archived" } });
    await scene.apply();
    await refresh();
    expect(await scene.column("SELECT name || ' ' || state || ' ' || has_tests FROM projects")).toEqual([
      "The ingest archived true",
    ]);
    expect((await scene.plan()).plan.drift).toEqual([]);
  });

  test("that is gone is inactive, and its gaps are closed; when it is back, so is it", async () => {
    plant(scene.checkout.root, { ...wellKept("Ingest"), ...wellKept("Board") });
    await refresh();
    renameSync(join(scene.checkout.root, "Board"), join(scene.checkout.root, "..", "v7-board-away"));
    expect((await refresh()).gone).toEqual(["Board"]);
    expect(await openGaps()).toEqual(["PROJECT_UNINDEXED Ingest"]);
    expect(await scene.column("SELECT project_path FROM v_index_coverage")).toEqual(["Ingest"]);
    renameSync(join(scene.checkout.root, "..", "v7-board-away"), join(scene.checkout.root, "Board"));
    await refresh();
    expect(await scene.column("SELECT state FROM projects ORDER BY project_path")).toEqual(["active", "active"]);
    expect(await story()).toEqual([
      "opened PROJECT_UNINDEXED Board",
      "opened PROJECT_UNINDEXED Ingest",
      "closed PROJECT_UNINDEXED Board",
      "reopened PROJECT_UNINDEXED Board",
    ]);
  });
});

describe("gaps", () => {
  test("of every type are found where they are planted, and nowhere else", async () => {
    const { root } = scene.checkout;
    scene.checkout.declare(policy({ meta: { changes: 3, largeLines: 100, complexity: 60, leastDocumentBytes: 200 } }));
    await scene.apply();
    plant(root, wellKept("Fine"));
    plant(root, wellKept("Unindexed"));
    plant(root, wellKept("Stale"));
    plant(root, wellKept("Partly"));
    plant(root, wellKept("Original"));
    plant(root, { ...wellKept("Large"), "Large/src/rows.py": plainLines(150) });
    rmSync(join(root, "Large/tests"), { recursive: true });
    plant(root, {
      "Collect/pyproject.toml": '[project]\nname = "collect"\n',
      "Collect/tests/test_it.py": "def test_it():\n    pass\n",
    });
    plant(root, Object.fromEntries([1, 2, 3, 4].map((at) => [`Collect/src/walk_${at}.py`, collectorScript(at)])));
    plant(root, {
      "Tangled/pyproject.toml": '[project]\nname = "tangled"\n',
      "Tangled/src/tangle.py": branching("tangle", 80),
      "Tangled/README.md": "# Tangled\n",
      "Tangled/tests/test_it.py": "",
    });
    plant(root, { ...wellKept("Busy") });
    rmSync(join(root, "Busy/tests"), { recursive: true });
    plant(root, wellKept("Gone"));
    plant(
      root,
      Object.fromEntries(
        Object.entries(wellKept("Original")).map(([path, text]) => [path.replace("Original", "backup"), text]),
      ),
    );
    plant(root, { "Original/src/more.py": "MORE = 1\n", "backup/src/more.py": "MORE = 1\n" });
    await refresh();
    for (const change of [1, 2, 3]) {
      plant(root, { "Busy/src/busy.py": `BUSY = ${change}\n` });
      await refresh();
    }
    const projects = "Fine Stale Partly Original Large Collect Tangled Busy Gone backup".split(" ");
    await scanAll(...projects);
    await scene.psql.script(
      "UPDATE codegraphx_enrichment SET scanned_at = now() - interval '40 days' WHERE project_path = 'Stale'",
    );
    await scene.psql.script(
      "UPDATE files SET in_scan = FALSE, mtime = now() - interval '1 day' WHERE project_path = 'Partly' AND file_path LIKE 'src/%'",
    );
    rmSync(join(root, "Gone"), { recursive: true });
    await refresh();
    expect(await openGaps()).toEqual([
      "DUPLICATE_MIRROR_CONTENT backup",
      "FILE_MISSING_FROM_SCAN Partly",
      "HIGH_COLLECTOR_DENSITY_NO_DOCS Collect",
      "HIGH_SIZE_LOW_TEST_COVERAGE Large",
      "LOW_DOC_HIGH_COMPLEXITY Tangled",
      "MISSING_TESTS_HIGH_CHANGE Busy",
      "ORPHANED_ARTIFACT_PATH Gone",
      "PROJECT_STALE_SCAN Stale",
      "PROJECT_UNINDEXED Unindexed",
    ]);
  });

  test("of tests are judged by a report that is as young as the source, and by no older one", async () => {
    const { root } = scene.checkout;
    scene.checkout.declare(policy({ meta: { largeLines: 100 } }));
    await scene.apply();
    plant(root, { ...wellKept("Large"), "Large/src/rows.py": plainLines(150) });
    await scanAll("Large");
    expect(await openGaps()).toEqual([]);
    const reached = Array.from({ length: 100 }, (_, at) => `DA:${at + 1},${at < 20 ? 1 : 0}\n`).join("");
    plant(root, { "Large/coverage/lcov.info": `SF:src/rows.py\n${reached}end_of_record\n` });
    await refresh();
    expect(await openGaps()).toEqual(["HIGH_SIZE_LOW_TEST_COVERAGE Large"]);
    expect(await scene.column("SELECT evidence ->> 'coverage' FROM gap_findings WHERE closed_at IS NULL")).toEqual([
      "0.2",
    ]);
    utimesSync(join(root, "Large/coverage/lcov.info"), 1, 1);
    const { gaps } = await refresh();
    expect({ closed: gaps.closed, unknown: gaps.unknown }).toEqual({ closed: 0, unknown: 1 });
  });

  test("stay open while the root that they are in cannot be read", async () => {
    const mount = join(scene.checkout.root, "..", "v7-mount");
    plant(mount, wellKept("Ingest"));
    scene.checkout.write("v7.yaml", `scan:\n  roots:\n    - { name: disk, path: ${JSON.stringify(mount)} }\n`);
    await refresh();
    renameSync(mount, `${mount}-away`);
    const { gaps, gone } = await refresh();
    expect({ closed: gaps.closed, gone, open: await openGaps() }).toEqual({
      closed: 0,
      gone: [],
      open: ["PROJECT_UNINDEXED @disk/Ingest"],
    });
    rmSync(`${mount}-away`, { recursive: true });
  });

  test("that would close in great number stop the run, until somebody says that it is meant", async () => {
    const names = Array.from({ length: 8 }, (_, at) => `Project_${at}`);
    for (const name of names) plant(scene.checkout.root, wellKept(name));
    await refresh();
    for (const name of names) rmSync(join(scene.checkout.root, name), { recursive: true });
    await scene.psql.script("UPDATE v7_files SET deleted_at = now() WHERE path LIKE 'Project_%'");
    await expect(refresh()).rejects.toMatchObject({ code: "V7-A001" });
    expect(await openGaps()).toHaveLength(8);
    await refresh({ allowClosing: 8 });
    expect(await openGaps()).toEqual([]);
  });

  test("that are waived are no work until the day is over, and say then why they are back", async () => {
    plant(scene.checkout.root, wellKept("Ingest"));
    await refresh();
    scene.checkout.declare({
      kind: "Waiver",
      name: "ingest-goes",
      spec: {
        gap: "PROJECT_UNINDEXED",
        scope: "Ing*",
        reason: "It is going away.",
        owner: "The Architect",
        until: "2099-12-31",
      },
    });
    await scene.apply();
    await refresh();
    expect(await scene.column("SELECT count(*)::int FROM v_gap_backlog")).toEqual([0]);
    expect(await scene.column("SELECT status FROM action_queue")).toEqual(["dismissed"]);
    const later = await scene.open();
    await refreshMeta({ ...later, now: () => new Date("2100-01-01T00:00:00Z") }, { dryRun: false, resume: false });
    expect(await story()).toEqual([
      "opened PROJECT_UNINDEXED Ingest",
      "waived PROJECT_UNINDEXED Ingest",
      "reopened PROJECT_UNINDEXED Ingest",
    ]);
  });

  test("have a story of which nothing can be changed", async () => {
    plant(scene.checkout.root, wellKept("Ingest"));
    await refresh();
    await expect(scene.psql.script("UPDATE gap_events SET because = 'nothing'")).rejects.toThrow("append-only");
    await expect(scene.psql.script("DELETE FROM gap_events")).rejects.toThrow("append-only");
  });
});

describe("a scan of CodeGraphX", () => {
  /** Its rows for a project, as it writes them, made after the files were. */
  function scanned(root: string, ...paths: readonly string[]): string {
    return paths
      .map(
        (path) =>
          `${JSON.stringify({ project: "Ingest", root, path: `${root}/${path}`, rel_path: path, ext: ".py", size: 1 })}\n`,
      )
      .join("");
  }

  function keep(text: string): void {
    plant(scene.checkout.root, {
      "v7.yaml": "meta:\n  artifacts: [graphs]\n",
      ".gitignore": "graphs/\n",
      "graphs/data/scan.jsonl": text,
      "graphs/data/scan_summary.json": JSON.stringify({
        generated_at_utc: new Date(Date.now() + 1_000).toISOString().slice(0, -1),
      }),
    });
  }

  test("makes its project indexed; a file of a language that it looked for and does not hold is missing from it", async () => {
    plant(scene.checkout.root, {
      ...wellKept("Ingest"),
      "Ingest/src/left.py": "LEFT = 1\n",
      "Ingest/notes.csv": "a,b\n",
    });
    keep(scanned(join(scene.checkout.root, "Ingest"), "src/ingest.py", "tests/test_greet.py"));
    const { artifacts } = await refresh();
    expect({ read: artifacts.read.map(({ path }) => path), scans: artifacts.scans }).toEqual({
      read: ["graphs/data/scan.jsonl"],
      scans: 1,
    });
    expect(await openGaps()).toEqual(["FILE_MISSING_FROM_SCAN Ingest"]);
    expect(await scene.column("SELECT evidence -> 'paths' FROM gap_findings WHERE closed_at IS NULL")).toEqual([
      ["src/left.py"],
    ]);
    expect(
      await scene.column("SELECT artifacts -> 0 ->> 'path' FROM ingest_runs WHERE pipeline = 'refresh-meta'"),
    ).toEqual(["graphs/data/scan.jsonl"]);
  });

  test("is recorded once, however often it is read", async () => {
    plant(scene.checkout.root, wellKept("Ingest"));
    keep(scanned(join(scene.checkout.root, "Ingest"), "src/ingest.py", "tests/test_greet.py"));
    await refresh();
    expect((await refresh()).artifacts.scans).toBe(0);
  });

  test("that was cut off says nothing of what is missing", async () => {
    plant(scene.checkout.root, wellKept("Ingest"));
    keep(`${scanned(join(scene.checkout.root, "Ingest"), "src/ingest.py")}{"project": "Ing`);
    await refresh();
    expect(await openGaps()).toEqual([]);
  });

  test("of a Windows machine belongs to the project of its name, whatever the letters", async () => {
    plant(scene.checkout.root, wellKept("Ingest"));
    keep(scanned("C:\\Dev\\INGEST", "src\\Ingest.py", "tests\\TEST_greet.py").replaceAll("C:\\\\Dev\\\\INGEST/", ""));
    await refresh();
    expect(await openGaps()).toEqual([]);
  });

  test("of a folder that is nowhere is an orphan, unless it lies on another machine", async () => {
    plant(scene.checkout.root, wellKept("Board"));
    keep(scanned("/nowhere/Ingest", "a.py") + scanned("D:\\nowhere\\Other", "b.py").replaceAll('"Ingest"', '"Other"'));
    await refresh();
    expect(await openGaps()).toEqual(["ORPHANED_ARTIFACT_PATH /nowhere/Ingest", "PROJECT_UNINDEXED Board"]);
  });

  test("that is declared and not there is told, and the rest goes on", async () => {
    plant(scene.checkout.root, { ...wellKept("Ingest"), "v7.yaml": "meta:\n  artifacts: [nowhere]\n" });
    const { artifacts, projects } = await refresh();
    expect({ problems: artifacts.problems.map(({ problem }) => problem), found: projects.found }).toEqual({
      problems: ["is not there"],
      found: 1,
    });
    expect(await scene.column("SELECT status FROM ingest_runs WHERE pipeline = 'refresh-meta'")).toEqual(["partial"]);
  });
});

test("the scans of a folder that is gone are forgotten by the command that its action names", async () => {
  plant(scene.checkout.root, { ...wellKept("Ingest"), ...wellKept("Gone") });
  await scanAll("Ingest", "Gone");
  rmSync(join(scene.checkout.root, "Gone"), { recursive: true });
  await refresh();
  expect(await openGaps()).toEqual(["ORPHANED_ARTIFACT_PATH Gone"]);
  await refresh({ forget: "Gone" });
  expect(await openGaps()).toEqual([]);
  await expect(refresh({ forget: "Gone" })).rejects.toMatchObject({ code: "V7-A006" });
});

test("a login that applies may collect, scan and publish; one that reads may not, and is told", async () => {
  plant(scene.checkout.root, wellKept("Ingest"));
  const logins = await separateLogins(scene);
  const as = (login: "ci" | "v7_ro"): Promise<Workspace> => scene.open({ databaseUrl: logins.urlAs(login) });
  await refreshMeta(await as("ci"), { dryRun: false, resume: false });
  await runCampaign(await as("ci"), { projects: ["Ingest"], top: 1, leastLines: 0, execute: true });
  const file = join(scene.checkout.root, "catalog.db");
  expect((await publishCatalog(await as("ci"), { file, directory: "/" })).output.projects).toBe(1);
  expect(await openGaps()).toEqual([]);
  await expect(refreshMeta(await as("v7_ro"), { dryRun: false, resume: false })).rejects.toThrow();
});
