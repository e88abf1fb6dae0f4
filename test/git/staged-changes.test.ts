import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { emptyTree, findCommit, readChanges } from "../../src/git/staged-changes.ts";
import { listIndex, readBlobs } from "../../src/git/staged-files.ts";
import { HookedRepository } from "../support/hooked-repository.ts";

let repository: HookedRepository;

beforeEach(() => {
  repository = new HookedRepository();
  vi.stubEnv("GIT_CONFIG_GLOBAL", "/dev/null");
  // The person's own taste must not reach what is read.
  for (const setting of [
    "diff.noprefix=true",
    "color.ui=always",
    "diff.renames=copies",
    "diff.context=9",
    "diff.mnemonicPrefix=true",
  ])
    repository.git("config", ...(setting.split("=") as [string, string]));
});

afterEach(() => {
  vi.unstubAllEnvs();
  repository.remove();
});

async function added(): Promise<string[]> {
  const { added: found } = await readChanges(repository);
  return found.lines.map(({ file, line, text }) => `${file}:${line}:${text}`);
}

describe("added lines", () => {
  test("stand where they stand in the new file", async () => {
    repository.stage("plan.md", "one\ntwo\nthree\nfour\n");
    repository.commit();
    repository.stage("plan.md", "zero\none\nthree\nthree and a half\nfour\nfive");
    expect(await added()).toEqual(["plan.md:1:zero", "plan.md:4:three and a half", "plan.md:6:five"]);
  });

  test("that look like a patch's own lines are lines", async () => {
    repository.stage("plan.md", "-- a/plan.md\n");
    repository.commit();
    repository.stage("plan.md", "++ b/other.md\n@@ -1 +1 @@\ndiff --git a/x b/x\n");
    expect(await added()).toEqual(["plan.md:1:++ b/other.md", "plan.md:2:@@ -1 +1 @@", "plan.md:3:diff --git a/x b/x"]);
  });

  test.each(["Prüfung & Maß.md", 'the "plan".md', "tab\tand\nline.md", "b/b/plan.md", "with space.md"])(
    "know the name of their file: %j",
    async (name) => {
      repository.stage(name, "Phase 1\n");
      expect(await added()).toEqual([`${name}:1:Phase 1`]);
      const { paths } = await readChanges(repository);
      expect(paths).toEqual([{ path: name, status: "added" }]);
    },
  );

  test("of a line without end are cut, and what follows is not lost", async () => {
    repository.stage("a.txt", `${"x".repeat(3_000_000)}\n`);
    repository.stage("b.txt", "after\n");
    const lines = await added();
    expect(lines).toHaveLength(2);
    expect(lines[0]?.length).toBeLessThan(100_000);
    expect(lines[1]).toBe("b.txt:1:after");
  });
});

describe("changed paths", () => {
  test("tell what becomes of each", async () => {
    repository.stage("stays.md", "1\n");
    repository.stage("goes.md", "1\n");
    repository.commit();
    repository.git("rm", "--quiet", "goes.md");
    repository.stage("stays.md", "2\n");
    repository.stage("new.md", "1\n");
    const { paths } = await readChanges(repository);
    expect(paths.map(({ path, status }) => `${status} ${path}`)).toEqual([
      "deleted goes.md",
      "added new.md",
      "modified stays.md",
    ]);
  });

  test("of all commits are those since nothing", async () => {
    repository.stage("first.md", "1\n");
    repository.commit();
    const { paths } = await readChanges(repository, { since: await emptyTree(repository) });
    expect(paths.map(({ path }) => path)).toEqual(["first.md"]);
  });
});

test("a commit is found by name, and a name that looks like an option is none", async () => {
  repository.commit("--allow-empty");
  expect(await findCommit(repository, "HEAD")).toBe(repository.git("rev-parse", "HEAD"));
  expect(await findCommit(repository, "--all")).toBeUndefined();
});

test("the index is read with its bytes, and what git does not have is left out", async () => {
  repository.stage("state/a.yaml", "a: 1\n");
  repository.stage("state/b.yaml", "");
  repository.stage("notes.md", "not asked for\n");
  const { entries } = await listIndex(repository, ["state"]);
  expect(entries.map(({ path }) => path)).toEqual(["state/a.yaml", "state/b.yaml"]);
  const blobs = await readBlobs(repository, [...entries.map(({ blob }) => blob), "0".repeat(40)]);
  expect([...blobs.values()].map((bytes) => Buffer.from(bytes).toString())).toEqual(["a: 1\n", ""]);
});
