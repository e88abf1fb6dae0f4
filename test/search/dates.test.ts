import { afterAll, beforeAll, expect, test } from "vitest";
import { listStale } from "../../src/files/registry/read.ts";
import { recordHistory } from "../../src/journal/record.ts";
import { openSearchScene, type SearchScene } from "./scene.ts";

let scene: SearchScene;

// As in a clone of today: the work tree is new, its history is not.
beforeAll(async () => {
  scene = await openSearchScene();
  scene.write("docs/AD_005.md", "# Directive 005\n\nForty-five duplicate enums.\n");
  scene.write("docs/META_PRD.md", "# META PRD\n\nA separate database, for duplicate enums as well.\n");
  const long = "2020-02-03T10:00:00Z";
  scene.checkout.git("add", "--all");
  scene.checkout.git("commit", "--quiet", "--date", long, "--message", "Declare");
  scene.checkout.git("-c", "core.editor=true", "rebase", "--quiet", "--committer-date-is-author-date", "--root");
  await recordHistory(await scene.open());
  scene.write("docs/META_PRD.md", "# META PRD\n\nA separate database, for duplicate enums as well; edited today.\n");
  await scene.sync();
});

afterAll(() => scene.end());

test("a file as history has it is as old as its commit, and one that was edited since is as old as the edit", async () => {
  const { results } = await scene.ask({ query: "duplicate enums", filter: { kind: "files" } });
  const dates = new Map(results.map(({ path, modified_at: at }) => [path, at?.slice(0, 4)]));
  expect(dates.get("docs/AD_005.md")).toBe("2020");
  expect(dates.get("docs/META_PRD.md")).not.toBe("2020");
});

test("what was written since is found by history's dates", async () => {
  const { results } = await scene.ask({
    query: "duplicate enums",
    filter: { kind: "files", since: "2021-01-01T00:00:00Z" },
  });
  expect(results.map(({ path }) => path)).toEqual(["docs/META_PRD.md"]);
});

test("what is stale is so by history's dates", async () => {
  const { files } = (await listStale(await scene.open(), { days: 365, limit: 10 })).output;
  expect(files.map(({ path }) => path)).toEqual(["docs/AD_005.md"]);
});

test("a commit is found by the beginning of its id", async () => {
  const head = scene.checkout.git("rev-parse", "HEAD").trim();
  expect((await scene.paths(head.slice(0, 8)))[0]).toBe(`commit/${head}`);
});

test("a commit's id is asked within what is asked for", async () => {
  const head = scene.checkout.git("rev-parse", "HEAD").trim();
  expect(await scene.paths(head.slice(0, 8), { kind: "markdown" })).toEqual([]);
});
