import { stopwords } from "@orama/stopwords/english";
import stem from "wink-porter2-stemmer";

/** Turns text into the terms that are compared: the same for what is indexed and for what is asked. */
export interface Analyzer {
  /** The terms in the order of the text, with repetitions. */
  terms(text: string): string[];
}

/**
 * Splits at everything that is no letter or digit, and identifiers at their humps and underscores as well (the whole
 * identifier stays a term too); drops English stop words; reduces words to their stems (Porter2). It remembers the terms
 * of words, because most of a text are words that came before.
 */
export function createAnalyzer(): Analyzer {
  const known = new Map<string, readonly string[]>();
  const termsOfWord = (found: string): readonly string[] => {
    const before = known.get(found);
    if (before !== undefined) return before;
    if (known.size >= mostKnown) known.clear();
    const terms = termsOf(found);
    known.set(found, terms);
    return terms;
  };
  return {
    terms: (text) => {
      const terms: string[] = [];
      for (const [found] of text.normalize("NFKC").matchAll(word)) {
        for (const term of termsOfWord(found)) terms.push(term);
      }
      return terms;
    },
  };
}

/** Longer than a SHA-256 in hexadecimal is no word anybody searches for. */
export const longestTerm = 80;

/** Words; a repository's identifiers and hashes have no end. */
const mostKnown = 200_000;

const word = /[\p{L}\p{N}\p{M}_]+(?:['’]\p{L}+)*/gu;
const apostrophe = /['’]/;
const seam = /[_'’]|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
// The list lacks two of the shortest.
const stops: ReadonlySet<string> = new Set([...stopwords, "a", "can"]);

function termsOf(found: string): string[] {
  const whole = found.toLowerCase();
  if (stops.has(whole.replace("’", "'"))) return [];
  const parts = found.split(seam).filter((part) => part !== "");
  const terms = parts.flatMap((part) => {
    const lower = part.toLowerCase();
    if (lower.length > longestTerm || stops.has(lower) || isContraction(lower, found)) return [];
    return [isWord(lower) ? stem(lower) : lower];
  });
  const isIdentifier = parts.length > 1 && whole.length <= longestTerm && !apostrophe.test(whole);
  return isIdentifier ? [...terms, whole] : terms;
}

/** Numbers, hashes and versions have no stems. */
function isWord(part: string): boolean {
  return !/\p{N}/u.test(part);
}

/** The `s` of "the phase's gate". */
function isContraction(part: string, whole: string): boolean {
  return part.length === 1 && apostrophe.test(whole);
}
