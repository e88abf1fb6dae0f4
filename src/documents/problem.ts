import type { Code } from "../model/codes/codes.ts";
import type { DocumentPath } from "../model/document.ts";

/** Something wrong in a text, before file, line and column are known. */
export interface Problem {
  readonly code: Code;
  readonly message: string;
  /** UTF-16 offset in the text. */
  readonly offset: number;
  readonly repairable?: boolean;
}

/** As an offset, for people. Both from 1; the column counts UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The offsets at which lines start. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let index = text.indexOf("\n"); index >= 0; index = text.indexOf("\n", index + 1)) starts.push(index + 1);
  return starts;
}

/** Line and column of an offset; a byte order mark takes no column. */
export function positionAt(text: string, starts: readonly number[], offset: number): Position {
  const line = lineIndexAt(starts, offset);
  const column = offset - (starts[line] ?? 0) + 1;
  return { line: line + 1, column: line === 0 && text.startsWith("\uFEFF") ? Math.max(1, column - 1) : column };
}

/** A path as people read it, without its first word: `approvals[0].by`. */
export function pathText(path: DocumentPath): string {
  const shown = path.length > 1 && (path[0] === "spec" || path[0] === "metadata") ? path.slice(1) : path;
  return shown
    .map((step, index) => (typeof step === "number" ? `[${step}]` : `${index === 0 ? "" : "."}${plainText(step)}`))
    .join("");
}

/** Text as it may be printed within a message: one line, no control characters, not too long. */
export function plainText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is escaped
  const visible = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]/gu, escapeCharacter);
  return visible.length > 60 ? `${visible.slice(0, 59).toWellFormed()}…` : visible;
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function lineIndexAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
