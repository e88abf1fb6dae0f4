import type { Address } from "../model/address.ts";
import type { FileEdit } from "../model/file-edit.ts";
import { renderEdits } from "./edit.ts";
import { escapeControls } from "./type/escape.ts";
import { type Palette, plainPalette } from "./type/palette.ts";
import { counted } from "./plan/plan-summary.ts";

/** Documents that were written for rows. */
export interface AdoptView {
  readonly files: readonly FileEdit[];
  readonly adopted: readonly Address[];
  /** Rows that got none are told beside this. */
  readonly rowsLeft: boolean;
}

const shownFiles = 10;

/** One new document whole; of several, the files' names, cut where a screen ends. */
export function renderAdopted({ files, adopted, rowsLeft }: AdoptView, palette: Palette = plainPalette): string {
  if (files.length === 0) return rowsLeft ? "" : "Nothing to adopt: every row has a document.";
  if (files.length === 1) return renderEdits(files, "v7 plan", palette);
  const shown = files.slice(0, files.length > shownFiles + 1 ? shownFiles : files.length);
  const hidden = files.length - shown.length;
  return [
    ...shown.map(({ file }) => palette.add(`+ ${escapeControls(file)}`)),
    ...(hidden > 0 ? [`… ${hidden} more`] : []),
    `Adopted: ${counted(adopted.length, "row")}. Next: v7 plan`,
  ].join("\n");
}
