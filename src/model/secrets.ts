import { isJsonNumber, type Json, parseJson } from "./json.ts";

/** Takes secrets out of whatever is printed or stored. */
export interface Redactor {
  /** The text without the known secrets and without whatever looks like one: `***` stands for each. */
  text(text: string): string;
  /** JSON of a value, cleaned in the same way: always valid, its numbers, keys and order kept. */
  json(value: unknown, indent?: number): string;
  /** JSON of a value that is sealed by a hash: only known secrets go, what people wrote of their own accord stays. */
  sealed(value: unknown): string;
  /** Where the text holds a known secret, as a UTF-16 offset; -1 when it holds none. */
  find(text: string): number;
}

/** Shorter values are hidden by their surroundings alone: to blank each `a` would hide everything but the password. */
export const shortestSecret = 6;

/** Knows these secrets in each form they are written in, and the places where secrets usually stand. */
export function redactor(known: readonly string[]): Redactor {
  const values = knownValues(known);
  const withoutKnown: Clean = (text) => (values === undefined ? text : text.replace(values, hidden));
  const clean: Clean = (text) => withoutKnown(text).replace(usualPlaces, hideValue);
  return {
    text: clean,
    json: (value, indent) => cleanJson(value, { clean, byKey: true }, indent),
    sealed: (value) => cleanJson(value, { clean: withoutKnown, byKey: false }),
    find: (text) => (values === undefined ? -1 : text.search(values)),
  };
}

type Clean = (text: string) => string;

const hidden = "***";

/** One expression for all of them, the longest first, because one may be the beginning of another. */
function knownValues(known: readonly string[]): RegExp | undefined {
  const secrets = known.filter((secret) => secret.length >= shortestSecret);
  const whole = [...new Set(secrets.flatMap(formsOf))].toSorted((left, right) => right.length - left.length);
  if (whole.length === 0) return undefined;
  return new RegExp([...whole.map(escaped), ...whole.map(cutForm)].join("|"), "g");
}

/** As it is, and as URLs, forms, JSON, SQL and connection strings write it. */
function formsOf(secret: string): string[] {
  const inUrl = encodeURIComponent(secret.toWellFormed());
  const inForm = new URLSearchParams({ "": secret }).toString().slice(1);
  return [
    secret,
    inUrl,
    inUrl.replace(/%../g, (code) => code.toLowerCase()),
    inForm,
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll("'", "''"),
    secret.replace(/['\\]/g, String.raw`\$&`),
  ];
}

const longestCut = 200;

/** The beginning of a secret where a screen cut it: `hunter2hu…`. */
function cutForm(form: string): string {
  const rest = form.slice(shortestSecret, longestCut).split("").slice(0, -1);
  const optional = rest.reduceRight((inner, unit) => `(?:${escaped(unit)}${inner})?`, "");
  return `${escaped(form.slice(0, shortestSecret))}${optional}…`;
}

/** Each UTF-16 unit by its number: nothing in it means anything to the expression. */
function escaped(text: string): string {
  return text.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const secretName = "(?:password|passwd|pwd|passphrase|token|secret|api_?key)";

/** What no address ends with: a quote counts where nothing closes behind it. */
const word = String.raw`(?:(?!:\/\/)[^\s"'<>]|["'](?![,:;)\]}\s]|$))`;
/** What a value without quotes may hold: signs that part values count where nothing follows that is one. */
const plain = String.raw`(?:[^\s&;,'"]|["'](?![,:;)\]}\s]|$)|,(?!\s|$)|[&;](?!\s|$|[A-Za-z][\w -]{0,39}=))`;
/** Tokens that say what they are. What is committed is searched for many more: src/secrets. */
const tokenBeginnings =
  "gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|[sr]k_(?:live|test)_|AKIA|AIza|npm_|sk-proj-|sk-ant-|hvs\\.|dsa_";

/** Every repetition has a bound, so that hostile text costs no more than its length. */
const usualPlaces = new RegExp(
  [
    // postgres://arthur:…@ALPHA, to the last @ of the word: a password may hold one. A screen may have cut it.
    String.raw`(?<url>:\/\/[^\s:/@"'<>]{0,256}:)(?!\d{1,5}(?:[/?#"',;)\]\s]|$))${word}{1,2048}(?=@|…)`,
    String.raw`(?<cut>…)[^\s"'<>/:…]{1,256}(?=@[\w.-])`,
    // password=…, PGPASSWORD='…'
    String.raw`(?<assigned>${secretName}\s?=\s?)(?:'(?:[^'\\]|\\.|''){0,2048}'|"[^"]{0,2048}"|${plain}{1,4096})`,
    // "password": "…", also where JSON stands within JSON
    String.raw`(?<member>"${secretName}"\s{0,4}:\s{0,4}")(?:[^"\\]|\\.){1,4096}`,
    String.raw`(?<inner>\\"${secretName}\\"\s{0,4}:\s{0,4}\\")(?:[^"\\]|\\(?!")){1,4096}`,
    String.raw`(?<scheme>\b(?:bearer|basic)\s{1,4})[\w.~+/-]{16,4096}={0,2}`,
    String.raw`-----BEGIN [A-Z ]{0,32}PRIVATE KEY(?: BLOCK)?-----[\s\S]{0,16384}?(?:-----END [A-Z ]{0,32}PRIVATE KEY(?: BLOCK)?-----|$)`,
    String.raw`(?<![A-Za-z0-9])(?:${tokenBeginnings})(?:[\w.-]{16,4096}|[\w.-]{1,4096}…)`,
    String.raw`(?<![A-Za-z0-9])eyJ[\w-]{10,4096}\.eyJ[\w-]{10,4096}\.[\w-]{20,1024}`,
  ].join("|"),
  "gi",
);

function hideValue(...match: unknown[]): string {
  const groups = match.at(-1) as { readonly [name: string]: string | undefined };
  return `${Object.values(groups).find((prefix) => prefix !== undefined) ?? ""}${hidden}`;
}

interface JsonCleaning {
  readonly clean: Clean;
  /** Whether a member's key can say that its value is a secret. */
  readonly byKey: boolean;
}

/** Usually nothing is found in the text, and the text is the answer; else each string is cleaned by itself. */
function cleanJson(value: unknown, cleaning: JsonCleaning, indent?: number): string {
  const text = JSON.stringify(value, undefined, indent);
  if (cleaning.clean(text) === text) return text;
  return JSON.stringify(cleanValue(parseJson(text), cleaning), undefined, indent);
}

function cleanValue(value: Json, cleaning: JsonCleaning): Json {
  if (typeof value === "string") return cleaning.clean(value);
  if (isJsonNumber(value)) return cleaning.clean(String(value)) === String(value) ? value : hidden;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => cleanValue(item as Json, cleaning));
  const members = Object.entries(value).map(([key, member]) => cleanMember(key, member, cleaning));
  return Object.fromEntries(members);
}

function cleanMember(key: string, member: Json, cleaning: JsonCleaning): [string, Json] {
  const isSecret = cleaning.byKey && typeof member === "string" && secretKey.test(key);
  return [cleaning.clean(key), isSecret ? hidden : cleanValue(member, cleaning)];
}

const secretKey = new RegExp(`^${secretName}$`, "i");
