import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packagePath } from "../../src/system/package-file.ts";
import { testDatabase } from "../support/database.ts";

let repository: string;
let database: Awaited<ReturnType<typeof testDatabase>>;

beforeAll(async () => {
  repository = mkdtempSync(join(tmpdir(), "v7-chunks-"));
  database = await testDatabase();
  execFileSync("git", ["init", "--quiet", repository]);
  commit("# Assessment\n");
});

afterAll(async () => {
  rmSync(repository, { recursive: true, force: true });
  await database.drop();
});

function commit(text: string): void {
  writeFileSync(join(repository, "notes.md"), text);
  execFileSync("git", ["-C", repository, "add", "notes.md"]);
  const person = ["-c", "user.name=Arthur", "-c", "user.email=arthur@example.org"];
  execFileSync("git", ["-C", repository, ...person, "commit", "--quiet", "--message", "Write a note"]);
}

/** The files of the bundle that a hook loads when there is nothing to say. A busy machine's database may be too late for it. */
function loadedBy(hook: string, patience = 5): string[] {
  const log = join(repository, ".git", "loaded");
  rmSync(log, { force: true });
  const preload = packagePath("test/support/loaded-modules.mjs");
  const env = { ...process.env, LOADED_MODULES: log, V7_DATABASE_URL: database.url };
  const words = ["--import", preload, packagePath("bin/run.js"), "hook", hook];
  const { stderr } = spawnSync(process.execPath, words, { cwd: repository, env, encoding: "utf8" });
  if (stderr !== "" && patience > 0) return loadedBy(hook, patience - 1);
  const loaded = readFileSync(log, "utf8").split("\n");
  return loaded.filter((url) => url.includes("/dist/")).map((url) => fileURLToPath(url));
}

/** The same by the start of their names. */
function filesOf(hook: string): string[] {
  return loadedBy(hook)
    .map((path) => basename(path).replace(/(-[\w-]{8})?\.js$/, ""))
    .toSorted();
}

/** Whose code they are made of: folders of `src`, and packages. */
function partsOf(hook: string): string[] {
  const sources = loadedBy(hook).flatMap((path) => [
    ...readFileSync(path, "utf8").matchAll(
      /^\/\/#? ?(?:region )?(?:(src\/[\w-]+)|node_modules\/([\w-]+)).*\.[cm]?[jt]s$/gm,
    ),
  ]);
  return [...new Set(sources.map(([, folder, name]) => folder ?? name ?? ""))].toSorted();
}

// Git waits for each of these. Whoever adds one says here why every commit should load it.
test("what is staged is checked from few files", () => {
  expect(filesOf("pre-commit")).toEqual(["check", "ground", "hook", "rolldown-runtime"]);
});

test("a commit and its files are recorded from few files", async () => {
  commit("# Assessment of the ENUMs\n");
  expect(filesOf("post-commit")).toEqual(["ground", "hook", "record", "rolldown-runtime"]);
  const psql = await database.connect({ applicationName: "psql" });
  expect((await psql.query("SELECT path, title FROM v7_files")).rows).toEqual([
    { path: "notes.md", title: "Assessment of the ENUMs" },
  ]);
});

test("what is staged is checked without command framework, YAML, validators or database", () => {
  expect(partsOf("pre-commit")).toMatchInlineSnapshot(`
    [
      "src/checks",
      "src/documents",
      "src/files",
      "src/git",
      "src/hook",
      "src/journal",
      "src/model",
      "src/secrets",
      "src/system",
      "src/workspace",
    ]
  `);
});

test("a commit is recorded without command framework, YAML or validators", () => {
  expect(partsOf("post-commit")).toMatchInlineSnapshot(`
    [
      "pg",
      "pg-connection-string",
      "pg-int8",
      "pg-pool",
      "pg-protocol",
      "pgpass",
      "split2",
      "src/context",
      "src/documents",
      "src/files",
      "src/git",
      "src/hook",
      "src/journal",
      "src/model",
      "src/postgres",
      "src/reconcilers",
      "src/routines",
      "src/secrets",
      "src/system",
      "src/workspace",
      "xtend",
    ]
  `);
});
