import { describe, expect, test } from "vitest";
import { loadRecords } from "../../../src/search/chunks/records.ts";

const records = await loadRecords();

function cut(text: string): string[] | undefined {
  return records(text)?.map(
    ({ heading, line, text: own }) => `${line} [${heading.join(" › ")}] ${own.trimEnd().replaceAll("\n", "⏎")}`,
  );
}

describe("YAML that lists things", () => {
  test("is cut at the entries of the list it is", () => {
    expect(cut("# Servers\n- name: alpha\n  port: 1\n- id: 7\n  port: 2\n\n- port: 3\n")).toEqual([
      "1 [] # Servers",
      "2 [alpha] - name: alpha⏎  port: 1",
      "4 [7] - id: 7⏎  port: 2",
      "7 [] - port: 3",
    ]);
  });

  test("is cut at the entries of lists that its keys hold, below the keys", () => {
    const text = "version: 2\njobs:\n  - title: Nightly\n    steps: [a]\n  - title: Weekly\nowner: John\n";
    expect(cut(text)).toEqual([
      "1 [] version: 2⏎jobs:",
      "3 [jobs › Nightly]   - title: Nightly⏎    steps: [a]",
      "5 [jobs › Weekly]   - title: Weekly",
      "6 [] owner: John",
    ]);
  });

  test("may be JSON, and more than one document", () => {
    expect(cut('[{"name": "a", "x": 1},\n {"name": "b"}]')).toEqual([
      '1 [a] {"name": "a", "x": 1}',
      '2 [b] {"name": "b"}',
    ]);
    expect(cut("- name: a\n- name: b\n---\n- name: c\n- name: d\n")?.length).toBe(4);
  });

  test.each([
    ["a mapping", "name: a\nport: 1\n"],
    ["a list of words", "- a\n- b\n"],
    ["one entry", "- name: a\n"],
    ["words among entries", "- name: a\n- b\n- name: c\n"],
    ["broken", "- name: a\n- name: b\n  - c: [\n"],
    ["deeper than anybody writes", `- name: ${"[".repeat(100_000)}`],
    ["aliases of aliases", "a: &a [x, x]\nb: &b [*a, *a]\nc:\n  - *b\n  - *b\n"],
  ])("is left whole: %s", (_what, text) => {
    expect(records(text)).toBeUndefined();
  });
});
