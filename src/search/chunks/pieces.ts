import { measure } from "../analysis/scripts.ts";
import type { Chunk, Section } from "./chunk.ts";

/** So many words say one thing; more of them blur what a passage is about. */
const mostWords = 250;

/** What no passage is longer than, in UTF-16 units: words are counted in stretches of up to 24, and blanks are not. */
export const mostCharacters = 8_000;

/** Cuts what is too long into pieces of about the same length, at the ends of lines where there are any nearby. */
export function cutIntoPieces(section: Section): Chunk[] {
  const { heading, line, text } = section;
  const words = wordsOf(text);
  const count = Math.ceil(words.length / mostWords);
  if (count <= 1) return bounded(section);
  const size = words.length / count;
  const pieces: Chunk[] = [];
  let start = 0;
  let startLine = line;
  for (let piece = 1; piece <= count; piece += 1) {
    const end = piece === count ? text.length : cutNear(text, words, Math.round(piece * size), size);
    const own = text.slice(start, end);
    pieces.push(...bounded({ heading, line: startLine, text: own }));
    startLine += newlinesIn(own);
    start = end;
  }
  return pieces;
}

/** Where the words begin. */
function wordsOf(text: string): number[] {
  const offsets: number[] = [];
  for (const { index } of text.matchAll(measure())) offsets.push(index);
  return offsets;
}

/** Where to cut around a word: behind the last line that ends within a tenth of a piece before it, else right there. */
function cutNear(text: string, words: readonly number[], at: number, size: number): number {
  const offset = words[at] ?? text.length;
  const earliest = words[Math.max(0, at - Math.floor(size / 10))] ?? 0;
  // A bundle has no line ends: only what is near is looked through.
  const lineEnd = text.slice(earliest, offset).lastIndexOf("\n");
  return lineEnd < 0 ? offset : earliest + lineEnd + 1;
}

/** Without the empty lines around it; what is mostly blanks may still be too long. */
function bounded(section: Section): Chunk[] {
  const whole = trimmed(section);
  if (whole.text.length <= mostCharacters) return [whole];
  const { heading, text } = whole;
  const parts: Chunk[] = [];
  let { line } = whole;
  for (let start = 0; start < text.length;) {
    const lineEnd = text.slice(start, start + mostCharacters).lastIndexOf("\n") + 1;
    const isLast = start + mostCharacters >= text.length;
    const end = isLast ? text.length : lineEnd > 0 ? start + lineEnd : wholeSigns(text, start + mostCharacters);
    const own = text.slice(start, end);
    if (own.trim() !== "") parts.push(trimmed({ heading, line, text: own }));
    line += newlinesIn(own);
    start = end;
  }
  return parts;
}

/** Not between the two halves of a sign. */
function wholeSigns(text: string, at: number): number {
  return /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) ? at - 1 : at;
}

function trimmed({ heading, line, text }: Section): Chunk {
  const begin = /^(?:[ \t]*\r?\n)*/.exec(text)?.[0].length ?? 0;
  return { heading, line: line + newlinesIn(text.slice(0, begin)), text: text.slice(begin).trimEnd() };
}

function newlinesIn(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}
