import { isPair } from "yaml";
import type { Node, Pair, YAMLMap, YAMLSeq } from "yaml";
import type { DocumentPath } from "../model/document.ts";
import type { Json } from "../model/json.ts";
import { keyText } from "./parse.ts";
import { renderEntry, renderInline, renderItem, renderScalar } from "./render-value.ts";
import {
  dashOffset,
  isFlow,
  isInFlow,
  itemEnd,
  layoutOf,
  lineEnd,
  lineStart,
  nextLine,
  pairEnd,
  type YamlText,
  type Splice,
} from "./source.ts";

/** A mapping or list in the text that holds it. */
export interface CollectionInText<Collection extends YAMLMap | YAMLSeq> {
  readonly source: YamlText;
  readonly path: DocumentPath;
  readonly node: Collection;
}

/** Adds `key: value` behind the mapping's last pair, in the mapping's style. */
export function insertPair(map: CollectionInText<YAMLMap>, key: string, value: Json): Splice {
  const { source, path, node } = map;
  const last = node.items.at(-1);
  if (isFlow(node) || isInFlow(source, path)) {
    const ends = node.items.map((pair) => pairEnd(source, pair));
    return insertInFlow(map, ends, ends.length, `${renderScalar(key)}: ${renderInline(value)}`);
  }
  if (last === undefined) throw new Error("the mapping is empty");
  return insertLines(source, pairEnd(source, last), renderEntry(key, value, layoutOf(source, node)));
}

/** Adds an item before the one at `index`, or at the end. */
export function insertItem(list: CollectionInText<YAMLSeq>, index: number, value: Json): Splice {
  const { source, path, node } = list;
  if (isFlow(node) || isInFlow(source, path)) {
    const ends = node.items.map((_, position) => itemEnd(source, node, position));
    return insertInFlow(list, ends, index, renderInline(value));
  }
  const layout = layoutOf(source, node);
  if (index > 0) return insertLines(source, itemEnd(source, node, index - 1), renderItem(value, layout));
  const dash = dashOffset(node, 0);
  const text = `${renderItem(value, layout).trimStart()}\n${" ".repeat(layout.indent)}`;
  return { start: dash, end: dash, text: withEol(source, text) };
}

/** Takes a pair out of a mapping that has others. */
export function removePair(source: YamlText, map: YAMLMap, key: string): Splice {
  const index = map.items.findIndex((pair) => keyText(pair) === key);
  const starts = map.items.map((pair) => startOf(pair));
  const ends = map.items.map((pair) => pairEnd(source, pair));
  return isFlow(map) ? removeInFlow(starts, ends, index) : removeLines(source, starts, ends, index);
}

/** Takes an item out of a list that has others. */
export function removeItem(source: YamlText, list: YAMLSeq, index: number): Splice {
  const ends = list.items.map((_, position) => itemEnd(source, list, position));
  if (isFlow(list))
    return removeInFlow(
      list.items.map((item) => startOf(item as Node | Pair)),
      ends,
      index,
    );
  return removeLines(
    source,
    list.items.map((_, position) => dashOffset(list, position)),
    ends,
    index,
  );
}

/** Adds lines below the one an offset is on. */
export function insertLines(source: YamlText, end: number, lines: string): Splice {
  const at = nextLine(source.text, end);
  const text = withEol(source, lines);
  const isLastLine = at === source.text.length && !source.text.endsWith("\n");
  return { start: at, end: at, text: isLastLine ? source.eol + text : text + source.eol };
}

function insertInFlow(
  { source, node }: CollectionInText<YAMLMap | YAMLSeq>,
  ends: readonly number[],
  index: number,
  text: string,
): Splice {
  const [before, after] = [ends[index - 1], node.items[index]];
  if (before !== undefined) {
    return { start: before, end: before, text: `,${separator(source, node, ends)}${text}` };
  }
  if (after !== undefined) {
    const start = startOf(after as Node | Pair);
    return { start, end: start, text: `${text}, ` };
  }
  const open = (node.range?.[0] ?? 0) + 1;
  return {
    start: open,
    end: open,
    text: node.items.length === 0 && source.text[open - 1] === "{" ? ` ${text} ` : text,
  };
}

/** Items on lines of their own stay on lines of their own. */
function separator(source: YamlText, node: YAMLMap | YAMLSeq, ends: readonly number[]): string {
  const last = node.items.at(-1);
  if (last === undefined) return " ";
  const start = startOf(last as Node | Pair);
  const from = lineStart(source.text, start);
  const indentation = source.text.slice(from, start);
  const breaks = (ends.at(-2) ?? node.range?.[0] ?? 0) < from && /^ +$/.test(indentation);
  return breaks && lineEnd(source.text, ends.at(-1) ?? 0) >= 0 ? `${source.eol}${indentation}` : " ";
}

function removeInFlow(starts: readonly number[], ends: readonly number[], index: number): Splice {
  const [start = 0, next] = [starts[index], starts[index + 1]];
  if (next !== undefined) return { start, end: next, text: "" };
  return { start: ends[index - 1] ?? start, end: ends[index] ?? start, text: "" };
}

function removeLines(source: YamlText, starts: readonly number[], ends: readonly number[], index: number): Splice {
  const { text } = source;
  const [start = 0, end = 0, next] = [starts[index], ends[index], starts[index + 1]];
  const from = lineStart(text, start);
  if (/^[ \uFEFF]*$/.test(text.slice(from, start))) return { start: from, end: nextLine(text, end), text: "" };
  if (next === undefined) throw new Error("nothing would be left on the line");
  const between = text.slice(nextLine(text, end), next);
  if (between.trim() === "") return { start, end: next, text: "" };
  return { start: text.slice(0, start).trimEnd().length, end: lineEnd(text, end), text: "" };
}

function startOf(item: Node | Pair): number {
  const node = isPair(item) ? (item.key as Node) : item;
  return node.range?.[0] ?? 0;
}

/** A text with the line ends of the source. */
export function withEol(source: YamlText, text: string): string {
  return source.eol === "\n" ? text : text.replaceAll("\n", source.eol);
}
