import { extname } from "node:path";
import type { Rule, SecretMatch } from "./match.ts";
import { toldBelow } from "./named-values.ts";
import { nameWords, secretName } from "./secret-names.ts";

/** Tables of CSV and Markdown: a name stands once, above all its values. */
export const tablePasswords: Rule = {
  words: nameWords,
  find: ({ file, text, hits }) => {
    const matches: SecretMatch[] = [];
    let readTo = 0;
    for (const hit of hits) {
      const before = text.slice(Math.max(0, hit - longestLine), hit);
      const start = hit - (before.length - 1 - before.lastIndexOf("\n"));
      // What names a password within a table is no head of another.
      if (start < readTo) continue;
      const head = lineAt(text, start);
      const below = valuesBelow(file, text, head);
      matches.push(...below);
      readTo = below.at(-1)?.at ?? head.next;
    }
    return matches;
  },
};

function valuesBelow(file: string, text: string, head: Line): SecretMatch[] {
  const mark = partedBy(file, head.text);
  if (mark === undefined) return [];
  const names = cellsOf(head.text, mark);
  const asked = names.flatMap(({ value }, column) => (isName(value) ? [{ written: value, column }] : []));
  if (names.length < 2 || asked.length === 0) return [];
  let line = lineAt(text, head.next);
  if (mark === "|" && !ruler.test(line.text)) return [];
  if (mark === "|") line = lineAt(text, line.next);
  const matches: SecretMatch[] = [];
  while (line.start < head.start + longestTable && line.text.trim() !== "") {
    const cells = cellsOf(line.text, mark);
    if (cells.length !== names.length) break;
    for (const { written, column } of asked) {
      const { value, offset } = cells[column] ?? { value: "", offset: 0 };
      const said = toldBelow(file, written, value);
      if (said) matches.push({ ...said, at: line.start + offset, start: line.start + offset, value });
    }
    line = lineAt(text, line.next);
  }
  return matches;
}

/** Shorter than what windows of a text share: a value is found with its head, or not at all. */
const longestTable = 12 * 1024;
const longestLine = 2000;
const ruler = /^[ \t>]{0,20}\|?(?:[ \t]{0,4}:?-{1,100}:?[ \t]{0,100}\|?){1,60}\s{0,4}$/;
const tableFile: ReadonlySet<string> = new Set([".csv", ".tsv", ".tab", ".psv", ".txt"]);

/** By what the cells of a table's head are parted: pipes anywhere, all else in files of tables alone. */
function partedBy(file: string, head: string): string | undefined {
  if (head.length > longestLine) return undefined;
  if (head.includes("|")) return "|";
  return tableFile.has(extname(file).toLowerCase()) ? ["\t", ";", ","].find((mark) => head.includes(mark)) : undefined;
}

function isName(cell: string): boolean {
  return /^[\w .-]{2,40}$/.test(cell) && secretName(cell.replaceAll(" ", "_")) !== undefined;
}

interface Line {
  readonly text: string;
  readonly start: number;
  readonly next: number;
}

function lineAt(text: string, start: number): Line {
  const end = text.indexOf("\n", start);
  const stop = end < 0 ? text.length : end;
  return { text: text.slice(start, stop).replace(/\r$/, ""), start, next: Math.min(text.length, stop + 1) };
}

interface Cell {
  readonly value: string;
  readonly offset: number;
}

/** Without the quotes and blanks around them. */
function cellsOf(line: string, mark: string): Cell[] {
  const cells: Cell[] = [];
  let from = 0;
  let isQuoted = false;
  for (let at = 0; at <= line.length; at += 1) {
    if (line[at] === '"' && mark !== "|") isQuoted = !isQuoted;
    if (at < line.length && (line[at] !== mark || isQuoted)) continue;
    const whole = line.slice(from, at);
    const value = /^[\s"'`*]*(?<value>.*?)[\s"'`]*$/.exec(whole)?.groups?.["value"] ?? "";
    cells.push({ value, offset: from + whole.indexOf(value) });
    from = at + 1;
  }
  return cells;
}
