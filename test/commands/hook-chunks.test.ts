import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packagePath } from "../../src/system/package-file.ts";

let repository: string;

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), "v7-chunks-"));
  execFileSync("git", ["init", "--quiet", repository]);
});

afterAll(() => rmSync(repository, { recursive: true, force: true }));

/** The parts of the bundle that a hook loads when there is nothing to say, without their hashes. */
function chunksOf(hook: string): string[] {
  const log = join(repository, "loaded");
  rmSync(log, { force: true });
  const preload = packagePath("test/support/loaded-modules.mjs");
  const env = { ...process.env, LOADED_MODULES: log, V7_DATABASE_URL: "postgresql://nobody@127.0.0.1:1/aya_rag" };
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
      "rewritten",
      "rolldown-runtime",
      "settings",
    ]
  `);
});
