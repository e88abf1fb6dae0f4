import type { IndexSummarizeOutput } from "../model/output/index-summarize.ts";
import { renderEdits } from "./edit.ts";
import { escapeControls } from "./type/escape.ts";
import type { Palette } from "./type/palette.ts";

/** The proposals as a diff, what is left, what it cost. */
export function renderSummaries(output: IndexSummarizeOutput, palette: Palette): string {
  const { proposals, diffs, waiting, withheld, cost, model } = output;
  const paid = cost === null ? "" : ` for $${cost.toFixed(4)}`;
  return [
    ...(diffs.length === 0 ? [] : [renderEdits(diffs, undefined, palette)]),
    ...named("Sent nowhere, because they hold secrets:", withheld),
    ...named(diffs.length === 0 ? "Without a summary:" : "Still without one:", waiting),
    `${proposals.length} ${proposals.length === 1 ? "summary" : "summaries"} proposed by ${escapeControls(model)}${paid}, ${waiting.length} to do.${proposals.length === 0 ? "" : " Next: git diff, then commit"}`,
  ].join("\n");
}

function named(title: string, paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  const shown = paths.slice(0, shownPaths).map((path) => `  ${escapeControls(path)}`);
  const more = paths.length > shownPaths ? [`  … ${paths.length - shownPaths} more: --json lists all`] : [];
  return [title, ...shown, ...more];
}

const shownPaths = 20;
