import { describe, expect, test } from "vitest";
import { createAnalyzer } from "../../../src/search/analysis/analyzer.ts";
import { snippetOf } from "../../../src/search/snippet.ts";

const analyzer = createAnalyzer();

function shown(text: string, query: string): string {
  const { snippet, marks, offset } = snippetOf(text, new Set(analyzer.questionTerms(query)), analyzer);
  const marked = marks
    .toReversed()
    .reduce((rest, { begin, end }) => `${rest.slice(0, begin)}<${rest.slice(begin, end)}>${rest.slice(end)}`, snippet);
  return `${offset}: ${marked}`;
}

describe("snippetOf", () => {
  test("shows the lines that say most of what was asked, with the words marked in any form", () => {
    const text = "Decisions\n\nPostgreSQL: consistent tooling\nSeparate databases: don't pollute ui_library\n";
    expect(shown(text, "why a separate database")).toBe("3: <Separate> <databases>: don't pollute ui_library");
  });

  test("begins with the first text when nothing asked for stands in it", () => {
    expect(shown("\n\nOwner: John\n", "enum")).toBe("2: Owner: John");
  });

  test("cuts long lines around what was asked for", () => {
    const text = `${"before ".repeat(60)}contact_curation_status ${"behind ".repeat(60)}`;
    const { snippet } = snippetOf(text, new Set(analyzer.terms("curation")), analyzer);
    expect(snippet.length).toBeLessThanOrEqual(202);
    expect(snippet).toMatch(/^…before .* contact_curation_status behind .*…$/);
  });

  test("shows the whole identifier before its parts", () => {
    const text = "first a base\nthen 64 and encode\nlast base64Encode\n";
    expect(shown(text, "base64Encode")).toMatch(/<base64Encode>/);
  });

  test("marks what was asked for within text that has no blanks", () => {
    expect(shown("每天早上有人检查备份。", "备份")).toBe("0: 每天早上有人检查<备份>。");
  });

  test("cuts long text without blanks around what was asked for", () => {
    const { snippet } = snippetOf(
      `${"早".repeat(500)}备份${"上".repeat(500)}`,
      new Set(analyzer.questionTerms("备份")),
      analyzer,
    );
    expect(snippet).toMatch(/^…早{60}备份上+…$/u);
  });
});
