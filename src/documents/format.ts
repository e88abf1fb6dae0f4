import { isMap, visit } from "yaml";
import type { Document as YamlDocument, Node, Pair, Scalar, YAMLMap } from "yaml";
import { type Json, sameJson } from "../model/json.ts";
import { indentText } from "./format-indent.ts";
import { keyText, parseText, parseTrees } from "./parse.ts";
import { lineStart } from "./source.ts";
import { documentProblems } from "./read-documents.ts";

/**
 * The canonical form of a text: line feeds, no byte order mark, no spaces at line ends, one line break at the end,
 * two spaces a level, keys in the order apiVersion, kind, metadata, spec, names that read as numbers in quotes.
 * Comments stay and values do not change, those quotes excepted. A text with syntax errors comes back as it is.
 */
export function formatText(text: string): string {
  if (valuesOf(text) === undefined) return text;
  const unified = keepingValues(text, (current) => current.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n"));
  const repaired = quoteNames(unified);
  return untilStable(repaired);
}

const maximumRounds = 8;

/** One step may make room for another: a text is canonical once none of them changes it. */
function untilStable(text: string): string {
  let current = text;
  for (let round = 0; round < maximumRounds; round += 1) {
    const next = [orderKeys, indentText, trimLines, closeText].reduce(keepingValues, current);
    if (next === current) break;
    current = next;
  }
  return current;
}

/** Every step is tried, and dropped if it would change a value: a formatter must never be the one who did it. */
function keepingValues(text: string, step: (text: string) => string): string {
  const changed = step(text);
  if (changed === text) return text;
  const [before, after] = [valuesOf(text), valuesOf(changed)];
  const isSame = before !== undefined && after !== undefined && before.length === after.length;
  return isSame && before.every((value, index) => sameJson(value, after[index])) ? changed : text;
}

function valuesOf(text: string): Json[] | undefined {
  const { documents, problems } = parseText(text);
  if (problems.length > 0 || documents.some((document) => document.value === undefined)) return undefined;
  return documents.map((document) => document.value ?? null);
}

/** Quotes whatever the schema wants as text and YAML reads as a number. */
function quoteNames(text: string): string {
  const found = parseText(text).documents.flatMap((document) => documentProblems(document));
  return found
    .filter((problem) => problem.repairable === true)
    .toSorted((left, right) => right.offset - left.offset)
    .reduce((current, { offset }) => quoteAt(current, offset), text);
}

function quoteAt(text: string, offset: number): string {
  const [source = ""] = /^[^\s,\]}#]+/.exec(text.slice(offset)) ?? [];
  return `${text.slice(0, offset)}"${source}"${text.slice(offset + source.length)}`;
}

const keyOrder = ["apiVersion", "kind", "metadata", "spec"];

function orderKeys(text: string): string {
  return parseTrees(text, true)
    .toReversed()
    .reduce((current, tree) => orderDocument(current, tree), text);
}

function orderDocument(text: string, tree: YamlDocument.Parsed): string {
  const root = tree.contents as Node | null;
  if (!isMap(root) || root.flow === true) return text;
  const ranks = root.items.map((pair) => rank(pair));
  if (ranks.every((value, index) => index === 0 || (ranks[index - 1] ?? 0) <= value)) return text;
  const parts = partsOf(text, root, tree.range[1]);
  const [first] = parts;
  const last = parts.at(-1);
  if (first === undefined || last === undefined) return text;
  const ordered = parts
    .toSorted((left, right) => left.rank - right.rank)
    .map((part) => closed(text.slice(part.start, part.end)));
  return text.slice(0, first.start) + ordered.join("") + text.slice(last.end);
}

function rank(pair: Pair): number {
  const index = keyOrder.indexOf(keyText(pair));
  return index < 0 ? keyOrder.length : index;
}

/** Each pair with the comments right above it; the file's head stays above the first. */
function partsOf(text: string, root: YAMLMap, end: number): { start: number; end: number; rank: number }[] {
  const starts = root.items.map((pair, index) => {
    const start = lineStart(text, (pair.key as Node).range?.[0] ?? 0);
    return index === 0 ? start : withComments(text, start);
  });
  return root.items.map((pair, index) => ({
    start: starts[index] ?? 0,
    end: starts[index + 1] ?? end,
    rank: rank(pair),
  }));
}

function withComments(text: string, start: number): number {
  const before = lineStart(text, start - 1);
  return before < start && text.startsWith("#", before) ? withComments(text, before) : start;
}

function closed(part: string): string {
  return part.endsWith("\n") ? part : `${part}\n`;
}

function trimLines(text: string): string {
  const kept = linesOfTexts(text);
  return text
    .split("\n")
    .map((line, index) => (kept.has(index) ? line : line.trimEnd()))
    .join("\n");
}

/** The lines within scalars of several lines, where a space at the end may be part of the value. */
function linesOfTexts(text: string): Set<number> {
  const lines = new Set<number>();
  for (const tree of parseTrees(text, false)) {
    visit(tree, {
      Scalar: (_, node: Scalar) => {
        const [start = 0, end = 0] = node.range ?? [];
        if (!text.slice(start, end).includes("\n")) return;
        const first = text.slice(0, start).split("\n").length - 1;
        const count = text.slice(start, end).split("\n").length;
        for (let line = first; line < first + count - (text[end - 1] === "\n" ? 1 : 0); line += 1) lines.add(line);
      },
    });
  }
  return lines;
}

function closeText(text: string): string {
  return `${text.trimEnd()}\n`;
}
