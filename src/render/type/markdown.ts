import { escapeControls } from "./escape.ts";

/**
 * Text that Markdown, HTML and GitHub leave alone: no markup, no tags, no table cells, no mentions, no references to
 * issues. Always one line.
 */
export function escapeMarkdown(text: string): string {
  return escapeControls(text)
    .replace(/[&<>]/g, (character) => entities.get(character) ?? character)
    .replace(/[\\`*_{}[\]()|~!$+-]/g, String.raw`\$&`)
    .replace(/[@#:]/g, (character) => `&#${character.charCodeAt(0)};<!-- -->`);
}

/** A fenced block that no line of its content can close. */
export function fencedBlock(lines: readonly string[], language: string): string[] {
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)));
  const fence = "`".repeat(longest + 1);
  return [`${fence}${language}`, ...lines, fence];
}

/** A part that readers unfold: `summary` must already be safe. */
export function collapsible(summary: string, body: readonly string[], open: boolean): string[] {
  return [`<details${open ? " open" : ""}><summary>${summary}</summary>`, "", ...body, "", "</details>", ""];
}

/** Rows below a header, every cell of a row escaped; columns that `right` marks are aligned to the right. */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly boolean[] = [],
): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rule = header.map((_, column) => (right[column] === true ? "---:" : "---"));
  return [line(header), line(rule), ...rows.map((row) => line(row.map(escapeMarkdown)))];
}

const entities: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
]);
