import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkIndex, exportIndex, usualIndexFile } from "../../src/files/registry/file-index.ts";
import type { ExportCheckOutput } from "../../src/model/output/export-check.ts";
import type { ExportIndexOutput } from "../../src/model/output/export-index.ts";
import { type FileScene, openFileScene } from "./scene.ts";

let scene: FileScene;

beforeEach(async () => {
  scene = await openFileScene();
  scene.write("PRD.md", "draft\nof the PRD\n");
  commit();
  await scene.scan();
});

afterEach(() => scene.end());

function git(...words: readonly string[]): void {
  const author = ["-c", "user.name=The Architect", "-c", "user.email=a@b.c"];
  execFileSync("git", ["-C", scene.root, ...author, ...words], { stdio: "ignore" });
}

function commit(): void {
  git("add", "-A");
  git("commit", "-q", "--no-verify", "-m", "files");
}

const written = (): string => readFileSync(join(scene.root, usualIndexFile), "utf8");
const write = async (): Promise<ExportIndexOutput> => (await exportIndex(await scene.open(), {})).output;
const check = async (): Promise<ExportCheckOutput> => (await checkIndex(await scene.open(), {})).output;

function entry(path: string): { sha256: string; size: number } | undefined {
  return JSON.parse(written()).files.find((found: { path: string }) => found.path === path);
}

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

test("the index is the same where git writes files otherwise: line ends, $Id$, large contents (T49)", async () => {
  scene.write(".gitattributes", "*.txt ident\n*.bin filter=large\n");
  scene.write("id.txt", "$Id$\n");
  git("config", "filter.large.clean", "sed 's/.*/pointer/'");
  git("config", "filter.large.smudge", "sed 's/.*/a large content/'");
  scene.write("a.bin", "a large content\n");
  commit();
  git("config", "--unset", "filter.large.smudge");
  for (const file of ["id.txt", "a.bin"]) rmSync(join(scene.root, file));
  git("-c", "core.attributesFile=/dev/null", "checkout", "--", "id.txt", "a.bin");
  await scene.scan();
  await write();
  expect(entry("a.bin")).toMatchObject({ sha256: digest("pointer\n"), size: 8 });
  const first = written();
  git("config", "core.autocrlf", "true");
  git("config", "filter.large.smudge", "sed 's/.*/a large content/'");
  for (const file of ["PRD.md", "id.txt", "a.bin"]) rmSync(join(scene.root, file));
  git("checkout", "--", "PRD.md", "id.txt", "a.bin");
  expect(readFileSync(join(scene.root, "PRD.md"), "utf8")).toBe("draft\r\nof the PRD\r\n");
  await scene.scan();
  expect(await check()).toMatchObject({ current: true, added: [], changed: [] });
  await write();
  expect(written()).toBe(first);
});

test("of an edited file it has what git will keep", async () => {
  git("config", "core.autocrlf", "true");
  scene.write("PRD.md", "draft\r\nof the second PRD\r\n");
  await scene.scan();
  await write();
  expect(entry("PRD.md")).toMatchObject({ sha256: digest("draft\nof the second PRD\n") });
});

test("files that git does not have are named, and make no difference (T49)", async () => {
  await write();
  scene.write("notes.md", "mine\n");
  await scene.scan();
  expect(await check()).toMatchObject({ current: true, untracked: ["notes.md"] });
  expect(await write()).toMatchObject({ untracked: ["notes.md"] });
  expect(written()).not.toContain("notes.md");
  git("add", "notes.md");
  expect(await check()).toMatchObject({ current: false, added: ["notes.md"] });
});

test("files of a submodule are its own repository's: neither in it nor named", async () => {
  scene.write("library/PRD.md", "draft\n");
  git("init", "-q", join(scene.root, "library"));
  git("-C", join(scene.root, "library"), "add", "-A");
  git("-C", join(scene.root, "library"), "commit", "-q", "-m", "files");
  commit();
  await scene.scan();
  expect(Object.keys(await scene.registered())).toContain("library/PRD.md");
  expect(await write()).toMatchObject({ files: 1, untracked: [] });
  expect(entry("PRD.md")).toBeDefined();
});

test("files that a sparse checkout leaves out are in it", async () => {
  scene.write("docs/AD_005.md", "# Directive 005\n");
  commit();
  await scene.scan();
  await write();
  const whole = written();
  git("update-index", "--skip-worktree", "docs/AD_005.md");
  rmSync(join(scene.root, "docs"), { recursive: true });
  await scene.psql.query("DELETE FROM v7_changes");
  await scene.psql.query("DELETE FROM v7_files WHERE path = 'docs/AD_005.md'");
  expect(await check()).toMatchObject({ current: true });
  await write();
  expect(written()).toBe(whole);
});

test("before a scan of what came it is not written, and not current (T49)", async () => {
  await write();
  scene.write("docs/AYA.md", "# AYA\n");
  scene.write("PRD.md", "final\nof the PRD\n");
  commit();
  await expect(write()).rejects.toMatchObject({
    code: "V7-F043",
    message: "the registry does not know docs/AYA.md and 1 more as it is now; nothing was written",
  });
  expect(await check()).toMatchObject({ current: false, added: ["docs/AYA.md"], behind: ["docs/AYA.md", "PRD.md"] });
  await scene.scan();
  await write();
  expect(await check()).toMatchObject({ current: true, behind: [] });
});

test("a merge of it that is not decided is told as that (T49)", async () => {
  await write();
  const lines = written().split("\n");
  lines.splice(3, 0, "<<<<<<< HEAD", "=======", ">>>>>>> other");
  writeFileSync(join(scene.root, usualIndexFile), lines.join("\n"));
  await expect(check()).rejects.toMatchObject({
    code: "V7-F042",
    message: "FILE_INDEX.json:4: a merge of it has not been decided",
  });
  await write();
  expect(await check()).toMatchObject({ current: true });
});
