import { describe, expect, test } from "vitest";
import { readFrontMatter, withFrontMatter } from "../../../src/documents/front-matter.ts";

const proposal = { summary: "Says what V7 is for.", summarized: { model: "deepseek-chat", cost: 0.01 } };
const lines = "summary: Says what V7 is for.\nsummarized:\n  model: deepseek-chat\n  cost: 0.01\n";

describe("withFrontMatter", () => {
  test("makes front matter where there is none", () => {
    expect(withFrontMatter("# META-PRD\n", proposal)).toBe(`---\n${lines}---\n# META-PRD\n`);
    expect(withFrontMatter("---\n---\n# META-PRD\n", proposal)).toBe(`---\n${lines}---\n# META-PRD\n`);
  });

  test("keeps what is there, comments and order and line ends", () => {
    const text = "---\r\ntitle: META-PRD # as published\r\nowner: John\r\n---\r\n# One\r\n";
    expect(withFrontMatter(text, { owner: "Arthur" })).toBe(text.replace("John", "Arthur"));
  });
});

describe("readFrontMatter", () => {
  test("tells front matter from a rule and a table", () => {
    expect(readFrontMatter("---\ntitle: One\n---\ntext\n")).toEqual({ values: { title: "One" }, body: "text\n" });
    expect(readFrontMatter("text\n---\nmore\n---\n")).toEqual({ values: {}, body: "text\n---\nmore\n---\n" });
  });

  test("says nothing of front matter that is no map of YAML", () => {
    expect(readFrontMatter("---\n- a list\n---\n")).toBeUndefined();
    expect(readFrontMatter("---\ntitle: [\n---\n")).toBeUndefined();
  });
});
