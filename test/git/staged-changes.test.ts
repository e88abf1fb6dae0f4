import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { emptyTree, findCommit, readChanges, readCommitChanges } from "../../src/git/staged-changes.ts";
import { listIndex, readBlobs, streamBlobs } from "../../src/git/staged-files.ts";
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

describe("changed paths", () => {
  test("tell what becomes of each, and by which blobs", async () => {
    repository.stage("stays.md", "1\n");
    repository.stage("goes.md", "1\n");
    repository.commit();
    const old = repository.git("rev-parse", "HEAD:stays.md");
    repository.git("rm", "--quiet", "goes.md");
    repository.stage("stays.md", "2\n");
    repository.stage("new.md", "1\n");
    expect(await readChanges(repository)).toEqual([
      { path: "goes.md", status: "deleted", blob: undefined, before: [old] },
      { path: "new.md", status: "added", blob: old, before: [] },
      { path: "stays.md", status: "modified", blob: repository.git("rev-parse", ":stays.md"), before: [old] },
    ]);
  });

  test.each(["Prüfung & Maß.md", 'the "plan".md', "tab\tand\nline.md", "b/b/plan.md", "with space.md"])(
    "know the name of their file: %j",
    async (name) => {
      repository.stage(name, "Phase 1\n");
      expect((await readChanges(repository)).map(({ path }) => path)).toEqual([name]);
    },
  );

  test("of all commits are those since nothing", async () => {
    repository.stage("first.md", "1\n");
    repository.commit();
    const changes = await readChanges(repository, { since: await emptyTree(repository) });
    expect(changes.map(({ path }) => path)).toEqual(["first.md"]);
  });

  test("of each commit are told, of a merge what differs from all its parents", async () => {
    repository.stage("plan.md", "one\n");
    repository.commit();
    repository.git("switch", "--quiet", "--create", "side");
    repository.stage("plan.md", "two\n");
    repository.commit();
    repository.git("switch", "--quiet", "main");
    repository.stage("plan.md", "three\n");
    repository.stage("other.md", "1\n");
    repository.commit();
    repository.tryGit("merge", "--quiet", "side");
    repository.stage("plan.md", "four\n");
    repository.commit();
    const commits = await readCommitChanges(repository, "main~2^{commit}");
    expect(commits.map(({ paths }) => paths.map(({ path, before }) => `${path} ${before.length}`))).toEqual([
      ["plan.md 2"],
      ["other.md 0", "plan.md 1"],
      ["plan.md 1"],
    ]);
  });
});

test("blobs are handed on as they come, whatever their size, and those that are not there are named", async () => {
  repository.stage("long.bin", "ab\n\0".repeat(300_000));
  repository.stage("empty", "");
  const [empty = "", long = ""] = (await readChanges(repository)).map(({ blob }) => blob ?? "");
  const heard: string[] = [];
  let length = 0;
  await streamBlobs(repository, [long, "0".repeat(40), empty, long], {
    begin: (blob) => void (heard.push(blob), (length = 0)),
    take: (bytes) => void (length += bytes.length),
    end: () => void heard.push(String(length)),
    missing: (blob) => void heard.push(`no ${blob}`),
  });
  expect(heard).toEqual([long, "1200000", `no ${"0".repeat(40)}`, empty, "0", long, "1200000"]);
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
