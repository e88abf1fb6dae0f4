import { stopwords } from "@orama/stopwords/english";
import stem from "wink-porter2-stemmer";

/** Turns text into the terms that are compared: the same for what is indexed and for what is asked. */
export interface Analyzer {
  /** The terms in the order of the text, with repetitions. */
  terms(text: string): string[];
}

/**
 * Splits at everything that is no letter or digit, and identifiers at their humps and underscores as well (the whole
 * identifier stays a term too); drops English stop words; reduces words to their stems (Porter2). It remembers stems.
 */
export function createAnalyzer(): Analyzer {
  const stems = new Map<string, string>();
  const stemOf = (word: string): string => {
    const known = stems.get(word);
    if (known !== undefined) return known;
    const found = stem(word);
    stems.set(word, found);
    return found;
  };
  return { terms: (text) => termsOf(text.normalize("NFKC"), stemOf) };
}

/** Longer than a SHA-256 in hexadecimal is no word anybody searches for. */
export const longestTerm = 80;

const word = /[\p{L}\p{N}\p{M}_]+(?:['’]\p{L}+)*/gu;
const apostrophe = /['’]/;
const seam = /[_'’]|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
// The list lacks the shortest of all.
const stops: ReadonlySet<string> = new Set([...stopwords, "a", "can"]);

function termsOf(text: string, stemOf: (word: string) => string): string[] {
  const terms: string[] = [];
  for (const [found] of text.matchAll(word)) {
    const whole = found.toLowerCase();
    if (stops.has(whole.replace("’", "'"))) continue;
    const parts = found.split(seam).filter((part) => part !== "");
    for (const part of parts) {
      const lower = part.toLowerCase();
      if (lower.length <= longestTerm && !stops.has(lower) && !isContraction(lower, found))
        terms.push(isWord(lower) ? stemOf(lower) : lower);
    }
    if (parts.length > 1 && whole.length <= longestTerm && !apostrophe.test(whole)) terms.push(whole);
  }
  return terms;
}

/** Numbers, hashes and versions have no stems. */
function isWord(part: string): boolean {
  return !/\p{N}/u.test(part);
}

/** The `s` of "the phase's gate". */
function isContraction(part: string, whole: string): boolean {
  return part.length === 1 && apostrophe.test(whole);
}
