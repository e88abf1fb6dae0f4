import type { AdoptOutput } from "../model/output/adopt.ts";
import { forgottenLines, renderEdits } from "./edit.ts";
import { escapeControls } from "./type/escape.ts";
import { type Palette, plainPalette } from "./type/palette.ts";
import { counted } from "./type/counts.ts";

const shownFiles = 10;

/** One new document whole; of several, the files' names, cut where a screen ends. Rows that were left are told beside this. */
export function renderAdopted(
  { files, adopted, findings, diffs, forgotten }: AdoptOutput,
  palette: Palette = plainPalette,
): string {
  if (files.length === 0) return findings.length > 0 ? "" : "Nothing to adopt: every row has a document.";
  if (files.length === 1) return [renderEdits(diffs, "v7 plan", palette), ...forgottenLines(forgotten)].join("\n");
  const shown = files.slice(0, files.length > shownFiles + 1 ? shownFiles : files.length);
  const hidden = files.length - shown.length;
  return [
    ...shown.map((file) => palette.add(`+ ${escapeControls(file)}`)),
    ...(hidden > 0 ? [`… ${hidden} more`] : []),
    `Adopted: ${counted(adopted.length, "row")}. Next: v7 plan`,
    ...forgottenLines(forgotten),
  ].join("\n");
}
