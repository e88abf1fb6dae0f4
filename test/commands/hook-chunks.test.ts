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

// Five files are groups of rolldown.config.ts: model, command, settings, connection, record. `committed` and what it asks of
// names and the disk come in while git and the database are being asked: nearly every commit has files to register.
test("a commit is recorded without command framework, YAML or validators", () => {
  expect(chunksOf("post-commit")).toMatchInlineSnapshot(`
    [
      "classify",
      "command",
      "committed",
      "connection",
      "content",
      "context",
      "dataless",
      "documents",
      "escape",
      "esm",
      "hook",
      "kinds",
      "layout",
      "migrations",
      "model",
      "open-repository",
      "placed-file",
      "placement",
      "printer",
      "read-only-role",
      "record",
      "repository",
      "rolldown-runtime",
      "roots",
      "scanned-row",
      "settings",
      "walk",
      "withheld",
      "work-trees",
      "wrap",
    ]
  `);
});

test("a commit's files are registered by what every commit loads", async () => {
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
  expect(here.filter((chunk) => !away.includes(chunk))).toEqual([]);
});
