import { describe, expect, test } from "vitest";
import { createAnalyzer } from "../../../src/search/analysis/analyzer.ts";
import { snippetOf } from "../../../src/search/snippet.ts";

const analyzer = createAnalyzer();

function shown(text: string, query: string): string {
  const { snippet, marks, offset } = snippetOf(text, new Set(analyzer.terms(query)), analyzer);
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
});
