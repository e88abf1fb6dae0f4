import { describe, expect, test } from "vitest";
import { guard } from "../../support/guard.ts";
import { type ChunkRequest, createChunker } from "../../../src/search/chunks/chunker.ts";

const chunker = createChunker();
const markdown = { kind: "markdown", language: "Markdown", ext: "md", isPacked: false } as const;
const state = { kind: "state", language: "YAML", ext: "yaml", isPacked: false } as const;

async function chunksOf(text: string, request: Partial<ChunkRequest> = {}): Promise<string[]> {
  const { chunks } = await chunker.chunks({ ...markdown, ...request, text });
  return chunks.map(
    ({ heading, line, text: words }) => `${line} [${heading.join(" › ")}] ${words.replaceAll("\n", "⏎")}`,
  );
}

describe("Markdown", () => {
  test("is cut at its headings, each section below all of those it stands under", async () => {
    const text =
      "# META-PRD\n\nOwner: John\n\n## Key Decisions\n\nSeparate database\n\n### Why\n\nPollution\n\n## Metrics\n5,657 files\n";
    expect(await chunksOf(text)).toEqual([
      "3 [META-PRD] Owner: John",
      "7 [META-PRD › Key Decisions] Separate database",
      "11 [META-PRD › Key Decisions › Why] Pollution",
      "14 [META-PRD › Metrics] 5,657 files",
    ]);
  });

  test("takes no comment in a code block for a heading", async () => {
    expect(await chunksOf("# Daily\n\n```sh\n# not a heading\nv7 daily\n```\n")).toEqual([
      "3 [Daily] ```sh⏎# not a heading⏎v7 daily⏎```",
    ]);
  });

  test("knows underlined headings, and sections that have only a heading and nothing below it", async () => {
    expect(await chunksOf("Phases\n======\n\n## Assessment\n## Design\n")).toEqual([
      "4 [Phases › Assessment] Assessment",
      "5 [Phases › Design] Design",
    ]);
  });

  test("keeps front matter as text of its own", async () => {
    expect(await chunksOf("---\ntitle: META-PRD\nowner: John\n---\n# One\ntext\n")).toEqual([
      "2 [] title: META-PRD⏎owner: John",
      "6 [One] text",
    ]);
  });

  test("without headings is one section; with nothing in it, none", async () => {
    expect(await chunksOf("45 duplicate enums\n")).toEqual(["1 [] 45 duplicate enums"]);
    expect(await chunksOf("\n \n")).toEqual([]);
  });

  test("whose sections are long is cut into pieces of about one length, with the lines they begin on", async () => {
    const text = `# Log\n\n${Array.from({ length: 60 }, (_, at) => `line ${at} of ten words that say nothing new`).join("\n")}\n`;
    const { chunks } = await chunker.chunks({ ...markdown, text });
    expect(chunks.map((chunk) => chunk.text.split(/\s+/).length)).toEqual([180, 180, 180]);
    expect(chunks.map(({ line }) => text.split("\n")[line - 1])).toEqual(
      chunks.map((chunk) => chunk.text.split("\n")[0]),
    );
    expect(chunks.map((chunk) => chunk.text).join("\n")).toBe(text.split("\n").slice(2, -1).join("\n"));
  });
});

describe("code", () => {
  const typescript = { kind: "code", language: "TypeScript", ext: "ts" } as const;

  test("is cut at definitions, with the comments above them", async () => {
    const text = [
      'import { scan } from "./scan.ts";',
      "",
      "/** Counts the duplicates. */",
      "export function countDuplicates(): number {",
      "  return 45;",
      "}",
      "",
      "export class Registry {",
      "  size = 0;",
      "",
      "  // Files are never removed.",
      "  markDeleted(path: string): void {",
      "    this.size -= 1;",
      "  }",
      "}",
    ].join("\n");
    expect(await chunksOf(text, typescript)).toEqual([
      '1 [] import { scan } from "./scan.ts";',
      "3 [countDuplicates] /** Counts the duplicates. */⏎export function countDuplicates(): number {⏎  return 45;⏎}",
      "8 [Registry] export class Registry {⏎  size = 0;",
      "11 [Registry › markDeleted]   // Files are never removed.⏎  markDeleted(path: string): void {⏎    this.size -= 1;⏎  }",
    ]);
  });

  test("of Python is cut at functions, classes and their methods", async () => {
    const text =
      "import os\n\n@cached\ndef stale(days):\n    '''Files nobody touches.'''\n    return days\n\nclass Daily:\n    def run(self):\n        scan()\n        snapshot()\n";
    expect(await chunksOf(text, { kind: "code", language: "Python", ext: "py" })).toEqual([
      "1 [] import os",
      "3 [stale] @cached⏎def stale(days):⏎    '''Files nobody touches.'''⏎    return days",
      "8 [Daily] class Daily:",
      "9 [Daily › run]     def run(self):⏎        scan()⏎        snapshot()",
    ]);
  });

  test("in a language nobody here reads is one section", async () => {
    expect(
      await chunksOf("CREATE TABLE v7_files (\n  id int\n);", { kind: "code", language: "SQL", ext: "sql" }),
    ).toEqual(["1 [] CREATE TABLE v7_files (⏎  id int⏎);"]);
  });

  test("that is broken is cut as far as it can be read", async () => {
    expect((await chunksOf("export function half( {\n  return 1;\n", typescript)).length).toBeGreaterThan(0);
  });
});

describe("state", () => {
  test("is cut at the borders of documents, each below its kind, key and name", async () => {
    const text =
      'apiVersion: v7/v1\nkind: Phase\nmetadata:\n  name: "1"\nspec:\n  name: Assessment\n---\napiVersion: v7/v1\nkind: EnumPlan\nmetadata:\n  name: contact_curation_status\nspec:\n  riskLevel: high\n';
    const { chunks } = await chunker.chunks({ ...state, text });
    expect(chunks.map(({ heading, line }) => [line, ...heading])).toEqual([
      [1, "Phase 1", "Assessment"],
      [8, "EnumPlan contact_curation_status"],
    ]);
  });

  test("knows keys between braces, and a spec without a name", async () => {
    const text =
      "kind: SourceGroup\nmetadata: { name: notebook } # ours\nspec:\n  node: ALPHA\n  overrides:\n    - { name: nested }\n";
    const { chunks } = await chunker.chunks({ ...state, text });
    expect(chunks[0]?.heading).toEqual(["SourceGroup notebook"]);
  });

  test("of many indented lines without a name takes no longer than its length", async () => {
    const text = `kind: Policy\nmetadata:\n  labels:\nspec:\n${"      by: The Architect\n".repeat(20_000)}`;
    // An expression that tries every way to read the blanks would not end at all.
    const didNotHang = guard(10_000);
    await chunker.chunks({ ...state, text });
    didNotHang();
  });
});
