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
  const lines = text.split("\n");
  const offset = bestLine(lines, (line) => new Set(hitsIn(line, asked, analyzer)));
  const shown = lines
    .slice(offset, offset + linesOfASnippet)
    .join(" ")
    .replaceAll(/\s+/g, " ")
    .trim();
  const isAsked = ({ terms }: Word): boolean => terms.some((term) => asked.has(term));
  const snippet = cut(shown, analyzer.words(shown).find(isAsked)?.begin ?? 0);
  return { snippet, offset, marks: joined(analyzer.words(snippet).filter(isAsked)) };
}

type Word = ReturnType<Analyzer["words"]>[number];

/** Pairs of signs overlap: what touches is one mark. */
function joined(words: readonly Word[]): Mark[] {
  const marks: { begin: number; end: number }[] = [];
  for (const { begin, end } of words) {
    const last = marks.at(-1);
    if (last !== undefined && begin <= last.end) last.end = Math.max(last.end, end);
    else marks.push({ begin, end });
  }
  return marks;
}

/** The whole of an identifier that was asked for counts as all its parts and more: it comes before its parts elsewhere. */
function hitsIn(text: string, asked: ReadonlySet<string>, analyzer: Analyzer): string[] {
  return analyzer.words(text).flatMap(({ terms }) => {
    const found = terms.filter((term) => asked.has(term));
    return found.length > 1 && found.length === terms.length ? [...found, `whole ${found.join(" ")}`] : found;
  });
}

/** Where the lines begin that have the most different terms; else the first with any text. */
function bestLine(lines: readonly string[], hitsOf: (line: string) => Set<string>): number {
  const hits = lines.map(hitsOf);
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

/** Long lines begin a little before the first word that was asked for, `at` its place. */
function cut(text: string, at: number): string {
  if (text.length <= longest) return text;
  const start = wordBefore(text, at);
  const rest = text.slice(start);
  const blank = rest.lastIndexOf(" ", longest);
  const end = rest.length <= longest ? rest.length : blank > longest / 2 ? blank : longest;
  return `${start > 0 ? "…" : ""}${rest.slice(0, end)}${end < rest.length ? "…" : ""}`;
}

/** Where some words before this begin; where there are no blanks nearby, some signs. */
function wordBefore(text: string, at: number): number {
  const earliest = Math.max(0, at - mostBefore);
  let start = at;
  for (let words = 0; words < wordsBefore && start > earliest; words += 1) {
    const blank = text.lastIndexOf(" ", start - 2);
    if (blank < earliest) return earliest === 0 ? 0 : start < at ? start : earliest;
    start = blank + 1;
  }
  return start;
}

const wordsBefore = 6;
const mostBefore = 60;
