/** A stretch of a word that is written in one way. */
export interface Run {
  readonly text: string;
  /** Where it begins in the word. */
  readonly at: number;
  /** `spaced`: words stand between blanks. `dense`: each sign says something. `joined`: letters without blanks between words. */
  readonly writing: "spaced" | "dense" | "joined";
}

/**
 * Cuts a word where the way of writing changes: `使用PostgreSQL数据库` is three. A sign that belongs to no script, such as a
 * digit, goes with what is before it.
 */
export function runsOf(word: string): readonly Run[] {
  if (!unspaced.test(word)) return [{ text: word, at: 0, writing: "spaced" }];
  return [...word.matchAll(runs)].map(({ 0: text, 1: isDense, 2: isJoined, index }) => ({
    text,
    at: index,
    writing: isDense !== undefined ? "dense" : isJoined !== undefined ? "joined" : "spaced",
  }));
}

/** A part of a run, and where it begins in it. */
export interface Piece {
  readonly text: string;
  readonly at: number;
}

/**
 * The pairs of signs that stand beside each other: whatever is asked for is found within longer words, too, which no
 * dictionary sees to. A sign by itself stays one.
 */
export function pairsOf(run: string): Piece[] {
  const signs = [...run.matchAll(/./gsu)].map(({ 0: text, index }) => ({ text, at: index }));
  if (signs.length < 2) return signs;
  return signs.slice(0, -1).map(({ text, at }, place) => ({ text: text + (signs[place + 1]?.text ?? ""), at }));
}

/** The words of a text in Thai, Lao, Khmer or Burmese, by the dictionaries that come with the runtime. */
export function wordsWithin(run: string, segmenter: Intl.Segmenter): Piece[] {
  return [...segmenter.segment(run)].flatMap(({ segment, index, isWordLike }) =>
    isWordLike === true ? [{ text: segment, at: index }] : [],
  );
}

/**
 * What a text has to say, counted alike in every script: words between blanks, two signs of a dense one, five letters of a
 * joined one. What has no end, as in a bundle, counts a word for so many letters.
 */
export function measure(): RegExp {
  return new RegExp(`${dense}{1,2}|${joined}{1,5}|(?:(?!${dense}|${joined})\\S){1,24}`, "gu");
}

const dense = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}ー々〇〆]`;
const joined = String.raw`[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;
const unspaced = new RegExp(`${dense}|${joined}`, "u");
const runs = new RegExp(`(${dense}+)|(${joined}+)|(?:(?!${dense}|${joined}).)+`, "gsu");
