import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { classifyFile, markdownTitle } from "../../../src/files/places/classify.ts";
import { stagedColumns, timestampOf } from "../../../src/files/scan/scanned-row.ts";
import { bytePath, printablePath } from "../../../src/model/path-bytes.ts";

test.each([
  ["docs/META_PRD.md", "md", "documentation", "Markdown"],
  ["src/app.TS", "ts", "code", "TypeScript"],
  ["sql/v7_registry.sql", "sql", "code", "SQL"],
  ["Makefile", null, "code", "Makefile"],
  [".gitignore", null, "configuration", null],
  ["invoice.pdf", "pdf", "documentation", null],
  ["strange.xyz", "xyz", "other", null],
  ["a.b/README", null, "documentation", "Text"],
])("%s is classified by its name", (path, ext, fileType, language) => {
  expect(classifyFile(path, false)).toEqual({ ext, fileType, language });
});

describe("a Markdown file's title", () => {
  test.each([
    ["# Enterprise Platform\n", "Enterprise Platform"],
    ['---\ntitle: "Access"\n---\n# Other\n', "Access"],
    ["```sh\n# no heading\n```\n\n# Yes #\n", "Yes"],
    ["Assessment\n==========\n", "Assessment"],
    ["## Only a second level\n", null],
    ["", null],
  ])("of %j is %j", (text, title) => {
    expect(markdownTitle(Buffer.from(text))).toBe(title);
  });
});

describe("a path's printable form", () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 12 }).map((array) => Buffer.from(array).toString("latin1"));

  test("differs for different paths", () => {
    fc.assert(
      fc.property(bytes, bytes, (left, right) => {
        expect(printablePath(left) === printablePath(right)).toBe(left === right);
      }),
    );
  });

  test("never holds what moves a cursor, whatever the bytes", () => {
    fc.assert(
      fc.property(bytes, (path) => {
        expect(printablePath(path)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
    );
  });

  test("of ordinary names is the name", () => {
    expect(printablePath(bytePath("docs/Übersicht für Arthur.md"))).toBe("docs/Übersicht für Arthur.md");
  });
});

test("times keep their microseconds, before 1970 too", () => {
  expect(timestampOf(1754555400123.457)).toBe("2025-08-07T08:30:00.123457Z");
  expect(timestampOf(-1)).toBe("1969-12-31T23:59:59.999000Z");
  expect(timestampOf(317_304_864_000_000)).toBe("12024-12-28T00:00:00.000000Z");
  expect([-62_167_219_200_000, 9e18].map(timestampOf)).toEqual([null, null]);
});

test("an array escapes what would end a value", () => {
  const file = {
    id: null,
    path: "a\tb\\c\n",
    bytes: Buffer.from([0xe9]),
    hash: null,
    size: 1,
    ext: null,
    fileType: "other",
    language: null,
    component: null,
    pillar: null,
    project: null,
    title: null,
    mtime: "2025-08-07T08:30:00.000000Z",
    metadata: {},
    project_path: null,
    file_path: null,
  };
  expect(stagedColumns([file, { ...file, path: 'say "NULL"', bytes: null }]).slice(0, 5)).toEqual([
    "{NULL,NULL}",
    String.raw`{"a	b\\c
","say \"NULL\""}`,
    String.raw`{"\\xe9",NULL}`,
    "{NULL,NULL}",
    '{"1","1"}',
  ]);
});
