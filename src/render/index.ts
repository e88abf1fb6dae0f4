import type { ExportCheckOutput } from "../model/output/export-check.ts";
import type { ExportIndexOutput } from "../model/output/export-index.ts";
import { escapeControls } from "./type/escape.ts";
import { countedFiles, grouped } from "./type/counts.ts";

const staleIndex = "V7-F030";

/** Where the list was written, and of how many files. */
export function renderIndexWritten({ file, files, untracked }: ExportIndexOutput): string {
  return [...untrackedText(untracked), `Wrote ${escapeControls(file)}: ${countedFiles(files)}.`].join("\n");
}

function untrackedText([first, ...others]: readonly string[]): string[] {
  if (first === undefined) return [];
  const more = others.length === 0 ? "" : ` and ${grouped(others.length)} more`;
  return [`Not in git, and so not in the index: ${escapeControls(first)}${more}. Next: git add, then v7 export index`];
}

/** The first of the differing paths, how many there are, and what repairs it. */
export function renderIndexCheck(output: ExportCheckOutput): string {
  const { file, files, added, changed, removed, untracked, behind, current } = output;
  if (current)
    return [...untrackedText(untracked), `${escapeControls(file)} is current: ${countedFiles(files)}.`].join("\n");
  const lines = [
    ...added.map((path) => `+ ${escapeControls(path)}`),
    ...changed.map((path) => `~ ${escapeControls(path)}`),
    ...removed.map((path) => `- ${escapeControls(path)}`),
  ];
  const more = lines.length > shownLines ? [`… ${grouped(lines.length - shownLines)} more`] : [];
  return [
    ...lines.slice(0, shownLines),
    ...more,
    `${escapeControls(file)} is stale: ${differenceText(output)} [${staleIndex}]`,
    behind.length === 0 ? "Next: v7 export index" : "Next: v7 scan, then v7 export index",
  ].join("\n");
}

const shownLines = 10;

function differenceText({ added, changed, removed, behind }: ExportCheckOutput): string {
  if (added.length + changed.length + removed.length === 0 && behind.length > 0)
    return `${countedFiles(behind.length)} changed since the last scan`;
  if (added.length + changed.length + removed.length === 0) return "missing, or not in its canonical form";
  return `${grouped(added.length)} added, ${grouped(changed.length)} changed, ${grouped(removed.length)} removed`;
}
