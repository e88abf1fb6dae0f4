import type { FileEdit } from "../model/output/set.ts";
import { renderEdits } from "./edit.ts";
import { escapeControls } from "./type/escape.ts";
import type { Palette } from "./type/palette.ts";

/** What `v7 index summarize --json` says. */
export interface SummariesRow {
  readonly model: string;
  readonly proposals: readonly {
    readonly path: string;
    readonly domain: string | null;
    readonly input_tokens: number | null;
    readonly output_tokens: number | null;
    readonly cost: number | null;
  }[];
  readonly waiting: readonly string[];
  readonly withheld: readonly string[];
  readonly cost: number | null;
}

/** The proposals as a diff, what is left, what it cost. */
export function renderSummaries(row: SummariesRow, edits: readonly FileEdit[], palette: Palette): string {
  const { proposals, waiting, withheld, cost, model } = row;
  const paid = cost === null ? "" : ` for $${cost.toFixed(4)}`;
  return [
    ...(edits.length === 0 ? [] : [renderEdits(edits, undefined, palette)]),
    ...named("Sent nowhere, because they hold secrets:", withheld),
    ...named(edits.length === 0 ? "Without a summary:" : "Still without one:", waiting),
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
