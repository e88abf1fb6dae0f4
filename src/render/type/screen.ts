import { type Palette, plainPalette } from "./palette.ts";

/** Where a text is read. */
export interface Screen extends Palette {
  /** Cells of a line; Infinity where nothing ends it: a pipe, a file. */
  readonly width: number;
}

/** A pipe, a file, a test: no colours, and lines as long as they are. */
export const plainScreen: Screen = { ...plainPalette, width: Number.POSITIVE_INFINITY };
