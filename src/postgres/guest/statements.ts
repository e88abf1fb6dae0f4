import { type Token, tokensOf } from "./tokens.ts";

/** What a statement makes or changes. Names are as the catalog holds them, without a schema. */
export type Effect =
  | { readonly kind: "create-table"; readonly table: string; readonly like?: string }
  | { readonly kind: "alter-table"; readonly table: string }
  | { readonly kind: "create-index"; readonly name: string; readonly table: string }
  | { readonly kind: "create-trigger"; readonly name: string; readonly table: string }
  | { readonly kind: "create-view" | "create-function" | "create-type" | "create-sequence"; readonly name: string }
  /** A DO block, with the tables that statements inside it create and alter. */
  | { readonly kind: "block"; readonly effects: readonly Effect[] }
  | { readonly kind: "other" };

/** One statement with the comments before it and its semicolon. */
export interface Statement {
  readonly text: string;
  readonly effect: Effect;
}

/** Splits a migration into its statements: joined together they are the text again. Bodies of BEGIN ATOMIC are not known. */
export function statementsOf(sql: string): Statement[] {
  return splitAtSemicolons(tokensOf(sql)).map((tokens) => ({
    text: tokens.map(({ text }) => text).join(""),
    effect: effectOf(significant(tokens)),
  }));
}

function splitAtSemicolons(tokens: readonly Token[]): Token[][] {
  const statements: Token[][] = [];
  let current: Token[] = [];
  for (const token of tokens) {
    current.push(token);
    if (token.text !== ";") continue;
    statements.push(current);
    current = [];
  }
  return current.length === 0 ? statements : [...statements, current];
}

function significant(tokens: readonly Token[]): Token[] {
  return tokens.filter(({ kind, text }) => kind !== "space" && text !== ";");
}

function effectOf(tokens: readonly Token[]): Effect {
  const words = tokens.map(({ kind, text }) => (kind === "word" ? text.toUpperCase() : text));
  switch (words[0]) {
    case "CREATE":
      return creation(tokens, words);
    case "ALTER":
      return words[1] === "TABLE" ? { kind: "alter-table", table: nameAfter(tokens, words, 2) } : other;
    case "DO":
      return block(tokens);
    default:
      return other;
  }
}

const other: Effect = { kind: "other" };

function creation(tokens: readonly Token[], words: readonly string[]): Effect {
  const at = words.findIndex((word, index) => index > 0 && !prefixes.has(word));
  const name = (): string => nameAfter(tokens, words, at + 1);
  switch (words[at]) {
    case "TABLE":
      return { kind: "create-table", table: name(), ...likeOf(tokens, words) };
    case "INDEX":
      return { kind: "create-index", name: name(), table: nameAfter(tokens, words, words.indexOf("ON") + 1) };
    case "TRIGGER":
      return { kind: "create-trigger", name: name(), table: nameAfter(tokens, words, words.indexOf("ON") + 1) };
    case "VIEW":
      return { kind: "create-view", name: name() };
    case "FUNCTION":
    case "PROCEDURE":
      return { kind: "create-function", name: name() };
    case "TYPE":
    case "DOMAIN":
      return { kind: "create-type", name: name() };
    case "SEQUENCE":
      return { kind: "create-sequence", name: name() };
    default:
      return other;
  }
}

const prefixes: ReadonlySet<string> = new Set([
  "OR",
  "REPLACE",
  "UNIQUE",
  "CONSTRAINT",
  "MATERIALIZED",
  "RECURSIVE",
  "UNLOGGED",
]);

function likeOf(tokens: readonly Token[], words: readonly string[]): { readonly like?: string } {
  const open = words.indexOf("(");
  return words[open + 1] === "LIKE" ? { like: nameAfter(tokens, words, open + 2) } : {};
}

/** The name from a position on, past `IF NOT EXISTS` and the like; of `schema.name` the last part. */
function nameAfter(tokens: readonly Token[], words: readonly string[], position: number): string {
  let index = position;
  while (fillers.has(words[index] ?? "")) index += 1;
  while (words[index + 1] === ".") index += 2;
  return catalogName(tokens[index]);
}

const fillers: ReadonlySet<string> = new Set(["IF", "NOT", "EXISTS", "ONLY", "CONCURRENTLY"]);

function catalogName(token: Token | undefined): string {
  if (token === undefined) return "";
  return token.kind === "quoted-name" ? token.text.slice(1, -1).replaceAll('""', '"') : token.text.toLowerCase();
}

/** What stands in a block is known by its own CREATE and ALTER, wherever they begin. */
function block(tokens: readonly Token[]): Effect {
  const body = tokens.find(({ text }) => text.startsWith("$"))?.text ?? "";
  const inner = significant(tokensOf(body.slice(body.indexOf("$", 1) + 1, body.lastIndexOf("$", body.length - 2))));
  const starts = inner.flatMap(({ text }, index) => (/^(CREATE|ALTER)$/i.test(text) ? [index] : []));
  const effects = starts.map((start, index) => effectOf(inner.slice(start, starts[index + 1])));
  return { kind: "block", effects: effects.filter(({ kind }) => kind !== "other") };
}
