import { sha256 } from "../model/digest.ts";
import type { Code } from "../model/codes/codes.ts";
import type { Severity } from "../model/finding.ts";
import { urlPasswords } from "./addresses.ts";
import { connectionPasswords } from "./connections.ts";
import { commandPasswords } from "./commands.ts";
import { credentialLines } from "./credential-files.ts";
import { privateKeys } from "./keys.ts";
import { kubernetesSecrets } from "./kubernetes.ts";
import type { Rule, SecretMatch } from "./match.ts";
import { namedValues } from "./named-values.ts";
import { type SeenText, seenText } from "./seen-text.ts";
import { statementPasswords } from "./statements.ts";
import { tablePasswords } from "./tables.ts";
import { tokens, tokenWords } from "./tokens.ts";
import { WordSearch } from "./word-search.ts";

/** A secret in a file. Nothing here repeats any part of it. */
export interface FoundSecret {
  /** As `secrets.accepted.yaml` names it. */
  readonly rule: string;
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  /** Both from 1; the column counts UTF-16 code units. */
  readonly line: number;
  readonly column: number;
  /** Of the rule and the secret: the same wherever it stands. Sixteen hexadecimal digits. */
  readonly fingerprint: string;
  /** What its line says of it: `v7:allow-secret` with a reason, without one, or nothing. */
  readonly permit: "given" | "without reason" | "none";
}

/** A line that may hold a token whose form only the library knows. */
export interface DoubtfulLine {
  readonly line: number;
  readonly text: string;
}

/**
 * Searches a text that comes in pieces, in memory that does not grow with it. What is found does not depend on where the
 * pieces are cut: each window overlaps the next by more than the longest secret.
 */
export class TextScan {
  readonly found: FoundSecret[] = [];
  readonly doubtful: DoubtfulLine[] = [];
  readonly #file: string;
  #text = "";
  /** Where in `#text` what was not judged yet begins. */
  #from = 0;
  /** Of the first character of `#text`. */
  #line = 1;
  #column = 1;

  constructor(file: string) {
    this.#file = file;
  }

  take(text: string): void {
    for (let at = 0; at < text.length; at += windowLength) {
      this.#text += text.slice(at, at + windowLength);
      if (this.#text.length - this.#from >= windowLength + overlap) this.#judge(this.#text.length - overlap);
    }
  }

  end(): void {
    this.#judge(this.#text.length + 1);
    this.#text = "";
  }

  #judge(to: number): void {
    const seen = seenText(this.#text);
    const hits = hitsIn(seen.text);
    if (hits.byRule.size > 0) this.#judgeHits(seen, hits, to);
    const gone = Math.max(0, Math.min(to, this.#text.length) - overlap);
    const left = this.#text.slice(0, gone);
    const lastEnd = left.lastIndexOf("\n");
    this.#column = lastEnd < 0 ? this.#column + gone : gone - lastEnd;
    this.#line += newlinesIn(left, gone);
    this.#text = this.#text.slice(gone);
    this.#from = to - gone;
  }

  #judgeHits(seen: SeenText, hits: Hits, to: number): void {
    const isNew = (at: number): boolean => at >= this.#from && at < to;
    for (const match of matchesIn(this.#file, seen.text, hits)) {
      const at = seen.placeOf(match.at);
      if (isNew(at)) this.found.push(this.#located({ ...match, at }));
    }
    for (const at of hits.tokens.map((begun) => seen.placeOf(begun))) {
      if (!isNew(at) || this.doubtful.length >= mostDoubtful) continue;
      const start = Math.max(this.#text.lastIndexOf("\n", at) + 1, at - longestLine);
      const end = this.#text.indexOf("\n", at);
      const text = this.#text.slice(start, Math.min(end < 0 ? this.#text.length : end, at + longestLine));
      const line = this.#lineAt(at);
      if (this.doubtful.at(-1)?.line !== line || text.length > longestLine) this.doubtful.push({ line, text });
    }
  }

  #located({ rule, code, severity, message, at, value }: SecretMatch): FoundSecret {
    const start = this.#text.lastIndexOf("\n", at - 1) + 1;
    const end = this.#text.indexOf("\n", at);
    return {
      rule,
      code,
      severity,
      message,
      line: this.#lineAt(at),
      column: at - start + (start === 0 ? this.#column : 1),
      fingerprint: fingerprintOf(rule, value),
      permit: permitIn(this.#text.slice(start, end < 0 ? undefined : end)),
    };
  }

  #lineAt(offset: number): number {
    return this.#line + newlinesIn(this.#text, offset);
  }
}

const windowLength = 256 * 1024;
/** Longer than any secret with what stands around it. */
const overlap = 24 * 1024;
const longestLine = 4 * 1024;
const mostDoubtful = 500;

function newlinesIn(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < end; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

/** Says which secret it is without saying it. */
export function fingerprintOf(rule: string, value: string): string {
  return sha256(`${rule}\0${value}`).slice(0, 16);
}

/** The marker stands last; only what closes a comment or a text may follow. A reason may be in any script. */
const marker = /v7:allow-secret\b(?<reason>.*?)\s*(?:-->|\*\/|#\}|--%?>|"""|["'],?)?\s*$/;

/** What a line says of a secret in it. */
export function permitIn(line: string): FoundSecret["permit"] {
  const reason = line.includes("v7:allow-secret") ? marker.exec(line)?.groups?.["reason"] : undefined;
  if (reason === undefined) return "none";
  return /[\p{L}\p{N}]/u.test(reason) ? "given" : "without reason";
}

const rules: readonly Rule[] = [
  ...privateKeys,
  kubernetesSecrets,
  ...tokens,
  urlPasswords,
  ...connectionPasswords,
  statementPasswords,
  ...credentialLines,
  ...commandPasswords,
  namedValues,
  tablePasswords,
];

/** Each word once, with the rules that ask for it. */
const askedWords = Map.groupBy(
  rules.flatMap(({ words }, rule) => words.map((word) => ({ word, rule }))),
  ({ word }) => word,
);
const wordList = [...askedWords.keys()];
const search = new WordSearch(wordList);
const rulesOfWord = wordList.map((word) => [...new Set((askedWords.get(word) ?? []).map(({ rule }) => rule))]);
const beginsToken = wordList.map((word) => tokenWords.includes(word));

interface Hits {
  /** By rule, where its words stand. */
  readonly byRule: ReadonlyMap<number, readonly number[]>;
  /** Where something begins as tokens do. */
  readonly tokens: readonly number[];
}

/** One pass over the text, however many words there are. */
function hitsIn(text: string): Hits {
  const byRule = new Map<number, number[]>();
  const begun: number[] = [];
  search.search(text, (word, at) => {
    if (beginsToken[word] && isLikeToken(text, at)) begun.push(at);
    for (const rule of rulesOfWord[word] ?? []) {
      const hits = byRule.get(rule);
      if (hits === undefined) byRule.set(rule, [at]);
      else hits.push(at);
    }
  });
  return { byRule, tokens: begun };
}

const longWord = /(?<![\w/+-])[\w.+/=-]{20}/y;

function isLikeToken(text: string, at: number): boolean {
  longWord.lastIndex = at;
  return longWord.test(text);
}

function matchesIn(file: string, text: string, { byRule }: Hits): SecretMatch[] {
  return withoutOverlaps(
    [...byRule]
      .toSorted(([left], [right]) => left - right)
      .flatMap(([rule, hits]) => rules[rule]?.find({ file, text, hits }) ?? []),
  );
}

/** Several rules may know one secret: an error counts before a warning, then the rule that comes first. */
function withoutOverlaps(matches: readonly SecretMatch[]): SecretMatch[] {
  const kept: SecretMatch[] = [];
  const ranked = [
    ...matches.filter(({ severity }) => severity === "error"),
    ...matches.filter(({ severity }) => severity !== "error"),
  ];
  for (const match of ranked) if (!kept.some((other) => overlaps(match, other))) kept.push(match);
  return kept.toSorted((left, right) => left.at - right.at);
}

function overlaps(one: SecretMatch, other: SecretMatch): boolean {
  return one.start < other.start + other.value.length && other.start < one.start + one.value.length;
}
