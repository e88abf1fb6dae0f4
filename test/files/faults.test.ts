import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { contentReader } from "../../src/system/content.ts";
import { type FoundFile, walk } from "../../src/system/walk.ts";
import { bytePath } from "../../src/model/path-bytes.ts";
import type { ScanOutput } from "../../src/model/output/scan.ts";
import { packagePath } from "../../src/system/package-file.ts";
import { asOrdinaryUser } from "../support/ordinary-user.ts";
import { optional } from "../support/optional.ts";
import { system } from "../support/this-machine.ts";
import { type FileScene, openFileScene, settle } from "./scene.ts";
import { scanFiles } from "../../src/files/scan/scan.ts";
import { usualIndexFile } from "../../src/files/registry/file-index.ts";
import { expectedIndex } from "../../src/files/registry/index-entries.ts";

const reachesDeep = optional.processFolders.isThere() && optional.deepFolders.isThere();

let scene: FileScene;

beforeEach(async () => {
  scene = await openFileScene();
});

afterEach(() => scene.end());

describe("what is no file", () => {
  test("is named with its kind and does not hold the scan up (E2)", async () => {
    execFileSync("mkfifo", [join(scene.root, "pipe")]);
    const server = createServer().listen(join(scene.root, "socket"));
    await new Promise((resolve) => server.once("listening", resolve));
    const { problems, scanned } = await scene.scan();
    server.close();
    expect(scanned).toBe(0);
    expect(problems).toEqual([
      { path: "pipe", problem: "fifo", detail: null },
      { path: "socket", problem: "socket", detail: null },
    ]);
  });
});

describe("what cannot be read", () => {
  const ordinary = asOrdinaryUser();

  test.runIf(ordinary)("is listed and not deleted, and the others are scanned (E3)", async () => {
    for (const path of ["secret/plan.md", "docs/key.md", "docs/PRD.md"]) scene.write(path, "draft\n");
    await scene.scan();
    scene.write("docs/new.md", "draft\n");
    scene.write("docs/PRD.md", "approved\n");
    for (const path of ["secret", "docs/key.md", "docs/new.md"]) chmodSync(join(scene.root, path), 0o000);
    const report = scanAs(ordinary ?? []);
    chmodSync(join(scene.root, "secret"), 0o755);
    expect(report).toMatchObject({ added: 1, modified: 1, deleted: 0 });
    expect(report.problems).toEqual([
      { path: "docs/key.md", problem: "unreadable", detail: "EACCES" },
      { path: "docs/new.md", problem: "unreadable", detail: "EACCES" },
      { path: "secret", problem: "unreadable", detail: "EACCES" },
    ]);
    expect(await scene.registered()).toMatchObject({
      "secret/plan.md": { size_bytes: "6" },
      "docs/key.md": { size_bytes: "6", metadata: { lines: 1 } },
      "docs/new.md": { hash: null, metadata: { state: "unreadable" } },
    });
  });

  test("as a whole root is not deleted either: a disk may not be mounted (E3, E14)", async () => {
    scene.write("v7.yaml", `scan: { roots: [{ name: downloads, path: ${scene.outside} }] }\n`);
    writeFileSync(join(scene.outside, "invoice.pdf"), "%PDF");
    await scene.scan();
    rmSync(scene.outside, { recursive: true });
    const { deleted, problems } = await scene.scan();
    expect(deleted).toBe(0);
    expect(problems).toEqual([{ path: "@downloads", problem: "unreadable", detail: "ENOENT" }]);
  });
});

describe("what git has and does not call deleted", () => {
  beforeEach(async () => {
    for (const name of ["PRD.md", "plans/1.md", "plans/2.md"]) scene.write(name, "draft\n");
    scene.checkout.commit("Write the plans");
    await scene.scan();
  });

  test("stays registered where a sparse checkout leaves it out, and is named", async () => {
    scene.checkout.git("sparse-checkout", "set", "--no-cone", "/*", "!/plans/");
    const { deleted, problems } = await scene.scan();
    expect({ deleted, problems }).toEqual({
      deleted: 0,
      problems: ["plans/1.md", "plans/2.md"].map((path) => ({ path, problem: "not_checked_out", detail: "left out" })),
    });
    expect(Object.keys(await scene.registered())).toHaveLength(3);
  });

  test("stays registered while another work tree has it, and is not in this one's index (T52)", async () => {
    const tree = join(scene.outside, "night shift");
    scene.checkout.git("worktree", "add", "--quiet", "-b", "night", tree);
    writeFileSync(join(tree, "plans/3.md"), "draft of the night\n");
    rmSync(join(scene.root, "plans/2.md"));
    const workspace = await scene.open();
    const there = { ...workspace, repository: { ...workspace.repository, root: tree } };
    expect((await scanFiles(there)).output).toMatchObject({ added: 1, deleted: 0 });
    expect(await scene.scan()).toMatchObject({ added: 0, deleted: 0, problems: [] });
    const { entries } = await expectedIndex(workspace, usualIndexFile);
    expect(entries.map(({ path }) => path)).not.toContain("plans/3.md");
    scene.checkout.git("worktree", "remove", "--force", tree);
    expect((await scene.scan({ diff: true })).changes.map(({ path }) => path)).toEqual(["plans/2.md", "plans/3.md"]);
  });

  test("is told apart from what was removed", async () => {
    scene.checkout.git("update-index", "--skip-worktree", "plans/1.md");
    rmSync(join(scene.root, "plans"), { recursive: true });
    expect(await scene.scan({ diff: true })).toMatchObject({
      changes: [{ change: "deleted", path: "plans/2.md" }],
      problems: [{ path: "plans/1.md", problem: "not_checked_out" }],
    });
  });
});

describe("a file that changes while it is read", () => {
  test("is read again as it stands now (E4)", async () => {
    scene.write("log.md", "first\n");
    const seen = await find("log.md");
    scene.write("log.md", "second\n");
    expect(contentReader().readWhole(seen)).toMatchObject({ kind: "content", size: 7 });
  });

  test("each time is called unstable and not registered (E4)", async () => {
    scene.write("log.md", "first\n");
    const seen = await find("log.md");
    const change = (): void => scene.write("log.md", `${process.hrtime.bigint()}\n`);
    const reading = contentReader().readPieces(seen, new AbortController().signal, change);
    expect(await reading).toEqual({ kind: "unstable" });
  });

  test("that is gone by then is counted and no error (E5)", async () => {
    scene.write("log.md", "first\n");
    const seen = await find("log.md");
    rmSync(join(scene.root, "log.md"));
    expect(contentReader().readWhole(seen)).toEqual({ kind: "vanished" });
  });

  test("and has become a pipe does not hold the reader up (E2, E4)", async () => {
    scene.write("log.md", "first\n");
    const seen = await find("log.md");
    rmSync(join(scene.root, "log.md"));
    execFileSync("mkfifo", [join(scene.root, "log.md")]);
    expect(contentReader().readWhole(seen)?.kind).toBe("unstable");
  });
});

describe("names", () => {
  test.runIf(optional.namesOfBytes.isThere())(
    "of bytes that are no UTF-8 are kept exactly and shown escaped (E6)",
    async () => {
      const name = Buffer.from([0x63, 0x61, 0x66, 0xe9]);
      writeFileSync(Buffer.concat([Buffer.from(`${scene.root}/`), name]), "x");
      writeFileSync(Buffer.concat([Buffer.from(`${scene.root}/`), Buffer.from([0x63, 0x61, 0x66, 0xe8])]), "x");
      await scene.scan();
      const { rows } = await scene.psql.query(
        "SELECT path, encode(path_bytes, 'hex') AS bytes FROM v7_files ORDER BY path",
      );
      expect(rows).toEqual([
        { path: String.raw`caf\xe8`, bytes: "636166e8" },
        { path: String.raw`caf\xe9`, bytes: "636166e9" },
      ]);
      await settle(scene);
      expect(await scene.scan()).toMatchObject({ added: 0, deleted: 0, unchanged: 2 });
    },
  );

  test("with line breaks, escapes and quotes stay one line and one file (E7)", async () => {
    scene.write('a\nb\t\u001b[31m"c"\\d', "x");
    scene.write("déjà vu.md", "x");
    await scene.scan();
    expect(Object.keys(await scene.registered())).toEqual([String.raw`a\x0ab\x09\x1b[31m"c"\\d`, "déjà vu.md"]);
    expect(await scene.scan()).toMatchObject({ added: 0, deleted: 0, unchanged: 2 });
  });

  test.runIf(optional.namesOfBytes.isThere())("that git ignores are found whatever their bytes (E6)", async () => {
    scene.write(".gitignore", "*.log\n");
    writeFileSync(Buffer.concat([Buffer.from(`${scene.root}/caf`), Buffer.from([0xe9]), Buffer.from(".log")]), "x");
    scene.write('quote".log', "x");
    await scene.scan();
    expect(Object.keys(await scene.registered())).toEqual([".gitignore"]);
  });

  test.runIf(reachesDeep)("in paths over 4,096 bytes are scanned (E8)", async () => {
    const depth = 30;
    const folder = "d".repeat(200);
    // No call takes such a path: one folder after the other is made from within.
    const dig = `for (let i = 0; i < ${depth}; i += 1) { fs.mkdirSync("${folder}"); process.chdir("${folder}") } fs.writeFileSync("end.md", "deep")`;
    execFileSync(process.execPath, ["-e", dig], { cwd: scene.root });
    await scene.scan();
    const [path = "", ...others] = Object.keys(await scene.registered());
    expect(others).toEqual([]);
    expect(path.length).toBe(depth * 201 + "end.md".length);
    expect(await scene.scan()).toMatchObject({ added: 0, deleted: 0, unchanged: 1 });
    execFileSync("rm", ["-rf", join(scene.root, folder)]);
  });
});

describe("more missing files than can be meant", () => {
  beforeEach(async () => {
    for (let number = 1; number <= 20; number += 1) scene.write(`docs/${number}.md`, `${number}\n`);
    await scene.scan();
    for (let number = 1; number <= 10; number += 1) rmSync(join(scene.root, `docs/${number}.md`));
  });

  test("are refused with exit 3, and that is on record (E14)", async () => {
    await expect(scene.scan()).rejects.toMatchObject({ code: "V7-F005", exitCode: 3 });
    expect(Object.keys(await scene.registered())).toHaveLength(20);
    const { rows } = await scene.psql.query("SELECT status, errors FROM ingest_runs ORDER BY id DESC LIMIT 1");
    expect(rows).toMatchObject([{ status: "failed", errors: [{ code: "V7-F005" }] }]);
  });

  test("are only listed by `diff`", async () => {
    expect((await scene.scan({ diff: true })).deleted).toBe(10);
  });

  test("are taken out when their number is allowed", async () => {
    await expect(scene.scan({ allowMassDelete: 9 })).rejects.toMatchObject({ code: "V7-F005" });
    expect((await scene.scan({ allowMassDelete: 10 })).deleted).toBe(10);
  });

  test("are no matter when the profile leaves them out", async () => {
    for (let number = 1; number <= 10; number += 1) scene.write(`docs/${number}.md`, `${number}\n`);
    scene.write("v7.yaml", "scan: { profiles: { default: { exclude: [docs/1*.md] } } }\n");
    expect(await scene.scan()).toMatchObject({ added: 1, deleted: 11 });
  });
});

test("a root that is empty is refused however few files it had (E14)", async () => {
  scene.write("PRD.md", "draft\n");
  await scene.scan();
  rmSync(join(scene.root, "PRD.md"));
  await expect(scene.scan()).rejects.toMatchObject({ code: "V7-F005" });
});

test("nothing of a nested repository's configuration is run (E17)", async () => {
  const proof = join(scene.outside, "ran");
  for (const place of ["", "vendored-by-hand/"]) {
    mkdirSync(join(scene.root, place), { recursive: true });
    execFileSync("git", ["init", "--quiet", join(scene.root, place)]);
    writeFileSync(join(scene.outside, "monitor"), `#!/bin/sh\ntouch ${proof}\n`, { mode: 0o755 });
    execFileSync("git", ["-C", join(scene.root, place), "config", "core.fsmonitor", join(scene.outside, "monitor")]);
  }
  scene.write("vendored-by-hand/PRD.md", "draft\n");
  await scene.scan();
  expect(Object.keys(await scene.registered())).toEqual(["vendored-by-hand/PRD.md"]);
  expect(existsSync(proof)).toBe(false);
});

test("changes are in the order of the database's sequence, whatever the files' clock says (E12)", async () => {
  scene.write("PRD.md", "draft\n");
  await scene.scan();
  scene.write("PRD.md", "approved\n");
  utimesSync(join(scene.root, "PRD.md"), new Date("2001-01-01"), new Date("2001-01-01"));
  await scene.scan();
  scene.write("PRD.md", "final\n");
  utimesSync(join(scene.root, "PRD.md"), new Date("2061-01-01"), new Date("2061-01-01"));
  await scene.scan();
  expect(await scene.changes()).toEqual(["created PRD.md", "modified PRD.md", "modified PRD.md"]);
});

/** A whole process: permissions are a process's own. */
function scanAs(wrapper: readonly string[]): Pick<ScanOutput, "problems"> {
  const [program, ...words] = [...wrapper, process.execPath, packagePath("bin/run.js"), "scan", "--json"];
  const env = { ...process.env, V7_DATABASE_URL: scene.url, V7_ACTOR: "LFG" };
  return JSON.parse(execFileSync(program, words, { cwd: scene.root, env, encoding: "utf8" })) as ScanOutput;
}

async function find(path: string): Promise<FoundFile> {
  const found: FoundFile[] = [];
  const walked = await walk({
    directory: bytePath(scene.root),
    scope: path,
    system,
    isOut: () => false,
    onFile: (file) => found.push(file),
    onOddity: () => undefined,
    signal: new AbortController().signal,
  });
  walked.close();
  const [file] = found;
  if (file === undefined) throw new Error(`no file ${path}`);
  return file;
}
