import type { DocumentPath } from "../model/document.ts";
import { offsetAt, parseTrees } from "./parse.ts";
import { lineStarts, positionAt, type Position } from "./problem.ts";

/**
 * Line and column of a path's value in the document at `index` (from 0) of a text; of the nearest thing
 * above it that exists otherwise, and of the text's start when there is no such document.
 */
export function locate(text: string, index: number, path: DocumentPath): Position {
  const tree = parseTrees(text, false)[index];
  if (tree === undefined) return { line: 1, column: 1 };
  const root = tree.contents;
  const offset = offsetAt({ root, offset: root?.range[0] ?? tree.range[0] }, path);
  return positionAt(text, lineStarts(text), offset);
}
