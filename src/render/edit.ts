import type { PullOutput } from "../model/output/pull.ts";
import type { FileEdit } from "../model/output/set.ts";
import { escapeControls } from "./type/escape.ts";
import { type DiffLine, diffLines } from "./type/line-diff.ts";
import { type Palette, plainPalette } from "./type/palette.ts";

/** The edits as a unified diff with the next command below. */
export function renderEdits(
  edits: readonly FileEdit[],
  next: string | undefined,
  palette: Palette = plainPalette,
): string {
  const changed = edits.filter(({ before, after }) => before !== after);
  if (changed.length === 0) return "Nothing to change.";
  return [
    ...changed.flatMap((edit) => fileLines(edit, palette)),
    ...lostComments(changed, palette),
    ...(next === undefined ? [] : [`Next: ${next}`]),
  ].join("\n");
}

const shownComments = 5;

/** A diff of many lines hides them. */
function lostComments(edits: readonly FileEdit[], palette: Palette): string[] {
  const lost = edits.flatMap(({ file, lost_comments: comments }) =>
    comments.map(({ line, text }) => `  ${escapeControls(file)}:${line} ${palette.dim(escapeControls(text))}`),
  );
  if (lost.length === 0) return [];
  const hidden = lost.length > shownComments + 1 ? lost.length - shownComments : 0;
  return [
    "Comments that go with their values:",
    ...lost.slice(0, lost.length - hidden),
    ...(hidden > 0 ? [`  … ${hidden} more`] : []),
  ];
}

/** The same of a pull; where all rows were left, the failure says everything. */
export function renderPulled({ diffs, findings, forgotten }: PullOutput, palette: Palette = plainPalette): string {
  if (diffs.length === 0 && findings.length > 0) return "";
  return [renderEdits(diffs, "v7 plan", palette), ...forgottenLines(forgotten)].join("\n");
}

/** That the database does not know of it: whoever is surprised later finds the cause here. */
export function forgottenLines(forgotten: string | null): string[] {
  if (forgotten === null) return [];
  return [`Not remembered in the database: ${escapeControls(forgotten)}`, "  Apply before these rows change again."];
}

function fileLines({ file, before, after }: FileEdit, palette: Palette): string[] {
  const name = escapeControls(file);
  const separator = before?.includes("\r\n") && after?.includes("\r\n") ? "\r\n" : "\n";
  const head = [`--- ${before === null ? "/dev/null" : name}`, `+++ ${after === null ? "/dev/null" : name}`].map(
    palette.strong,
  );
  return [
    ...head,
    ...hunks(diffLines(linesOf(before, separator), linesOf(after, separator))).flatMap((hunk) =>
      hunkLines(hunk, palette),
    ),
  ];
}

const contextLines = 2;

function hunkLines(hunk: readonly DiffLine[], palette: Palette): string[] {
  const first = hunk[0];
  const count = (other: DiffLine["mark"]): number => hunk.filter(({ mark }) => mark !== other).length;
  const head = `@@ -${range(first?.left, count("+"))} +${range(first?.right, count("-"))} @@`;
  const paint = { " ": plainPalette.dim, "-": palette.remove, "+": palette.add };
  return [palette.dim(head), ...hunk.map(({ mark, text }) => paint[mark](mark + escapeControls(text)))];
}

// A side without lines is named by the line before it.
function range(start: number | undefined, count: number): string {
  return `${(start ?? 1) - (count === 0 ? 1 : 0)},${count}`;
}

/** Cuts the lines into pieces around their changes. */
function hunks(lines: readonly DiffLine[]): DiffLine[][] {
  const pieces: DiffLine[][] = [];
  let lastShown = -2;
  for (const [at, line] of lines.entries()) {
    if (!nearChange(lines, at)) continue;
    if (at > lastShown + 1) pieces.push([]);
    pieces.at(-1)?.push(line);
    lastShown = at;
  }
  return pieces;
}

function nearChange(lines: readonly DiffLine[], at: number): boolean {
  return lines.slice(Math.max(0, at - contextLines), at + contextLines + 1).some(({ mark }) => mark !== " ");
}

// Files that keep their Windows line ends do not show them.
function linesOf(text: string | null, separator: string): string[] {
  if (text === null || text === "") return [];
  const lines = text.split(separator);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}
