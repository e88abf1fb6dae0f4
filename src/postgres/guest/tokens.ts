/** A piece of SQL text. `space` is white space or a comment; `text` is a string of any notation, with its quotes. */
export interface Token {
  readonly kind: "space" | "text" | "quoted-name" | "word" | "symbol";
  readonly text: string;
}

/**
 * Splits SQL into tokens as PostgreSQL's lexer sees them: `--` and nested comments, `'…'`, `E'…\'…'`, `"…"`, `$tag$…$tag$`.
 * Joined together they are the text again, byte for byte; what is left open reaches to the end.
 */
export function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  for (let position = 0; position < sql.length;) {
    const token = tokenAt(sql, position);
    tokens.push(token);
    position += token.text.length;
  }
  return tokens;
}

function tokenAt(sql: string, position: number): Token {
  if (sql.startsWith("/*", position)) return token("space", sql, position, endOfComment(sql, position));
  for (const [kind, pattern] of simplePatterns) {
    pattern.lastIndex = position;
    const found = pattern.exec(sql);
    if (found) return { kind, text: found[0] };
  }
  const tag = dollarTag(sql, position);
  if (tag === undefined) return { kind: "symbol", text: String.fromCodePoint(sql.codePointAt(position) ?? 0) };
  return token("text", sql, position, endOfDollarText(sql, position, tag));
}

const simplePatterns: readonly (readonly [Token["kind"], RegExp])[] = [
  ["space", /\s+|--[^\n]*/y],
  // Before words, because the E belongs to the string.
  ["text", /[eE]'(?:[^'\\]|\\[^]|'')*(?:'|\\?$)/y],
  ["text", /'(?:[^']|'')*(?:'|$)/y],
  ["quoted-name", /"(?:[^"]|"")*(?:"|$)/y],
  ["word", /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*|[0-9][0-9A-Za-z_.]*/y],
];

/** Comments nest. */
function endOfComment(sql: string, start: number): number {
  let depth = 0;
  for (let position = start; position < sql.length; position += 1) {
    if (sql.startsWith("/*", position)) depth += 1;
    else if (sql.startsWith("*/", position)) depth -= 1;
    else continue;
    position += 1;
    if (depth === 0) return position + 1;
  }
  return sql.length;
}

function dollarTag(sql: string, position: number): string | undefined {
  const pattern = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;
  pattern.lastIndex = position;
  return pattern.exec(sql)?.[0];
}

function endOfDollarText(sql: string, start: number, tag: string): number {
  const end = sql.indexOf(tag, start + tag.length);
  return end === -1 ? sql.length : end + tag.length;
}

function token(kind: Token["kind"], sql: string, start: number, end: number): Token {
  return { kind, text: sql.slice(start, end) };
}
