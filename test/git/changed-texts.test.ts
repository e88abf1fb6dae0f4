import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openRepository } from "../../src/git/open-repository.ts";
import { readChangedTexts, type Repository } from "../../src/git/repository.ts";

let root: string;
let repository: Repository;
let commit: string;

const texts = {
  "state/tasks/1.1.yaml": "name: Document all duplicate ENUMs\n",
  "state/tasks/1.2.yaml": "name: Review\nnotes: open end",
  "state/tasks/map values.yaml": "name: Map\r\nnotes: Windows\r\n",
  "state/tasks/1.3.yaml":
    '--- a/state\n+++ b/state\n@@ -1 +1 @@\ndiff --git a b\n\\ No newline\nnotes: "\u2028--- a/x"\n',
  "state/tasks/prüfen.yaml": "name: Prüfen\n\n\n",
  "state/tasks/same.yaml": "name: Stays\n",
};

beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "v7-git-")));
  mkdirSync(join(root, "state/tasks"), { recursive: true });
  git("init", "--quiet");
  for (const [file, text] of Object.entries(texts)) writeFileSync(join(root, file), text);
  git("add", "--all");
  git("commit", "--quiet", "--message", "Start");
  commit = git("rev-parse", "HEAD");
  // The person's own taste must not reach what is read.
  for (const [key, value] of ["diff.noprefix=true", "color.ui=always", "diff.mnemonicPrefix=true"].map((pair) =>
    pair.split("="),
  ))
    git("config", key ?? "", value ?? "");
  for (const file of ["1.1", "1.3", "map values", "prüfen"]) rmSync(join(root, `state/tasks/${file}.yaml`));
  writeFileSync(join(root, "state/tasks/1.2.yaml"), "name: Review again\nnotes: open end\n");
  writeFileSync(join(root, "state/tasks/1.9.yaml"), "name: New\n");
  repository = await openRepository(root);
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

function git(...argv: readonly string[]): string {
  const identity = ["-c", "user.name=The Architect", "-c", "user.email=architect@example.org"];
  const env = { PATH: process.env["PATH"] ?? "", GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  return execFileSync("git", [...identity, ...argv], { cwd: root, encoding: "utf8", env }).trim();
}

describe("the texts a commit had", () => {
  test("are those of changed and removed files, byte for byte", async () => {
    const { "state/tasks/same.yaml": _same, ...changed } = texts;
    expect(Object.fromEntries(await readChangedTexts(repository, commit, "state"))).toEqual(changed);
  });

  test("are none of a commit that is not here", async () => {
    expect((await readChangedTexts(repository, "0".repeat(40), "state")).size).toBe(0);
  });
});
