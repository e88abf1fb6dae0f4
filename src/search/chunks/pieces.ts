import { measure } from "../analysis/scripts.ts";
import type { Chunk, Section } from "./chunk.ts";

/** So many words say one thing; more of them blur what a passage is about. */
const mostWords = 250;

/** Cuts what is too long into pieces of about the same length, at the ends of lines where there are any nearby. */
export function cutIntoPieces({ heading, line, text }: Section): Chunk[] {
  const words = [...text.matchAll(measure())];
  const count = Math.ceil(words.length / mostWords);
  if (count <= 1) return [trimmed({ heading, line, text })];
  const size = words.length / count;
  const pieces: Chunk[] = [];
  let start = 0;
  let startLine = line;
  for (let piece = 1; piece <= count; piece += 1) {
    const end = piece === count ? text.length : cutNear(text, words, Math.round(piece * size), size);
    pieces.push(trimmed({ heading, line: startLine, text: text.slice(start, end) }));
    startLine += newlinesIn(text, start, end);
    start = end;
  }
  return pieces;
}

/** Where to cut around a word: behind the last line that ends within a tenth of a piece before it, else right there. */
function cutNear(text: string, words: readonly RegExpExecArray[], at: number, size: number): number {
  const offset = words[at]?.index ?? text.length;
  const earliest = words[Math.max(0, at - Math.floor(size / 10))]?.index ?? 0;
  const lineEnd = text.lastIndexOf("\n", offset - 1);
  return lineEnd >= earliest ? lineEnd + 1 : offset;
}

/** Without the empty lines around it. */
function trimmed({ heading, line, text }: Section): Chunk {
  const begin = /^(?:[ \t]*\r?\n)*/.exec(text)?.[0].length ?? 0;
  return { heading, line: line + newlinesIn(text, 0, begin), text: text.slice(begin).trimEnd() };
}

function newlinesIn(text: string, start: number, end: number): number {
  let lines = 0;
  for (let at = text.indexOf("\n", start); at >= 0 && at < end; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}
