import type { Code } from "../model/codes/codes.ts";
import type { Severity } from "../model/finding.ts";

/** A secret in a text. Nothing of it goes into `message`. */
export interface SecretMatch {
  /** The rule that knows it, as `secrets.accepted.yaml` names it: `url-password`. */
  readonly rule: string;
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  /** Where a person should look; a UTF-16 offset in the text. */
  readonly at: number;
  /** Where the secret itself stands. */
  readonly start: number;
  readonly value: string;
}

/** A text, with the file it is of: some forms belong to some files. */
export interface Searched {
  /** Relative to the repository's root. */
  readonly file: string;
  readonly text: string;
  /** Where the rule's words stand, in order. */
  readonly hits: readonly number[];
}

/** Finds secrets of one kind. Every repetition in its expressions has a bound, so that hostile text costs its length. */
export interface Rule {
  /** In lower case. Only where one of them stands is the rule asked. */
  readonly words: readonly string[];
  find(searched: Searched): SecretMatch[];
}

/** What a rule says of a match; undefined where it is no secret. */
export type Judgement = Omit<SecretMatch, "at" | "start"> | undefined;

/** All matches of an expression in the lines around the rule's words. */
export function matchesNear(
  { text, hits }: Searched,
  expression: RegExp,
  judge: (match: RegExpExecArray) => Judgement,
): SecretMatch[] {
  return stretchesAround(text, hits).flatMap(({ start, end }) =>
    [...text.slice(start, end).matchAll(expression)].flatMap((match) => placed(match, start, judge(match))),
  );
}

/** The match of a sticky expression at an offset. */
export function matchAt(
  { text }: Searched,
  expression: RegExp,
  at: number,
  judge: (match: RegExpExecArray) => Judgement,
): SecretMatch[] {
  expression.lastIndex = at;
  const match = expression.exec(text);
  return match === null ? [] : placed(match, 0, judge(match));
}

function placed(match: RegExpExecArray, by: number, judged: Judgement): SecretMatch[] {
  if (judged === undefined) return [];
  const at = by + match.index;
  return [{ ...judged, at, start: at + Math.max(0, match[0].lastIndexOf(judged.value)) }];
}

/** The first of the named groups that took part. */
export function firstGroup(match: RegExpExecArray, ...names: readonly string[]): string | undefined {
  return names.map((name) => match.groups?.[name]).find((value) => value !== undefined);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Lines, or of very long ones what is near. Those that touch are one. */
function stretchesAround(text: string, hits: readonly number[]): Span[] {
  const spans: Span[] = [];
  for (const at of hits) {
    const last = spans.at(-1);
    if (last !== undefined && at + nearAfter / 4 < last.end) continue;
    const end = endOf(text, at);
    if (last !== undefined && at <= last.end)
      spans[spans.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else spans.push({ start: startOf(text, at, last?.end ?? 0), end });
  }
  return spans;
}

const nearBefore = 512;
const nearAfter = 2048;
/** The words of a statement stand on lines of their own, and a value some lines below its name. */
const linesBelow = 4;
const linesAbove = 4;

function startOf(text: string, at: number, least: number): number {
  let start = at;
  for (let above = 0; above <= linesAbove && start > 0; above += 1) start = text.lastIndexOf("\n", start - 1);
  return Math.max(least, at - nearBefore, start <= 0 ? 0 : start + 1);
}

function endOf(text: string, at: number): number {
  let end = text.indexOf("\n", at);
  for (let below = 0; below < linesBelow && end >= 0; below += 1) end = text.indexOf("\n", end + 1);
  return Math.min(text.length, at + nearAfter, end < 0 ? text.length : end);
}
