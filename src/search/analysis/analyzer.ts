import { stopwords } from "@orama/stopwords/english";
import stem from "wink-porter2-stemmer";
import { foldAccents } from "./fold.ts";
import { longestTerm, partsOf } from "./identifiers.ts";
import { pairsOf, type Piece, type Run, runsOf, wordsWithin } from "./scripts.ts";

/** Turns text into the terms that are compared: the same for what is indexed and for what is asked. */
export interface Analyzer {
  /** The terms of what a text says, in its order, with repetitions; without stop words. */
  terms(text: string): string[];
  /** The terms of what something is called: of a name every word counts, the shortest too. */
  nameTerms(name: string): string[];
  /** The terms of a question: without stop words, unless there is nothing else in it. */
  questionTerms(question: string): string[];
  /** The words of a text and where they are, each with its terms. */
  words(text: string): { readonly begin: number; readonly end: number; readonly terms: readonly string[] }[];
}

/**
 * Splits at everything that is no letter or digit, where the script changes, and identifiers at their seams as well (the
 * whole identifier stays a term too); cuts text without blanks in pairs of signs, or words where a dictionary knows them;
 * drops English stop words; reduces words to their stems (Porter2); puts beside a word with accents the one without. It
 * remembers the terms of words, because most of a text are words that came before.
 */
export function createAnalyzer(): Analyzer {
  const known = new Map<string, KnownWord>();
  const segmenter = new Intl.Segmenter("th", { granularity: "word" });
  const knownWord = (found: string): KnownWord => {
    const before = known.get(found);
    if (before !== undefined) return before;
    if (known.size >= mostKnown) known.clear();
    const word = { terms: termsOf(found, segmenter), isStop: isStop(found), hasSigns: sign.test(found) };
    known.set(found, word);
    return word;
  };
  const read = (text: string, withStops: boolean): { readonly terms: string[]; readonly hasSigns: boolean } => {
    const terms: string[] = [];
    let hasSigns = false;
    for (const [found] of normalized(text).matchAll(word)) {
      const { terms: own, isStop: isLeftOut, hasSigns: hasOwn } = knownWord(found);
      if (isLeftOut && !withStops) continue;
      hasSigns ||= hasOwn;
      for (const term of own) terms.push(term);
    }
    return { terms, hasSigns };
  };
  const withSigns = (text: string, withStops: boolean): string[] => {
    const { terms, hasSigns } = read(text, withStops);
    return hasSigns ? [...terms, ...signsIn(text)] : terms;
  };
  return {
    terms: (text) => withSigns(text, false),
    nameTerms: (name) => withSigns(name, true),
    questionTerms: (question) => {
      const { terms } = read(question, false);
      return terms.length > 0 ? terms : read(question, true).terms;
    },
    words: (text) =>
      [...text.matchAll(word)].flatMap(({ 0: found, index }) =>
        runsOf(found).flatMap(({ text: run, at, writing }) =>
          piecesOf(run, writing, segmenter).map((piece) => {
            const begin = index + at + piece.at;
            const own = normalized(piece.text);
            return { begin, end: begin + piece.text.length, terms: [...knownWord(own).terms, ...signsIn(own)] };
          }),
        ),
      ),
  };
}

/** A word as it was met before. */
interface KnownWord {
  readonly terms: readonly string[];
  /** It stands everywhere, and says nothing. */
  readonly isStop: boolean;
  /** It has signs that are words by themselves. */
  readonly hasSigns: boolean;
}

/** One form for what looks the same. The two vowels that it takes apart are one letter to the dictionaries. */
function normalized(text: string): string {
  return text.normalize("NFKC").replaceAll("\u0e4d\u0e32", "\u0e33").replaceAll("\u0ecd\u0eb2", "\u0eb3");
}

/** Words; a repository's identifiers and hashes have no end. */
const mostKnown = 200_000;

// C# and C++ are what they are called, and so is what else has one letter.
const word = /(?<![\p{L}\p{N}\p{M}_])\p{L}(?:\+\+|#)(?![\p{L}\p{N}_])|[\p{L}\p{N}\p{M}_]+(?:['’]\p{L}+)*/gu;
const apostrophe = /['’]/;
// The list lacks two of the shortest.
const stops: ReadonlySet<string> = new Set([...stopwords, "a", "can"].map((found) => found.replaceAll("’", "'")));

function piecesOf(text: string, writing: Run["writing"], segmenter: Intl.Segmenter): readonly Piece[] {
  if (writing === "dense") return pairsOf(text);
  return writing === "joined" ? wordsWithin(text, segmenter) : [{ text, at: 0 }];
}

function termsOf(found: string, segmenter: Intl.Segmenter): string[] {
  return runsOf(found).flatMap(({ text, writing }) => {
    if (writing !== "spaced") return piecesOf(text, writing, segmenter).map((piece) => piece.text);
    return spacedTerms(text);
  });
}

const sign = /\p{Script=Han}/u;

function isStop(found: string): boolean {
  return stops.has(found.toLowerCase().replaceAll("’", "'"));
}

/** Pairs find what has two signs; one that is asked for by itself is found by itself, and once a text is enough. */
function signsIn(text: string): string[] {
  return [...new Set(text.match(/\p{Script=Han}/gu))];
}

function spacedTerms(found: string): string[] {
  const whole = found.toLowerCase().replaceAll("’", "'");
  if (stops.has(whole)) return [whole];
  const parts = partsOf(found);
  if (parts.length === 0) return wordTerms(whole);
  const terms = parts.flatMap((part) => {
    const lower = part.toLowerCase();
    return stops.has(lower) || isContraction(lower, found) ? [] : wordTerms(lower);
  });
  if (parts.length > 1 && parts[0] === found) return [...new Set(terms)];
  const isIdentifier = whole.length <= longestTerm && !apostrophe.test(whole);
  return isIdentifier ? [...terms, ...new Set([whole, foldAccents(whole)])] : terms;
}

/** The stem of a word, and beside it that of the word without accents. */
function wordTerms(lower: string): string[] {
  if (lower.length > longestTerm) return [];
  const bare = foldAccents(lower);
  const stems = [lower, ...(bare === lower ? [] : [bare])].map((text) => (isWord(text) ? stem(text) : text));
  return [...new Set(stems)];
}

/** Numbers, hashes and versions have no stems. */
function isWord(part: string): boolean {
  return !/[\p{N}#+]/u.test(part);
}

/** The `s` of "the phase's gate". */
function isContraction(part: string, whole: string): boolean {
  return part.length === 1 && apostrophe.test(whole);
}
