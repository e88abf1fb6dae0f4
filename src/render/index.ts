import type { ExportCheckOutput } from "../model/output/export-check.ts";
import type { ExportIndexOutput } from "../model/output/export-index.ts";
import { escapeControls } from "./type/escape.ts";
import { countedFiles, grouped } from "./type/counts.ts";

const staleIndex = "V7-F030";

/** Where the list was written, and of how many files. */
export function renderIndexWritten({ file, files }: ExportIndexOutput): string {
  return `Wrote ${escapeControls(file)}: ${countedFiles(files)}.`;
}

/** The first of the differing paths, how many there are, and what repairs it. */
export function renderIndexCheck(output: ExportCheckOutput): string {
  const { file, files, added, changed, removed, current } = output;
  if (current) return `${escapeControls(file)} is current: ${countedFiles(files)}.`;
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
    "Next: v7 export index",
  ].join("\n");
}

const shownLines = 10;

function differenceText({ added, changed, removed }: ExportCheckOutput): string {
  if (added.length + changed.length + removed.length === 0) return "missing, or not in its canonical form";
  return `${grouped(added.length)} added, ${grouped(changed.length)} changed, ${grouped(removed.length)} removed`;
}
