import { createHash } from "node:crypto";
import {
  linkSync,
  lstatSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FileScene, openFileScene, settle } from "./scene.ts";

let scene: FileScene;

beforeEach(async () => {
  scene = await openFileScene();
});

afterEach(() => scene.end());

function sha256(text: string | Uint8Array): string {
  return createHash("sha256").update(text).digest("hex");
}

describe("a scan", () => {
  test("registers each file with hash, size, type, language, lines and title", async () => {
    scene.write("docs/META_PRD.md", "# Enterprise Platform\n\nWhy a separate database\n");
    await scene.scan();
    expect((await scene.registered())["docs/META_PRD.md"]).toMatchObject({
      hash: sha256("# Enterprise Platform\n\nWhy a separate database\n"),
      size_bytes: "47",
      ext: "md",
      file_type: "documentation",
      title: "Enterprise Platform",
      metadata: { language: "Markdown", lines: 3 },
    });
  });

  test("keeps a file's and a link's mtime to the nanosecond", async () => {
    scene.write("docs/PRD.md", "draft\n");
    symlinkSync("docs/PRD.md", join(scene.root, "latest.md"));
    scene.write("docs/dump.sql", Buffer.alloc(2_000_000, "Assessment\n"));
    await scene.scan();
    const registered = Object.values(await scene.registered());
    expect(registered).toHaveLength(3);
    for (const { path, metadata } of registered) {
      expect(metadata.mtime_ns).toBe(String(lstatSync(join(scene.root, path), { bigint: true }).mtimeNs));
    }
  });

  test("says by the declared Layout where a file belongs, and fills its project's files", async () => {
    scene.write("state/layout.yaml", layout);
    scene.write("07_BUILD_FACTORY/PRJ_Enterprise_Platform/src/app.ts", "export {};\n");
    await scene.scan();
    expect((await scene.registered())["07_BUILD_FACTORY/PRJ_Enterprise_Platform/src/app.ts"]).toMatchObject({
      component: "07_BUILD_FACTORY",
      project: "PRJ_Enterprise_Platform",
    });
    const { rows } = await scene.psql.query("SELECT project_path, file_path, size, sha256 FROM files");
    expect(rows).toEqual([
      {
        project_path: "07_BUILD_FACTORY/PRJ_Enterprise_Platform",
        file_path: "src/app.ts",
        size: "11",
        sha256: sha256("export {};\n"),
      },
    ]);
  });

  test("moves unchanged files when the Layout changes", async () => {
    scene.write("07_BUILD_FACTORY/PRJ_Enterprise_Platform/src/app.ts", "export {};\n");
    await scene.scan();
    await settle(scene);
    scene.write("state/layout.yaml", layout);
    const { modified } = await scene.scan();
    expect(modified).toBe(0);
    expect((await scene.registered())["07_BUILD_FACTORY/PRJ_Enterprise_Platform/src/app.ts"]?.component).toBe(
      "07_BUILD_FACTORY",
    );
    expect((await scene.psql.query("SELECT FROM files")).rowCount).toBe(1);
  });

  test("records what was created, modified and deleted, with both hashes", async () => {
    scene.write("docs/PRD.md", "draft\n");
    scene.write("docs/notes.md", "gone tomorrow\n");
    await scene.scan();
    scene.write("docs/PRD.md", "approved\n");
    rmSync(join(scene.root, "docs/notes.md"));
    const report = await scene.scan();
    expect(report).toMatchObject({ scanned: 1, added: 0, modified: 1, deleted: 1, unchanged: 0 });
    const { rows } = await scene.psql.query(
      "SELECT path, change_type, old_hash, new_hash FROM v7_changes WHERE run_id = $1 ORDER BY path",
      [report.run_id],
    );
    expect(rows).toEqual([
      { path: "docs/PRD.md", change_type: "modified", old_hash: sha256("draft\n"), new_hash: sha256("approved\n") },
      { path: "docs/notes.md", change_type: "deleted", old_hash: sha256("gone tomorrow\n"), new_hash: null },
    ]);
  });

  test("twice adds nothing", async () => {
    scene.write("docs/PRD.md", "draft\n");
    await scene.scan();
    expect(await scene.scan()).toMatchObject({ scanned: 1, added: 0, modified: 0, deleted: 0, unchanged: 1 });
    expect(await scene.changes()).toEqual(["created docs/PRD.md"]);
  });

  test("reads nothing that has not moved, and everything with `full`", async () => {
    scene.write("docs/PRD.md", "draft\n");
    await scene.scan();
    await settle(scene);
    expect((await scene.scan()).hashed).toBe(0);
    expect((await scene.scan({ full: true })).hashed).toBe(1);
  });

  test("with `diff` lists what differs and writes nothing", async () => {
    scene.write("docs/PRD.md", "draft\n");
    await scene.scan();
    scene.write("docs/PRD.md", "approved\n");
    scene.write("docs/plan.md", "1\n");
    const { changes, run_id: runId } = await scene.scan({ diff: true });
    expect(changes).toEqual([
      { change: "modified", path: "docs/PRD.md" },
      { change: "added", path: "docs/plan.md" },
    ]);
    expect(runId).toBeNull();
    expect((await scene.psql.query("SELECT FROM ingest_runs")).rowCount).toBe(1);
  });

  test("of one folder leaves the others alone", async () => {
    scene.write("docs/PRD.md", "draft\n");
    scene.write("notes/a.md", "a\n");
    await scene.scan();
    rmSync(join(scene.root, "docs/PRD.md"));
    rmSync(join(scene.root, "notes/a.md"));
    scene.write("notes/b.md", "b\n");
    expect(await scene.scan({ path: "notes" })).toMatchObject({ scanned: 1, added: 1, deleted: 1 });
    expect(Object.keys(await scene.registered())).toEqual(["docs/PRD.md", "notes/b.md"]);
  });

  test("revives the row of a file that is back", async () => {
    scene.write("docs/PRD.md", "draft\n");
    scene.write("docs/plan.md", "plan\n");
    await scene.scan();
    rmSync(join(scene.root, "docs/PRD.md"));
    await scene.scan();
    scene.write("docs/PRD.md", "draft\n");
    await scene.scan();
    expect(await scene.changes()).toEqual([
      "created docs/PRD.md",
      "created docs/plan.md",
      "deleted docs/PRD.md",
      "created docs/PRD.md",
    ]);
    expect((await scene.psql.query("SELECT FROM v7_files")).rowCount).toBe(2);
  });

  test("leaves out what git ignores and what is not the repository's own", async () => {
    scene.write(".gitignore", "*.log\nscratch/\n");
    scene.write("run.log", "x");
    scene.write("scratch/a.md", "x");
    scene.write("node_modules/yaml/index.js", "x");
    scene.write("docs/caf\u00e9.log", "x");
    scene.write("docs/PRD.md", "x");
    await scene.scan();
    expect(Object.keys(await scene.registered())).toEqual([".gitignore", "docs/PRD.md"]);
  });

  test("keeps what git tracks although a pattern would ignore it", async () => {
    scene.write("kept.log", "x");
    scene.checkout.commit("Keep the log");
    scene.write(".gitignore", "*.log\n");
    await scene.scan();
    expect(Object.keys(await scene.registered())).toEqual([".gitignore", "kept.log"]);
  });

  test("registers a declared root's files below its name", async () => {
    scene.write("v7.yaml", `scan: { roots: [{ name: downloads, path: ${scene.outside} }] }\n`);
    writeFileSync(join(scene.outside, "invoice.pdf"), "%PDF");
    await scene.scan();
    expect(Object.keys(await scene.registered())).toEqual(["@downloads/invoice.pdf", "v7.yaml"]);
  });

  test("of two at once registers each file once", async () => {
    for (let number = 1; number <= 50; number += 1) scene.write(`docs/${number}.md`, `${number}\n`);
    const reports = await Promise.all([scene.scan(), scene.scan(), scene.scan()]);
    expect(reports.map(({ added }) => added).toSorted((left, right) => left - right)).toEqual([0, 0, 50]);
    expect((await scene.changes()).length).toBe(50);
  });

  test("leaves its counts in ingest_runs", async () => {
    scene.write("docs/PRD.md", "draft\n");
    await scene.scan();
    const { rows } = await scene.psql.query("SELECT pipeline, scope, status, counts FROM ingest_runs");
    expect(rows).toMatchObject([
      { pipeline: "scan", scope: ".", status: "succeeded", counts: { scanned: 1, added: 1, hashed: 1, bytes: 6 } },
    ]);
  });

  test("fills rows that scripts made without the path's bytes", async () => {
    await scene.psql.script("ALTER TABLE v7_files ALTER path_bytes DROP NOT NULL");
    await scene.psql.query("INSERT INTO v7_files (path, hash) VALUES ('docs/PRD.md', $1)", [sha256("draft\n")]);
    scene.write("docs/PRD.md", "draft\n");
    expect(await scene.scan()).toMatchObject({ added: 0, modified: 0, unchanged: 1 });
    const { rows } = await scene.psql.query("SELECT convert_from(path_bytes, 'UTF8') AS path FROM v7_files");
    expect(rows).toEqual([{ path: "docs/PRD.md" }]);
  });
});

describe("a file with the same size", () => {
  beforeEach(async () => {
    scene.write("docs/PRD.md", "draft\n");
    scene.write("docs/old.md", "other\n");
    await scene.scan();
  });

  test("edited in the same tick is read again: none of 300 is missed (E10)", async () => {
    const write = (text: string): void => {
      for (let number = 100; number < 400; number += 1) scene.write(`notes/${number}.md`, `${text} ${number}\n`);
    };
    write("draft");
    await scene.scan();
    write("final");
    expect((await scene.scan()).modified).toBe(300);
  });

  test("is trusted only when it was left alone for two seconds (E10)", async () => {
    expect((await scene.registered())["docs/PRD.md"]?.metadata.stamp).toBeUndefined();
  });

  test("whose mtime was set back is caught (E11)", async () => {
    await settle(scene);
    const path = join(scene.root, "docs/PRD.md");
    const { atime, mtime } = statSync(path);
    scene.write("docs/PRD.md", "DRAFT\n");
    utimesSync(path, atime, mtime);
    expect((await scene.scan()).modified).toBe(1);
  });

  test("put in its place by an older one is caught (E11)", async () => {
    await settle(scene);
    renameSync(join(scene.root, "docs/old.md"), join(scene.root, "docs/PRD.md"));
    expect(await scene.scan()).toMatchObject({ modified: 1, deleted: 1 });
  });
});

describe("a link", () => {
  test("is registered by what it says and never followed (E1)", async () => {
    symlinkSync("/", join(scene.root, "everything"));
    symlinkSync("loop", join(scene.root, "loop"));
    await scene.scan();
    expect(await scene.registered()).toMatchObject({
      everything: { file_type: "link", hash: sha256("/"), size_bytes: "1" },
      loop: { file_type: "link", hash: sha256("loop") },
    });
  });

  test("that is a second name of a file is a file of its own with the same inode (E15)", async () => {
    scene.write("docs/PRD.md", "draft\n");
    linkSync(join(scene.root, "docs/PRD.md"), join(scene.root, "docs/copy.md"));
    await scene.scan();
    await settle(scene);
    const rows = Object.values(await scene.registered());
    expect(new Set(rows.map(({ metadata }) => metadata.stamp)).size).toBe(1);
  });
});

describe("what is too large", () => {
  test("is registered by its size alone and named (E9)", async () => {
    scene.write("disk.img", "");
    truncateSync(join(scene.root, "disk.img"), 2 ** 40);
    const { problems } = await scene.scan();
    expect(problems).toEqual([{ path: "disk.img", problem: "too_large", detail: null }]);
    expect((await scene.registered())["disk.img"]).toMatchObject({
      hash: null,
      size_bytes: String(2 ** 40),
      metadata: { state: "too_large" },
    });
  });

  test("to be read at once is streamed to the same hash", async () => {
    const bytes = Buffer.alloc(5_000_003, "Assessment\n");
    scene.write("dump.sql", bytes);
    await scene.scan();
    expect((await scene.registered())["dump.sql"]).toMatchObject({ hash: sha256(bytes), metadata: { lines: 454_545 } });
  });
});

const layout = `apiVersion: v7/v1
kind: Layout
metadata: { name: default }
spec:
  rules:
    - match: "{component}/{project}/**"
---
apiVersion: v7/v1
kind: Project
metadata: { name: 07_BUILD_FACTORY/PRJ_Enterprise_Platform }
spec: { name: Enterprise Platform }
`;
