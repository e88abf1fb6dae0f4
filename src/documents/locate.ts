import type { DocumentPath } from "../model/document.ts";
import { offsetAt, parseTrees } from "./parse.ts";
import { lineStarts, positionAt, type Position } from "./problem.ts";

/** Finds places in one text. */
export interface Locator {
  /**
   * Line and column of a path's value in the document at `index` (from 0); of the nearest thing above it that
   * exists otherwise, and of the text's start when there is no such document.
   */
  locate(index: number, path: DocumentPath): Position;
}

/** Parses a text once, to find any number of places in it. */
export function openLocator(text: string): Locator {
  const trees = parseTrees(text, false);
  const starts = lineStarts(text);
  return {
    locate: (index, path) => {
      const tree = trees[index];
      if (tree === undefined) return { line: 1, column: 1 };
      const root = tree.contents;
      return positionAt(text, starts, offsetAt({ root, offset: root?.range[0] ?? tree.range[0] }, path));
    },
  };
}
