import type { Mark } from "../model/output/search.ts";
import type { Analyzer } from "./analysis/analyzer.ts";

export interface Snippet {
  readonly snippet: string;
  /** How many lines below the chunk's first it begins. */
  readonly offset: number;
  /** Where words that were asked for stand in it. */
  readonly marks: readonly Mark[];
}

/** The lines of a chunk that say most of what was asked for, on one line of at most about 200 characters. */
export function snippetOf(text: string, asked: ReadonlySet<string>, analyzer: Analyzer): Snippet {
  const isAsked = (word: string): boolean => analyzer.terms(word).some((term) => asked.has(term));
  const lines = text.split("\n");
  const offset = bestLine(lines, asked, analyzer);
  const words = lines
    .slice(offset, offset + linesOfASnippet)
    .join(" ")
    .replaceAll(/\s+/g, " ")
    .trim();
  const snippet = cut(words, isAsked);
  const found = [...snippet.matchAll(/[\p{L}\p{N}\p{M}_]+(?:['’]\p{L}+)*/gu)].filter(([word]) => isAsked(word));
  return { snippet, offset, marks: found.map(({ 0: word, index }) => ({ begin: index, end: index + word.length })) };
}

/** Where the lines begin that have the most different terms; else the first with any text. */
function bestLine(lines: readonly string[], asked: ReadonlySet<string>, analyzer: Analyzer): number {
  const hits = lines.map((line) => new Set(analyzer.terms(line).filter((term) => asked.has(term))));
  const firstText = lines.findIndex((line) => line.trim() !== "");
  let best = { offset: Math.max(0, firstText), found: 0 };
  for (const [offset, own] of hits.entries()) {
    if (own.size === 0) continue;
    const found = new Set(hits.slice(offset, offset + linesOfASnippet).flatMap((terms) => [...terms])).size;
    if (found > best.found) best = { offset, found };
  }
  return best.offset;
}

const linesOfASnippet = 3;
const longest = 200;

/** Long lines begin a little before the first word that was asked for. */
function cut(text: string, isAsked: (word: string) => boolean): string {
  if (text.length <= longest) return text;
  const words = text.split(" ");
  const first = Math.max(0, words.findIndex(isAsked) - wordsBefore);
  const rest = words.slice(first).join(" ");
  const end = rest.length <= longest ? rest.length : rest.lastIndexOf(" ", longest);
  const shown = end === rest.length ? rest : `${rest.slice(0, end <= 0 ? longest : end)}…`;
  return first > 0 ? `…${shown}` : shown;
}

const wordsBefore = 6;
