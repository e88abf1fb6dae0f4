import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packagePath } from "../../src/system/package-file.ts";
import { testDatabase } from "../support/database.ts";

let repository: string;

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), "v7-chunks-"));
  execFileSync("git", ["init", "--quiet", repository]);
});

afterAll(() => rmSync(repository, { recursive: true, force: true }));

/** The parts of the bundle that a hook loads when there is nothing to say, without their hashes. */
function chunksOf(hook: string, url = "postgresql://nobody@127.0.0.1:1/aya_rag"): string[] {
  const log = join(repository, "loaded");
  rmSync(log, { force: true });
  const preload = packagePath("test/support/loaded-modules.mjs");
  const env = { ...process.env, LOADED_MODULES: log, V7_DATABASE_URL: url };
  spawnSync(process.execPath, ["--import", preload, packagePath("bin/run.js"), "hook", hook], { cwd: repository, env });
  const loaded = readFileSync(log, "utf8").split("\n");
  return loaded
    .filter((url) => url.includes("/dist/chunks/"))
    .map((url) => basename(url).replace(/-[\w-]{8}\.js$/, ""))
    .toSorted();
}

// Git waits for each of these. Whoever adds one says here why every commit should load it.
test("what is staged is checked without command framework, YAML, validators or database", () => {
  expect(chunksOf("pre-commit")).toMatchInlineSnapshot(`
    [
      "added-secrets",
      "command",
      "documents",
      "hook",
      "layout",
      "model",
      "open-repository",
      "rolldown-runtime",
      "rules",
      "staged",
      "staged-files",
      "staged-places",
    ]
  `);
});

// Four files are groups of rolldown.config.ts: model, command, settings, connection.
test("a commit is recorded without command framework, YAML or validators", () => {
  expect(chunksOf("post-commit")).toMatchInlineSnapshot(`
    [
      "command",
      "connection",
      "context",
      "documents",
      "escape",
      "esm",
      "hook",
      "migrations",
      "model",
      "open-repository",
      "planning",
      "printer",
      "read-only-role",
      "record",
      "rolldown-runtime",
      "settings",
      "wrap",
    ]
  `);
});

// `committed` reads and stores files; the others are what it asks of names, git and the disk.
test("a commit's files are registered without command framework, YAML or validators", async () => {
  const database = await testDatabase();
  const away = chunksOf("post-commit");
  writeFileSync(join(repository, "notes.md"), "# Assessment\n");
  execFileSync("git", ["-C", repository, "add", "notes.md"]);
  execFileSync("git", ["-C", repository, "commit", "--quiet", "--message", "Begin"]);
  const here = chunksOf("post-commit", database.url);
  const psql = await database.connect({ applicationName: "psql" });
  const { rows } = await psql.query("SELECT path, title FROM v7_files");
  await database.drop();
  expect(rows).toEqual([{ path: "notes.md", title: "Assessment" }]);
  expect(here.filter((chunk) => !away.includes(chunk))).toMatchInlineSnapshot(`
    [
      "classify",
      "committed",
      "content",
      "dataless",
      "layout",
      "placed-file",
      "placement",
      "roots",
      "scanned-row",
      "walk",
      "withheld",
      "work-trees",
    ]
  `);
});
