import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readLayout } from "../../src/files/places/layout.ts";
import { healthOf, keepDailySnapshot, keepSnapshot, type SnapshotRequest } from "../../src/files/registry/health.ts";
import {
  type ChangesRequest,
  type FilesRequest,
  listChanges,
  listFiles,
  listStale,
} from "../../src/files/registry/read.ts";
import type { FilesShowOutput } from "../../src/model/output/files-show.ts";
import type { Snapshot } from "../../src/model/output/snapshot.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { inTransaction } from "../../src/postgres/transaction.ts";
import { showFile } from "../../src/files/registry/show-file.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { yamlOf } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import { testDatabase } from "../support/database.ts";
import { firstScan, registerFiles } from "./registry-rows.ts";

let scene: Scene;
let workspace: Workspace;
let psql: Connection;

beforeAll(async () => {
  scene = await openScene();
  workspace = await scene.checkout.open();
  psql = scene.psql;
  await registerFiles(psql, firstScan);
  await psql.script(`
    INSERT INTO v7_external_sources (source, source_path, source_group, status, duplicate_of_file) VALUES
      ('~/Downloads', '~/Downloads/a.md', 'downloads', 'duplicate', 1), ('~/Downloads', '~/Downloads/b.md', 'downloads', 'unique', NULL),
      ('~/Downloads', '~/Downloads/c.md', 'downloads', 'planned', NULL), ('~/Downloads', '~/Downloads/d.md', 'downloads', 'inventoried', NULL),
      ('~/Downloads', '~/Downloads/e.md', 'downloads', 'gone', NULL);
    INSERT INTO v7_sessions (actor) VALUES ('Arthur');
    INSERT INTO v7_changes (path, change_type, old_path, changed_at, session_id, author) VALUES
      ('src/models/contact.py', 'created', NULL, now() - interval '1 day', NULL, 'Arthur'),
      ('src/models/contact_model.py', 'renamed', 'src/models/contact.py', now() - interval '2 days', 1, NULL)`);
});

afterAll(() => scene.end());

const declared = readLayout([
  {
    kind: "Layout",
    name: "default",
    spec: {
      pillars: [
        { name: "SCHEMAS", path: "03_CORE_ENGINE/SCHEMAS" },
        { name: "SCRIPTS", path: "03_CORE_ENGINE/SCRIPTS" },
        { name: "GOVERNANCE", path: "01_GOVERNANCE" },
      ],
    },
    source: { file: "state/layout.yaml", line: 1 },
  } as never,
]);

describe("files", () => {
  const paths = async (filter: Partial<FilesRequest>): Promise<string[]> =>
    (await listFiles(workspace, { limit: 50, ...filter })).output.files.map(({ path }) => path);

  test("are listed by path, without the deleted ones", async () => {
    const { total, files } = (await listFiles(workspace, { limit: 2 })).output;
    expect(total).toBe(7);
    expect(files.map(({ path }) => path)).toEqual([
      "03_CORE_ENGINE/SCHEMAS/v7_registry.sql",
      "03_CORE_ENGINE/SCRIPTS/v7_daily.py",
    ]);
  });

  test("of a folder are those below it", async () => {
    expect(await paths({ path: "03_CORE_ENGINE/SCRIPTS/" })).toEqual([
      "03_CORE_ENGINE/SCRIPTS/v7_daily.py",
      "03_CORE_ENGINE/SCRIPTS/v7_registry.py",
    ]);
  });

  test("are found by a pattern in which _ and % mean themselves", async () => {
    expect(await paths({ path: "*/v7_registry.*" })).toHaveLength(2);
    expect(await paths({ path: "03%" })).toEqual([]);
    expect(await paths({ path: "Downloads/v7?search_api.py" })).toEqual(["Downloads/v7_search_api.py"]);
    expect(await paths({ path: "Downloads/v7_search_ap_" })).toEqual([]);
  });

  test("are found by place and extension, with its dot or without", async () => {
    expect(await paths({ component: "CORE_ENGINE", ext: ".py" })).toEqual(
      await paths({ pillar: "SCRIPTS", ext: "py" }),
    );
    expect(await paths({ project: "Enterprise_Platform" })).toHaveLength(2);
  });

  test("that no rule knows, whose bytes were not read and that are deleted have a status of their own", async () => {
    expect(await paths({ status: "unrouted" })).toEqual(["Downloads/v7_search_api.py"]);
    expect(await paths({ status: "unhashed" })).toEqual(["Downloads/left.bin"]);
    expect(await paths({ status: "deleted" })).toEqual(["Downloads/gone.md"]);
  });
});

describe("changes", () => {
  test("come in the order in which the database took them, whatever the clocks say", async () => {
    const { changes } = (await listChanges(workspace, { limit: 50 })).output;
    expect(changes.map(({ change }) => change)).toEqual(["renamed", "created"]);
  });

  test("of a renamed file are found by both its names", async () => {
    expect((await listChanges(workspace, { path: "src/models/contact.py", limit: 50 })).output.total).toBe(2);
    expect((await listChanges(workspace, { path: "src/models/contact_model.py", limit: 50 })).output.total).toBe(1);
  });

  test("are narrowed to one sort, and to the commits of one author", async () => {
    const narrowed = async (filter: Partial<ChangesRequest>): Promise<string[]> =>
      (await listChanges(workspace, { limit: 50, ...filter })).output.changes.map(({ path }) => path);
    expect(await narrowed({ change: "renamed" })).toEqual(["src/models/contact_model.py"]);
    expect(await narrowed({ by: "Arthur" })).toEqual(["src/models/contact.py"]);
    expect(await narrowed({ by: "Arthur", change: "renamed" })).toEqual([]);
  });

  test("of one session are those that bear its number", async () => {
    expect((await listChanges(workspace, { session: 1, limit: 50 })).output.changes.map(({ path }) => path)).toEqual([
      "src/models/contact_model.py",
    ]);
  });
});

describe("a file", () => {
  const shown = async (path: string): Promise<FilesShowOutput> => (await showFile(workspace, { path })).output;

  test("has its place and the rule that gives it one, its dates and its copies", async () => {
    scene.checkout.write(
      "state/layout.yaml",
      yamlOf({ kind: "Layout", name: "default", spec: { rules: [{ match: "03_CORE_ENGINE/{pillar}/**" }] } }),
    );
    const path = "03_CORE_ENGINE/SCHEMAS/v7_registry.sql";
    expect(await shown(path)).toMatchObject({
      file: { path, component: "CORE_ENGINE", pillar: "SCHEMAS", status: "present" },
      rule: "03_CORE_ENGINE/{pillar}/**",
      copies: [],
      changes_total: 0,
      deleted_at: null,
    });
  });

  test("that was deleted is known, and says so", async () => {
    const gone = await shown("Downloads/gone.md");
    expect([gone.file.status, gone.deleted_at !== null]).toEqual(["deleted", true]);
  });

  test("that was renamed has what happened to it by its older name", async () => {
    await registerFiles(psql, [{ path: "src/models/contact.py", deleted: true }]);
    const { changes, changes_total: total } = await shown("src/models/contact.py");
    expect([total, changes.map(({ change }) => change)]).toEqual([2, ["renamed", "created"]]);
    await psql.query("DELETE FROM v7_files WHERE path = 'src/models/contact.py'");
  });

  test("is found by its very path: nothing in it is a pattern", async () => {
    await expect(shown("Downloads/*")).rejects.toMatchObject({ code: "V7-F003" });
  });
});

test("stale files are those nobody modified for so many days, the longest first", async () => {
  const { total, files } = (await listStale(workspace, { days: 90, limit: 1 })).output;
  expect(total).toBe(2);
  expect(files.map(({ path, days }) => [path, days])).toEqual([["03_CORE_ENGINE/SCRIPTS/v7_daily.py", 100]]);
});

describe("health", () => {
  test("has the figures of the first scan", async () => {
    const health = await healthOf(psql, declared);
    expect(health).toMatchObject({
      total_files: 7,
      files_by_component: { BUILD_FACTORY: 2, CORE_ENGINE: 3 },
      pillars_total: 3,
      empty_pillars: ["GOVERNANCE"],
      stale_files: 2,
      external_total: 4,
      external_duplicates: 1,
      external_unique: 2,
    });
  });

  test("counts files with equal bytes, those no rule knows and those that were not read", async () => {
    const health = await healthOf(psql, declared);
    expect(health).toMatchObject({
      duplicate_groups: 1,
      duplicate_files: 2,
      duplicate_bytes: "# META PRD".length,
      unrouted_files: 2,
      unhashed_files: 1,
    });
  });

  test("counts neither hard links nor empty files as duplicates", async () => {
    const own = await testDatabase();
    const connection = await own.connect();
    await registerFiles(connection, [
      { path: "Docs/META_PRD.md", content: "# META PRD", stamp: "10 1 1 77" },
      { path: "Docs/link to META_PRD.md", content: "# META PRD", stamp: "10 1 1 77" },
      { path: "03_CORE_ENGINE/__init__.py", content: "" },
      { path: "07_BUILD_FACTORY/__init__.py", content: "" },
    ]);
    const health = await healthOf(connection, declared);
    expect(health).toMatchObject({ duplicate_groups: 0, duplicate_files: 0, duplicate_bytes: 0 });
    await own.drop();
  });

  test("knows no empty pillars while no pillar is declared", async () => {
    const health = await healthOf(psql, readLayout([]));
    expect(health).toMatchObject({ pillars_total: null, empty_pillars: null });
  });
});

describe("a snapshot", () => {
  test("is what later figures are compared with", async () => {
    const own = await testDatabase();
    const connection = await own.connect();
    const request = { layout: declared, timeZone: "Asia/Dubai", triggeredBy: "manual" } as const;
    await registerFiles(connection, firstScan.slice(0, 2));
    expect((await healthOf(connection, declared)).since_snapshot).toBeNull();
    await snapshotOf(connection, request);
    await registerFiles(connection, firstScan.slice(2, 4));
    expect((await healthOf(connection, declared)).since_snapshot).toMatchObject({ files: 2 });
    await own.drop();
  });

  test("belongs to the day of v7.yaml's timezone", async () => {
    const zones = ["Pacific/Kiritimati", "Etc/GMT+12"];
    const days = await Promise.all(
      zones.map(async (timeZone) => {
        const connection = await scene.database.connect();
        const { id } = await snapshotOf(connection, { layout: declared, timeZone, triggeredBy: "manual" });
        const { rows } = await connection.query<{ same: boolean }>(
          "SELECT snapshot_date = (taken_at AT TIME ZONE $2)::date AS same FROM v7_system_state WHERE id = $1",
          [id, timeZone],
        );
        return rows[0]?.same;
      }),
    );
    expect(days).toEqual([true, true]);
  });

  test("of the daily run is taken once a day while nothing changes", async () => {
    const own = await testDatabase();
    const connection = await own.connect();
    const request = { layout: declared, timeZone: "UTC", triggeredBy: "daily" } as const;
    await registerFiles(connection, firstScan.slice(0, 2));
    expect(await keepDailySnapshot(connection, request)).toMatchObject({ total_files: 2 });
    expect(await keepDailySnapshot(connection, request)).toBeUndefined();
    await registerFiles(connection, firstScan.slice(2, 3));
    expect(await keepDailySnapshot(connection, request)).toMatchObject({ total_files: 3 });
    await own.drop();
  });
});

function snapshotOf(connection: Connection, request: SnapshotRequest): Promise<Snapshot> {
  return inTransaction(connection, { mode: "write" }, () => keepSnapshot(connection, request));
}
