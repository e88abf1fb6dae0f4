import { describe, expect, test } from "vitest";
import { canonicalPath } from "../../../src/meta/artifacts/canonical-path.ts";
import { readScan } from "../../../src/meta/artifacts/read-scan.ts";

function row(relative: string, root = "/srv/PRJ_Ingest"): string {
  return JSON.stringify({
    project: "PRJ_Ingest",
    root,
    path: `${root}/${relative}`,
    rel_path: relative,
    ext: ".py",
    size: 12,
  });
}

describe("a scan of CodeGraphX", () => {
  test("holds a project's files, each once, whatever their order", () => {
    const text = `${row("src/b.py")}\n${row("src/a.ts")}\n${row("src/b.py")}\n`;
    expect(readScan(text)).toEqual({
      isTruncated: false,
      broken: 0,
      projects: [
        {
          name: "PRJ_Ingest",
          root: "/srv/PRJ_Ingest",
          isWindows: false,
          paths: ["src/a.ts", "src/b.py"],
          extensions: ["py", "ts"],
        },
      ],
    });
  });

  test("of Windows has its paths in one spelling", () => {
    const rows = ["C:\\Dev\\PROJECTS\\PRJ_Ingest", "c:/dev/projects/prj_ingest"].map((root) =>
      JSON.stringify({ project: "PRJ_Ingest", root, rel_path: "src\\Ingest.py" }),
    );
    expect(readScan(`${rows.join("\n")}\n`).projects).toMatchObject([
      { root: "c:/dev/projects/prj_ingest", isWindows: true, paths: ["src/Ingest.py"] },
    ]);
  });

  test("whose last line breaks off was cut; one that only lacks the end of its last line was not", () => {
    expect(readScan(`${row("a.py")}\n{"project": "PRJ_In`)).toMatchObject({ isTruncated: true, broken: 0 });
    expect(readScan(`${row("a.py")}\n${row("b.py")}`)).toMatchObject({
      isTruncated: false,
      projects: [{ paths: ["a.py", "b.py"] }],
    });
  });

  test("may have marks in names that other readers take for ends of lines", () => {
    const names = ["a\u2028b.py", "a\u2029b.py", "a\fb.py"];
    expect(readScan(`${names.map((name) => row(name)).join("\n")}\n`)).toMatchObject({
      broken: 0,
      projects: [{ paths: names.toSorted() }],
    });
  });

  test("with lines that are no rows says how many", () => {
    expect(readScan(`nonsense\n[]\n{"project": "x"}\n${row("a.py")}\n`)).toMatchObject({
      broken: 3,
      isTruncated: false,
    });
  });
});

test.each([
  ["/a/./b/../c/", "/a/c", false],
  ["C:\\Dev\\..\\Work\\X", "c:/work/x", true],
  ["\\\\server\\Share\\X", "//server/share/x", true],
  ["/A/b", "/A/b", false],
  ["/Bu\u0308ro", "/B\u00fcro", false],
])("the one spelling of %s is %s", (written, path, isWindows) => {
  expect(canonicalPath(written)).toEqual({ path, isWindows });
});
