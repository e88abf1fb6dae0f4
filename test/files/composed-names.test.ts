import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { optional } from "../support/optional.ts";
import { explainPath } from "../../src/files/places/explain.ts";
import { scanFiles, type ScanRequest } from "../../src/files/scan/scan.ts";
import { recordHistory } from "../../src/journal/record.ts";
import type { ScanOutput } from "../../src/model/output/scan.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { type FileScene, openFileScene } from "./scene.ts";

// As Finder writes names, and as git on a Mac says them.
const decomposed = "Ma\u0308rz";
const composed = "M\u00e4rz";

let scene: FileScene;
beforeEach(async () => {
  scene = await openFileScene();
  scene.checkout.git("config", "core.precomposeUnicode", "true");
});
afterEach(() => scene.end());

/** A workspace on a Mac, whose git composes whatever name it says. */
async function onMac(): Promise<Workspace> {
  const workspace = await scene.open();
  const tools = join(scene.outside, "tools");
  mkdirSync(tools, { recursive: true });
  const git = `#!/bin/sh\nPATH=\${PATH#*:}\ncase "$*" in *ls-files*) git "$@" | sed 's/${decomposed}/${composed}/g';; *) exec git "$@";; esac\n`;
  writeFileSync(join(tools, "git"), git, { mode: 0o755 });
  const environment = { ...workspace.repository.environment, PATH: `${tools}${delimiter}${process.env["PATH"] ?? ""}` };
  return {
    ...workspace,
    system: { ...workspace.system, platform: "darwin" },
    repository: { ...workspace.repository, environment },
  };
}

async function scan(request: ScanRequest = {}): Promise<ScanOutput> {
  return (await scanFiles(await onMac(), request)).output;
}

async function names(): Promise<{ path: string; bytes: string }[]> {
  const { rows } = await scene.psql.query<{ path: string; bytes: string }>(
    "SELECT path, convert_from(path_bytes, 'UTF8') AS bytes FROM v7_files WHERE deleted_at IS NULL ORDER BY path",
  );
  return rows;
}

test("a file that the disk decomposes is registered as git names it, and opened as the disk does (M36)", async () => {
  scene.write(`${decomposed}/plan.md`, "draft\n");
  expect(await scan()).toMatchObject({ added: 1, hashed: 1 });
  expect(await names()).toEqual([{ path: `${composed}/plan.md`, bytes: `${decomposed}/plan.md` }]);
  expect(await scan({ path: decomposed })).toMatchObject({ scanned: 1, added: 0, deleted: 0 });
});

test("its commits are the file's (M36)", async () => {
  scene.write(`${decomposed}/plan.md`, "draft\n");
  await scan();
  const { git } = scene.checkout;
  const blob = git("hash-object", "-w", `${decomposed}/plan.md`).trim();
  git("update-index", "--add", "--cacheinfo", `100644,${blob},${composed}/plan.md`);
  git("commit", "--quiet", "--message", "Plan March");
  await recordHistory(await scene.open());
  const { rows } = await scene.psql.query(
    "SELECT path, file_id IS NOT NULL AS known FROM v7_changes WHERE commit_sha IS NOT NULL",
  );
  expect(rows).toContainEqual({ path: `${composed}/plan.md`, known: true });
});

test("what git ignores by its composed name is left out (M36)", async () => {
  scene.write(".gitignore", `${decomposed}/\n`);
  scene.write(`${decomposed}/plan.md`, "draft\n");
  await scan();
  expect((await names()).map(({ path }) => path)).toEqual([".gitignore"]);
  const { explain } = (await explainPath(await onMac(), { path: decomposed, directory: scene.root })).output;
  expect(explain).toMatchObject({ path: composed, scanned: false, because: "git" });
});

test.runIf(optional.tellingDisk.isThere())(
  "two files of one name keep the disk's, where there can be two (M36)",
  async () => {
    for (const name of [decomposed, composed]) scene.write(`${name}.md`, "draft\n");
    expect(await scan()).toMatchObject({ added: 2 });
    expect((await names()).map(({ path }) => path).toSorted()).toEqual(
      [`${decomposed}.md`, `${composed}.md`].toSorted(),
    );
  },
);

test("elsewhere, and where git does not compose, a name is what the disk has (M36)", async () => {
  scene.write(`${decomposed}.md`, "draft\n");
  await scene.scan();
  expect((await names()).map(({ path }) => path)).toEqual([`${decomposed}.md`]);
  scene.checkout.git("config", "core.precomposeUnicode", "false");
  expect(await scan()).toMatchObject({ added: 0, deleted: 0 });
});
