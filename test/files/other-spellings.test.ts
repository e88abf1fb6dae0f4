import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { repositoryPaths } from "../../src/commands/shell/paths.ts";
import { readStandings } from "../../src/consolidate/copy/standings.ts";
import type { SourceGroup } from "../../src/consolidate/groups.ts";
import { sourceRoots } from "../../src/consolidate/roots.ts";
import { thisSystem } from "../../src/system/system.ts";
import { type FoldingFolder, makeFoldingFolder } from "../support/folding-folder.ts";
import { optional } from "../support/optional.ts";
import { type FileScene, openFileScene } from "./scene.ts";

async function sceneWithPage(): Promise<FileScene> {
  const scene = await openFileScene();
  scene.write("docs/PRD.md", "draft\n");
  await scene.scan();
  return scene;
}

const registeredPaths = async (scene: FileScene): Promise<string[]> => Object.keys(await scene.registered());

describe("a folder that is reached by a link", () => {
  let scene: FileScene;
  let link: string;
  beforeEach(async () => {
    scene = await sceneWithPage();
    link = join(scene.outside, "work");
    symlinkSync(scene.root, link);
  });
  afterEach(() => scene.end());

  test("is the folder it leads to, for itself and for what it holds (M35)", async () => {
    scene.write("docs/plan.md", "plan\n");
    expect(await scene.scan({ path: join(link, "docs"), directory: scene.outside })).toMatchObject({ added: 1 });
    expect(await scene.scan({ path: link, directory: scene.outside })).toMatchObject({ scanned: 2, added: 0 });
    expect(await registeredPaths(scene)).toEqual(["docs/PRD.md", "docs/plan.md"]);
  });

  test("leads to files that are gone as well (M35)", async () => {
    rmSync(join(scene.root, "docs"), { recursive: true });
    expect(await scene.scan({ path: join(link, "docs/PRD.md"), allowMassDelete: 1 })).toMatchObject({ deleted: 1 });
  });

  test("is the root that v7.yaml declares by the link (M35)", async () => {
    mkdirSync(join(scene.outside, "notes"));
    symlinkSync("notes", join(scene.outside, "declared"));
    writeFileSync(join(scene.outside, "notes/day.md"), "1\n");
    scene.write("v7.yaml", `scan: { roots: [{ name: notes, path: ${join(scene.outside, "declared")} }] }\n`);
    await scene.scan({ path: join(scene.outside, "notes/day.md") });
    expect(await registeredPaths(scene)).toContain("@notes/day.md");
  });

  test("in the repository names nothing twice, and is a link itself (M35)", async () => {
    symlinkSync("docs", join(scene.root, "pages"));
    await scene.scan({ path: "pages/PRD.md" });
    expect(await registeredPaths(scene)).toEqual(["docs/PRD.md"]);
    await scene.scan({ path: "pages" });
    expect(await registeredPaths(scene)).toEqual(["docs/PRD.md", "pages"]);
  });
});

describe.skipIf(!optional.foldingDisk.isThere())("on a disk that finds names by other letters", () => {
  let disk: FoldingFolder;
  beforeEach(() => {
    disk = makeFoldingFolder();
    mkdirSync(join(disk.path, "notes"));
    writeFileSync(join(disk.path, "notes/day.md"), "1\n");
  });
  afterEach(() => disk.remove());

  test("a folder is scanned as it is spelled there (M34)", async () => {
    const scene = await sceneWithPage();
    try {
      scene.write("v7.yaml", `scan: { roots: [{ name: drive, path: ${disk.path} }] }\n`);
      await scene.scan();
      for (const path of [join(disk.path, "NOTES"), "@drive/Notes/Day.md"])
        expect(await scene.scan({ path })).toMatchObject({ scanned: 1, added: 0, deleted: 0 });
      expect(await registeredPaths(scene)).toContain("@drive/notes/day.md");
    } finally {
      await scene.end();
    }
  });

  test("documents are named as they are spelled there (M34)", () => {
    expect(repositoryPaths(disk.path, disk.path, ["NOTES/DAY.md"])).toEqual(["notes/day.md"]);
  });

  test.each([
    ["NOTES/night.md", "notes"],
    ["notes/DAY.md", "notes/day.md"],
  ])("no copy goes to %s beside %s (M34)", async (target, stored) => {
    const source = { path: "/Volumes/DATA/day.md", below: "day.md", hash: "", size: 2, stamp: "", device: "" };
    const placed = { target, source: { ...source, isLink: false, isCopied: false, duplicateOf: null } };
    const standingOf = await readStandings(disk.path, [placed], new AbortController().signal);
    const because = `${stored} is there, and differs by case or accents alone`;
    expect(standingOf(target)).toEqual({ kind: "obstacle", because });
  });

  test("a folder of two source groups, or of one and the repository, is known by other letters (M34)", () => {
    const group = (name: string, path: string): SourceGroup => ({
      name,
      node: "ALPHA",
      paths: [join(disk.path, path)],
      exclude: [],
      overrides: [],
    });
    const [legacy, notebook] = [group("legacy", "notes"), group("notebook", "NOTES")];
    const place = (root: string): Parameters<typeof sourceRoots>[2] => ({
      system: thisSystem(),
      repository: { root: join(disk.path, root), home: join(disk.path, ".v7"), isGit: false, environment: {} },
    });
    mkdirSync(join(disk.path, "work"));
    expect(() => sourceRoots([legacy], [legacy, notebook], place("work"))).toThrow("legacy and notebook both have");
    expect(() => sourceRoots([legacy], [legacy], place("Notes"))).toThrow("lies in the repository");
    const stage1 = group("stage1", ".");
    const [around] = sourceRoots([stage1], [stage1], place("WORK"));
    expect(around?.isOut("work", true)).toBe(true);
  });
});
