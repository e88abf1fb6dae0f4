import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { explainPath } from "../../src/files/places/explain.ts";
import { type FileScene, openFileScene } from "./scene.ts";

let scene: FileScene;

beforeEach(async () => {
  scene = await openFileScene();
});

afterEach(() => scene.end());

/** A repository with rules of its own in a folder of ours, or elsewhere. */
function nest(root: string, files: { readonly [path: string]: string }, ...options: readonly string[]): void {
  mkdirSync(root, { recursive: true });
  execFileSync("git", ["init", "--quiet", ...options, root]);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const paths = async (): Promise<string[]> => Object.keys(await scene.registered());

const rules = { ".gitignore": "private/\n*.key\n", ".git/info/exclude": "/diary.md\n" };
const files = { "PRD.md": "draft\n", "private/plan.md": "private\n", "docs/a.key": "key\n", "diary.md": "private\n" };

test("what a nested repository ignores is not registered, by whichever of its rules (T50)", async () => {
  nest(join(scene.root, "vendored"), { ...rules, ...files });
  nest(join(scene.root, "vendored/inner"), { ".gitignore": "b.md\n", "a.md": "a\n", "b.md": "private\n" });
  await scene.scan();
  const expected = ["vendored/.gitignore", "vendored/PRD.md", "vendored/inner/.gitignore", "vendored/inner/a.md"];
  expect(await paths()).toEqual(expected);
  await scene.scan({ path: "vendored/private/plan.md" });
  await scene.scan({ path: "vendored/docs" });
  expect(await paths()).toEqual(expected);
  const explained = await explainPath(await scene.open(), { path: "vendored/diary.md", directory: scene.root });
  expect(explained.output.explain).toMatchObject({ scanned: false, because: "git" });
});

test("what was registered before its repository ignored it leaves the registry", async () => {
  nest(join(scene.root, "vendored"), files);
  await scene.scan();
  expect(await paths()).toContain("vendored/private/plan.md");
  writeFileSync(join(scene.root, "vendored/.git/info/exclude"), "private\n");
  await scene.scan();
  expect(await paths()).not.toContain("vendored/private/plan.md");
});

test("what it tracks counts, though a rule names it; an index of another form tracks nothing", async () => {
  nest(join(scene.root, "known"), { ...rules, ...files });
  nest(join(scene.root, "strange"), { ...rules, ...files }, "--object-format=sha256");
  for (const name of ["known", "strange"])
    execFileSync("git", ["-C", join(scene.root, name), "add", "-f", "docs/a.key"]);
  await scene.scan();
  expect((await paths()).filter((path) => /key|private|diary/.test(path))).toEqual(["known/docs/a.key"]);
});

test("its rules count in a folder outside, and in a work tree", async () => {
  scene.write("v7.yaml", `scan: { roots: [{ name: downloads, path: ${scene.outside} }] }\n`);
  nest(join(scene.outside, "project"), { ...rules, ...files });
  nest(scene.outside, { ".gitignore": "salary.md\n", "salary.md": "private\n" });
  const second = join(scene.root, "second");
  const author = ["-c", "user.name=The Architect", "-c", "user.email=a@b.c"];
  execFileSync("git", [
    "-C",
    join(scene.outside, "project"),
    ...author,
    "commit",
    "-q",
    "--allow-empty",
    "-m",
    "first",
  ]);
  execFileSync("git", ["-C", join(scene.outside, "project"), "worktree", "add", "-q", second]);
  writeFileSync(join(second, "diary.md"), "private\n");
  writeFileSync(join(second, "PRD.md"), "draft\n");
  await scene.scan();
  expect(await paths()).toEqual([
    "@downloads/.gitignore",
    "@downloads/project/.gitignore",
    "@downloads/project/PRD.md",
    "second/PRD.md",
    "v7.yaml",
  ]);
});
