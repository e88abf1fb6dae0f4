import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { publishCatalog } from "../../src/meta/publish/publish.ts";
import type { EnrichPublishOutput } from "../../src/model/output/enrich-publish.ts";
import { runCampaign } from "../../src/routines/campaign.ts";
import { refreshMeta } from "../../src/routines/refresh-meta.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import { plant, wellKept } from "./tree.ts";

let scene: Scene;
let file: string;

beforeEach(async () => {
  scene = await openScene();
  file = join(scene.checkout.root, "project_catalog.db");
  plant(scene.checkout.root, { ...wellKept("Ingest"), ...wellKept("Board") });
  await refreshMeta(await scene.open(), { dryRun: false, resume: false });
  await runCampaign(await scene.open(), { projects: ["Ingest"], top: 1, leastLines: 0, execute: true });
});

afterEach(() => scene.end());

async function publish(): Promise<EnrichPublishOutput> {
  return (await publishCatalog(await scene.open(), { file, directory: scene.checkout.root })).output;
}

function inCatalog(work: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(file);
  try {
    work(database);
  } finally {
    database.close();
  }
}

function asked(query: string): unknown[] {
  const rows: unknown[] = [];
  inCatalog((database) =>
    rows.push(
      ...database
        .prepare(query)
        .all()
        .map((row) => ({ ...row })),
    ),
  );
  return rows;
}

describe("the published file", () => {
  test("has projects and scans as CodeGraphX's backlog asks for them", async () => {
    await publish();
    const place = (name: string): string => join(scene.checkout.root, name);
    expect(
      asked(
        "SELECT p.name, p.path, p.file_count, p.has_readme, p.has_tests, e.source_path IS NOT NULL AS enriched FROM projects p LEFT JOIN codegraphx_enrichment e ON e.source_path = p.path ORDER BY p.name",
      ),
    ).toEqual([
      { name: "board", path: place("Board"), file_count: 4, has_readme: 1, has_tests: 1, enriched: 0 },
      { name: "ingest", path: place("Ingest"), file_count: 4, has_readme: 1, has_tests: 1, enriched: 1 },
    ]);
  });

  test("has the five stable views, in the columns that they have in PostgreSQL", async () => {
    const { views } = await publish();
    for (const view of views) {
      const columns = await scene.column(
        `SELECT attname FROM pg_attribute WHERE attrelid = '${view}'::regclass AND attnum > 0 ORDER BY attnum`,
      );
      expect(asked(`SELECT name FROM pragma_table_info('${view}')`)).toEqual(columns.map((name) => ({ name })));
    }
    expect(asked("SELECT gap_type, scope FROM v_gap_backlog")).toEqual([
      { gap_type: "PROJECT_UNINDEXED", scope: "Board" },
    ]);
  });

  test("is the same when nothing happened", async () => {
    await publish();
    const before = asked("SELECT * FROM projects UNION ALL SELECT * FROM projects");
    expect((await publish()).taken_in).toBe(0);
    expect(await scene.column("SELECT counts ->> 'projects' FROM ingest_runs WHERE pipeline = 'publish'")).toEqual([
      "2",
      "2",
    ]);
    expect(asked("SELECT * FROM projects UNION ALL SELECT * FROM projects")).toEqual(before);
  });
});

describe("what scripts wrote", () => {
  test("is taken in, once, and closes the gap that it closes", async () => {
    await publish();
    inCatalog((database) =>
      database
        .prepare(
          "INSERT INTO codegraphx_enrichment (source_path, source_project, scan_file_count, scan_artifact, updated_at) VALUES (?, 'Board', 4, 'data/scan.jsonl', '2025-10-09 08:00:00')",
        )
        .run(join(scene.checkout.root, "Board")),
    );
    expect((await publish()).taken_in).toBe(1);
    expect((await publish()).taken_in).toBe(0);
    expect(
      await scene.column(
        "SELECT scan_artifact FROM codegraphx_enrichment WHERE project_path = 'Board' AND scanned_by = 'codegraphx'",
      ),
    ).toEqual(["data/scan.jsonl"]);
  });

  test("stays: tables, columns and rows that v7 does not know", async () => {
    inCatalog((database) =>
      database.exec(`
        CREATE TABLE notes (text TEXT);
        INSERT INTO notes VALUES ('The Librarian was here');
        CREATE TABLE projects (name TEXT, path TEXT UNIQUE, line_count INTEGER, owner TEXT);
        INSERT INTO projects VALUES ('old', 'c:\\dev\\projects\\old', 7, 'DELTA')`),
    );
    await publish();
    expect(asked("SELECT text FROM notes")).toEqual([{ text: "The Librarian was here" }]);
    expect(asked("SELECT name, owner FROM projects ORDER BY name")).toEqual([
      { name: "board", owner: null },
      { name: "ingest", owner: null },
      { name: "old", owner: "DELTA" },
    ]);
  });
});

describe("nothing is done to a file", () => {
  test("that another program writes", async () => {
    await publish();
    const other = new DatabaseSync(file);
    other.exec("BEGIN EXCLUSIVE");
    const before = readFileSync(file);
    await expect(publish()).rejects.toMatchObject({ code: "V7-A009" });
    other.close();
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test("that another program has open with a log beside it; and what is in a log that nobody has open is kept", async () => {
    const other = new DatabaseSync(file);
    other.exec("PRAGMA journal_mode = WAL; CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('in the log')");
    await expect(publish()).rejects.toMatchObject({ code: "V7-A009" });
    other.close();
    await publish();
    expect(asked("SELECT text FROM notes")).toEqual([{ text: "in the log" }]);
  });

  test("that is a folder", async () => {
    mkdirSync(file);
    await expect(publish()).rejects.toMatchObject({ code: "V7-A010" });
    rmSync(file, { recursive: true });
  });

  test("behind a link but to what it leads to", async () => {
    const elsewhere = join(scene.checkout.root, "elsewhere.db");
    new DatabaseSync(elsewhere).close();
    symlinkSync(elsewhere, file);
    await publish();
    expect(lstatSync(file).isSymbolicLink()).toBe(true);
    expect(asked("SELECT count(*) AS count FROM projects")).toEqual([{ count: 2 }]);
  });

  test("that is no catalog", async () => {
    writeFileSync(file, "# Notes\n".repeat(1_000));
    await expect(publish()).rejects.toMatchObject({ code: "V7-A010" });
    expect(readFileSync(file, "utf8")).toBe("# Notes\n".repeat(1_000));
  });

  test("whose projects ask for more than v7 knows; and no copy is left", async () => {
    inCatalog((database) => database.exec("CREATE TABLE projects (path TEXT UNIQUE, owner TEXT NOT NULL)"));
    await expect(publish()).rejects.toMatchObject({ code: "V7-A010" });
    expect(asked("SELECT count(*) AS count FROM projects")).toEqual([{ count: 0 }]);
    expect(readdirSync(scene.checkout.root).filter((name) => name.includes(".db"))).toEqual(["project_catalog.db"]);
  });
});

test("without a file's name nothing is published", async () => {
  const workspace = await scene.open();
  await expect(
    publishCatalog({ ...workspace, variable: () => undefined }, { file: undefined, directory: "/" }),
  ).rejects.toMatchObject({ code: "V7-A011" });
  rmSync(file, { force: true });
});
