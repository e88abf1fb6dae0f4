import { spawnSync } from "node:child_process";
import { linkSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { healthOf } from "../../src/files/registry/health.ts";
import { scanFiles } from "../../src/files/scan/scan.ts";
import { optional } from "../support/optional.ts";
import { groups, openSourceScene, type SourceScene } from "./scene.ts";

let scene: SourceScene;

beforeEach(async () => {
  scene = await openSourceScene();
});

afterEach(() => scene.end());

async function scan(): Promise<void> {
  await scanFiles(await scene.checkout.open());
}

const shown = (path: string): string => path.replace(`${join(scene.folder("notebook"), "..")}/`, "");

/** The sets as `kept = duplicates`. */
async function sets(names?: readonly string[]): Promise<string[]> {
  const found = await scene.dedup(names);
  return found.sets.map(({ kept, duplicates }) => [kept, ...duplicates].map(shown).join(" = "));
}

describe("of equal files", () => {
  test("the repository's is kept, wherever the others lie", async () => {
    scene.checkout.write("docs/PRD.md", "Enterprise Platform\n");
    await scan();
    scene.put("notebook", "PRD.md", "Enterprise Platform\n");
    scene.put("stage1", "old/PRD.md", "Enterprise Platform\n");
    await scene.inventory();
    expect(await sets()).toEqual(["docs/PRD.md = notebook/PRD.md = stage1/old/PRD.md"]);
    expect(await scene.statuses()).toEqual({ "notebook/PRD.md": "duplicate", "stage1/old/PRD.md": "duplicate" });
  });

  test("else that of the group that is declared first, then by path", async () => {
    scene.put("legacy", "b.md", "45 enums\n");
    scene.put("legacy", "a.md", "45 enums\n");
    scene.put("stage1", "0.md", "45 enums\n");
    await scene.inventory();
    expect(await sets()).toEqual(["legacy/a.md = legacy/b.md = stage1/0.md"]);
  });

  test("those of other machines count as well", async () => {
    scene.put("notebook", "enum.md", "45 enums\n");
    await scene.inventory();
    await scene.psql.query(
      `INSERT INTO v7_external_sources (source, source_path, source_group, node, hash, size_bytes, metadata)
       SELECT source, '/Users/arthur/enum.md', 'stage1', 'AIR', hash, size_bytes, '{"stamp": "another"}' FROM v7_external_sources`,
    );
    expect(await sets()).toEqual(["notebook/enum.md = /Users/arthur/enum.md"]);
  });

  test("hard links are one file, and no duplicates of each other", async () => {
    scene.put("notebook", "enum.md", "45 enums\n");
    linkSync(join(scene.folder("notebook"), "enum.md"), join(scene.folder("notebook"), "again.md"));
    await scene.inventory();
    const { sets: found, counts } = await scene.dedup();
    expect([found, counts.hard_links, counts.duplicates]).toEqual([[], 1, 0]);
  });

  test("equal files on two disks are duplicates, though their stamps are equal (T44)", async () => {
    scene.put("notebook", "enum.md", "45 enums\n");
    scene.put("legacy", "enum.md", "45 enums\n");
    await scene.inventory();
    await scene.psql.query(
      "UPDATE v7_external_sources SET metadata = metadata || jsonb_build_object('stamp', '9 1 1 7', 'device', id)",
    );
    expect((await scene.dedup()).counts).toMatchObject({ duplicates: 1, hard_links: 0 });
  });

  test("empty ones are nobody's duplicates", async () => {
    scene.put("notebook", "empty", "");
    scene.put("legacy", "empty", "");
    await scene.inventory();
    const { sets: found, counts } = await scene.dedup();
    expect([found, counts.empty, counts.unique]).toEqual([[], 2, 2]);
  });

  test("links are not compared", async () => {
    scene.put("notebook", "enum.md", "45 enums\n");
    symlinkSync("enum.md", join(scene.folder("notebook"), "one"));
    symlinkSync("enum.md", join(scene.folder("notebook"), "other"));
    await scene.inventory();
    expect((await scene.dedup()).counts).toMatchObject({ not_compared: 2, duplicates: 0 });
  });

  test("a scanned root outside the repository keeps none: it may hold the very same file", async () => {
    scene.checkout.write("v7.yaml", `scan: { roots: [{ name: notebook, path: ${scene.folder("notebook")} }] }\n`);
    scene.put("notebook", "enum.md", "45 enums\n");
    await scan();
    await scene.inventory();
    expect(await sets()).toEqual([]);
  });
});

describe("what was found out counts no more", () => {
  test("when the copy that was kept changes", async () => {
    scene.put("notebook", "enum.md", "45 enums\n");
    scene.put("legacy", "enum.md", "45 enums\n");
    await scene.inventory();
    await scene.dedup();
    scene.put("notebook", "enum.md", "46 enums\n");
    await scene.inventory();
    expect(await scene.statuses()).toEqual({ "legacy/enum.md": "inventoried", "notebook/enum.md": "inventoried" });
    await scene.dedup();
    expect(await scene.statuses()).toEqual({ "legacy/enum.md": "unique", "notebook/enum.md": "unique" });
  });

  test("when it is gone", async () => {
    for (const number of [1, 2, 3, 4, 5, 6]) scene.put("notebook", `${number}.md`, `${number}\n`);
    scene.put("legacy", "1.md", "1\n");
    await scene.inventory();
    await scene.dedup();
    rmSync(join(scene.folder("notebook"), "1.md"));
    await scene.inventory();
    expect(await scene.statuses()).toMatchObject({ "legacy/1.md": "inventoried", "notebook/1.md": "gone" });
  });
});

test("health counts files, duplicates and the others (150 + 1,126 = 1,276)", async () => {
  for (let number = 0; number < 10; number += 1) scene.put("notebook", `${number}.md`, `note ${number % 8}\n`);
  await scene.inventory();
  await scene.dedup();
  const health = await healthOf(scene.psql, { pillars: [], rules: [] });
  expect(health).toMatchObject({ external_total: 10, external_duplicates: 2, external_unique: 8 });
});

test("texts that are nearly the same are listed, and nothing is made of it", async () => {
  const words = Array.from({ length: 200 }, (_, index) => `enum${index % 45} maps to status${index}`);
  scene.put("notebook", "mapping.md", words.join(" "));
  scene.put("legacy", "mapping-old.md", words.with(100, "a sentence that somebody changed").join(" "));
  scene.put("legacy", "other.md", words.toReversed().join(" of "));
  await scene.inventory();
  const { near } = await scene.dedup();
  expect(near.map(({ left, right }) => [left, right].map(shown))).toEqual([
    ["legacy/mapping-old.md", "notebook/mapping.md"],
  ]);
  expect(near[0]?.similarity).toBeGreaterThan(0.9);
  expect(Object.values(await scene.statuses())).toEqual(["unique", "unique", "unique"]);
});

test.skipIf(!optional.jdupes.isThere())(
  "the sets of duplicates are those of jdupes, for files of all sorts",
  async () => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let number = 0; number < 400; number += 1) {
      const group = groups[random(4)] ?? "notebook";
      const content = Buffer.alloc(random(5) * 700, `${random(60)}`);
      scene.put(group, `${random(9)}/${random(4)}/${number}.md`, content);
      if (random(12) === 0) linkSync(join(scene.folder(group), "seed"), join(scene.folder(group), `link-${number}`));
      else if (number < 4) scene.put(groups[number] ?? "notebook", "seed", "seed of hard links\n");
    }
    for (const group of groups) {
      mkdirSync(join(scene.folder(group), ".hidden"));
      writeFileSync(join(scene.folder(group), ".hidden", 'quote\'s "name" ü'), `${group.length}`.repeat(10));
    }
    await scene.inventory();
    const { sets: found } = await scene.dedup();
    const ours = found.map(({ kept, duplicates }) => [kept, ...duplicates]);
    expect(await withoutHardLinks(ours)).toEqual(await withoutHardLinks(jdupes()));
  },
);

function jdupes(): string[][] {
  const folders = groups.map((group) => scene.folder(group));
  const { stdout } = spawnSync("jdupes", ["-r", "-q", ...folders], { encoding: "utf8" });
  return stdout
    .split("\n\n")
    .map((set) => set.split("\n").filter((line) => line !== ""))
    .filter((set) => set.length > 0);
}

/** Which of a file's names stands for it is anybody's choice. */
async function withoutHardLinks(found: readonly (readonly string[])[]): Promise<string[]> {
  const { rows } = await scene.psql.query<{ path: string; file: string }>(
    "SELECT source_path AS path, metadata ->> 'stamp' AS file FROM v7_external_sources",
  );
  const files = new Map(rows.map(({ path, file }) => [path, file]));
  return found.map((set) => [...new Set(set.map((path) => files.get(path) ?? path))].toSorted().join(" | ")).toSorted();
}
