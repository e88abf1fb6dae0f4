/** What a piece of SQL or PL/pgSQL names, as far as its text shows. */
export interface SqlWords {
  /** Names: as PostgreSQL folds them, and as they are where they are quoted. */
  readonly names: ReadonlySet<string>;
  /** What stands between apostrophes or dollars. */
  readonly strings: ReadonlySet<string>;
}

/**
 * The names and strings of a text, comments left out; no grammar. A string with blanks in it may be a statement that is built
 * there, so its own names and strings count too. Never throws: what is not closed reaches to the end.
 */
export function sqlWords(text: string): SqlWords {
  const found = { names: new Set<string>(), strings: new Set<string>() };
  gather(text, found, 0);
  return found;
}

interface Found {
  readonly names: Set<string>;
  readonly strings: Set<string>;
}

/** Statements within statements: a function that makes a function that executes one. */
const deepest = 3;

const pieces = new RegExp(
  [
    String.raw`--[^\n]*`,
    String.raw`/\*[\s\S]*?(?:\*/|$)`,
    String.raw`(?<escaped>[eE]'(?:[^'\\]|\\[\s\S]|'')*(?:'|$))`,
    String.raw`(?<plain>(?:[uU]&)?'(?:[^']|'')*(?:'|$))`,
    String.raw`(?<dollars>\$(?<tag>(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?)\$[\s\S]*?(?:\$\k<tag>\$|$))`,
    String.raw`(?<quoted>"(?:[^"]|"")*(?:"|$))`,
    String.raw`(?<name>[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)`,
  ].join("|"),
  "g",
);

function gather(text: string, found: Found, depth: number): void {
  for (const { groups = {} } of text.matchAll(pieces)) {
    const { escaped, plain, dollars, tag = "", quoted, name } = groups;
    if (name !== undefined) found.names.add(name.toLowerCase());
    else if (quoted !== undefined) found.names.add(unquoted(quoted, '"'));
    else if (plain !== undefined) note(unquoted(plain.replace(/^[uU]&/, ""), "'"), found, depth);
    else if (escaped !== undefined) note(unescaped(unquoted(escaped.slice(1), "'")), found, depth);
    else if (dollars !== undefined) note(withoutDollars(dollars, `$${tag}$`), found, depth);
  }
}

function note(string: string, found: Found, depth: number): void {
  found.strings.add(string);
  if (depth < deepest && /\s/.test(string)) gather(string, found, depth + 1);
}

function unquoted(text: string, mark: string): string {
  const open = text.length > 1 && text.endsWith(mark) ? text.slice(1, -1) : text.slice(1);
  return open.replaceAll(mark + mark, mark);
}

function withoutDollars(text: string, mark: string): string {
  const open = text.slice(mark.length);
  return open.endsWith(mark) ? open.slice(0, -mark.length) : open;
}

const named: { readonly [letter: string]: string } = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

function unescaped(text: string): string {
  return text.replace(/\\([\s\S])/g, (_, letter: string) => named[letter] ?? letter);
}
