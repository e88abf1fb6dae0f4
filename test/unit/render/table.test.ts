import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainScreen } from "../../../src/render/type/screen.ts";
import { labelLines, listLines, tableLines } from "../../../src/render/type/table.ts";
import { displayWidth } from "../../../src/render/type/width.ts";
import { fitText, longestWord, wrapText } from "../../../src/render/type/wrap.ts";

const narrow = { ...plainScreen, width: 60 };
const columns = [{ title: "ADDRESS" }, { title: "NAME" }, { title: "PLACE", optional: true }];
const rows = [
  ["task/1.1", "Document all duplicate ENUMs", "state/tasks/1.1.yaml:3"],
  ["task/1.2", "Review them", "state/tasks/1.2.yaml:3"],
];

describe("a table", () => {
  test("has no column that says nothing in all rows", () => {
    const told = rows.map(([address = "", name = ""]) => [address, "–", name, ""]);
    const titles = ["ADDRESS", "STATUS", "NAME", "NOTES"].map((title) => ({ title }));
    expect(tableLines(titles, told, plainScreen)).toEqual([
      "ADDRESS   NAME",
      "task/1.1  Document all duplicate ENUMs",
      "task/1.2  Review them",
    ]);
  });

  test("shows the place where there is room for it", () => {
    expect(tableLines(columns, rows, { ...plainScreen, width: 62 })).toEqual([
      "ADDRESS   NAME                          PLACE",
      "task/1.1  Document all duplicate ENUMs  state/tasks/1.1.yaml:3",
      "task/1.2  Review them                   state/tasks/1.2.yaml:3",
    ]);
    expect(tableLines(columns, rows, { ...plainScreen, width: 50 })).toEqual([
      "ADDRESS   NAME",
      "task/1.1  Document all duplicate ENUMs",
      "task/1.2  Review them",
    ]);
  });

  test("wraps prose in its column", () => {
    expect(tableLines(columns, rows, { ...plainScreen, width: 30 })).toEqual([
      "ADDRESS   NAME",
      "task/1.1  Document all",
      "          duplicate ENUMs",
      "task/1.2  Review them",
    ]);
  });

  test("is told as records where even its words are too wide", () => {
    expect(tableLines(columns, rows, { ...plainScreen, width: 22 })).toEqual([
      "ADDRESS  task/1.1",
      "NAME     Document all",
      "         duplicate",
      "         ENUMs",
      "PLACE",
      "  state/tasks/1.1.yaml:3",
      "",
      "ADDRESS  task/1.2",
      "NAME     Review them",
      "PLACE",
      "  state/tasks/1.2.yaml:3",
    ]);
  });

  test("is never cut or wrapped in a pipe", () => {
    const long = "x ".repeat(500).trim();
    expect(tableLines(columns, [["task/1.1", long, ""]], plainScreen)).toEqual(["ADDRESS   NAME", `task/1.1  ${long}`]);
  });

  test("counts wide letters, emoji and combining marks by cells", () => {
    const told = [
      ["業務", "a"],
      ["👩‍💻✅", "b"],
      ["ée\u0301", "c"],
    ];
    expect(listLines(told, plainScreen)).toEqual(["業務  a", "👩‍💻✅  b", "ée\u0301    c"]);
  });
});

test("a label's text goes on below itself", () => {
  const gate = ["Gate", "closed: phase/1 has 2 open tasks: task/1.1, task/1.2 [V7-G002]"];
  expect(labelLines([["Database", "aya_rag"], gate], { ...narrow, width: 50 })).toEqual([
    "Database  aya_rag",
    "Gate      closed: phase/1 has 2 open tasks:",
    "          task/1.1, task/1.2 [V7-G002]",
  ]);
});

describe("a long line", () => {
  test("goes on a little in, or where its text began", () => {
    expect(fitText("Keep: v7 pull task/1.1   Undo: v7 plan --revert ADDRESS", 40)).toBe(
      "Keep: v7 pull task/1.1   Undo: v7 plan\n  --revert ADDRESS",
    );
    expect(fitText("Next      v7 drift, then v7 pull task/1.1 and commit", 40)).toBe(
      "Next      v7 drift, then v7 pull\n          task/1.1 and commit",
    );
  });

  test("keeps what is copied whole, and breaks other words that no line holds", () => {
    const url = `postgres://v7@127.0.0.1:5432/${"x".repeat(40)}`;
    expect(wrapText(`see ${url}`, { width: 30 })).toEqual(["see", url]);
    expect(wrapText('{"a":"b","c":"d"}', { width: 10 })).toEqual(['{"a":"b","', 'c":"d"}']);
  });

  test("is broken beside wide letters", () => {
    expect(wrapText("重複した列挙型を文書化する", { width: 10 })).toEqual(["重複した列", "挙型を文書", "化する"]);
  });

  test("keeps its colours on every line, and paints no indent", () => {
    expect(fitText("\u001b[2mone two three four five six\u001b[22m", 20)).toBe(
      "\u001b[2mone two three four\u001b[0m\n  \u001b[2mfive six\u001b[22m",
    );
  });
});

const cell = fc.string({ unit: fc.constantFrom("a", "é", "業", "✅", " ", "{", '"', "/"), maxLength: 60 });

test("no line is wider than its screen, but for what is copied whole", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, cell, cell), { maxLength: 4 }),
      fc.integer({ min: 24, max: 120 }),
      (told, width) => {
        const screen = { ...plainScreen, width };
        const lines = [...tableLines(columns, told, screen), ...listLines(told, screen, { indent: 2 })];
        const wide = lines.filter((line) => displayWidth(line) > width && longestWord(line) < width - 24);
        expect(wide).toEqual([]);
      },
    ),
  );
});
