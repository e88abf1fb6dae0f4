import { describe, expect, test } from "vitest";
import { compareTrees, type ComparedFile, type Trees } from "../../../src/meta/figures/mirrors.ts";

function compared(files: Readonly<Record<string, string | null>>, projects: readonly string[] = []): Trees {
  const all = Object.entries(files).map(([path, hash]): ComparedFile => ({ path, hash }));
  const own = new Map(projects.map((project) => [project, all.filter(({ path }) => path.startsWith(`${project}/`))]));
  return compareTrees({ roots: new Set(["@disk"]) }, all, { leastFiles: 3, nearRatio: 0.6, projects: own });
}

/** Three files of a folder, the third as told. */
function folder(name: string, last: string | null = "3"): Readonly<Record<string, string | null>> {
  return { [`${name}/a.py`]: "1", [`${name}/b.py`]: "2", [`${name}/in/c.py`]: last };
}

describe("a folder that holds what another one does", () => {
  test("is a mirror of the one that is not called a copy", () => {
    expect(compared({ ...folder("a/backup_2025"), ...folder("z/Ingest") }).mirrors).toEqual([
      { path: "a/backup_2025", original: "z/Ingest", files: 3, ratio: 1, differing: [] },
    ]);
  });

  test("of equals is a mirror of the one further out, then of the first by name", () => {
    const paths = compared({ ...folder("b"), ...folder("a"), ...folder("0/deep") }).mirrors.map(({ path }) => path);
    expect(paths).toEqual(["0/deep", "b"]);
  });

  test("is told once, by its outermost folder", () => {
    const files = { ...folder("one/src"), ...folder("two/src"), "one/x.md": "9", "two/x.md": "9" };
    expect(compared(files).mirrors.map(({ path }) => path)).toEqual(["two"]);
  });

  test("counts files that are empty, and none that are few", () => {
    const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    expect(compared({ ...folder("a", empty), ...folder("b", empty) }).mirrors).toHaveLength(1);
    expect(compared({ "a/x.py": "1", "b/x.py": "1" }).mirrors).toEqual([]);
  });

  test("in a declared root is compared with those of the repository", () => {
    expect(
      compared({ "notes.md": "7", ...folder("Ingest"), ...folder("@disk/Ingest") }).mirrors.map(({ path }) => path),
    ).toEqual(["@disk/Ingest"]);
  });
});

test("projects that are nearly the same are told with how much, and what differs", () => {
  expect(compared({ ...folder("Ingest"), ...folder("Ingest_old", "4") }, ["Ingest", "Ingest_old"]).mirrors).toEqual([
    { path: "Ingest_old", original: "Ingest", files: 3, ratio: 0.667, differing: ["in/c.py"] },
  ]);
});

test("a folder of which a file was not read has no digest, and neither has what it lies in", () => {
  const trees = compared({ ...folder("a", null), ...folder("b", null), "a/y.py": "5" });
  expect([trees.digestOf("a"), trees.digestOf(""), trees.mirrors]).toEqual([null, null, []]);
});
