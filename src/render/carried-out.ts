import type { SetOutput } from "../model/output/set.ts";
import { renderEdits } from "./edit.ts";
import { renderApply } from "./plan/apply-text.ts";
import { shortCommit } from "./type/ids.ts";
import { type Palette, plainPalette } from "./type/palette.ts";

/** An edit's diff, the commit that holds it, and what applying it did, or else the next command. */
export function renderCarriedOut(output: SetOutput, now: Date, palette: Palette = plainPalette): string {
  const { diffs, commit, apply } = output;
  const isNews = diffs.some(({ before, after }) => before !== after);
  return [
    renderEdits(diffs, undefined, palette),
    ...(commit === null ? [] : [`Committed ${shortCommit(commit)}.`]),
    ...(apply === null ? [] : ["", renderApply(apply, now, palette)]),
    ...(apply === null && isNews ? ["Next: v7 plan"] : []),
  ].join("\n");
}
