import type { Node, Pair, YAMLMap, YAMLSeq } from "yaml";
import type { DocumentPath } from "../model/document.ts";
import type { Json } from "../model/json.ts";
import { alignItems } from "./align-items.ts";
import { insertItem, insertLines, removeItem, removePair, withEol } from "./edit-collection.ts";
import { keyText } from "./parse.ts";
import { renderItem } from "./render-value.ts";
import {
  dashOffset,
  itemEnd,
  layoutOf,
  lineStart,
  nextLine,
  pairEnd,
  type Splice,
  spliceAll,
  type YamlText,
} from "./source.ts";

/** A collection in lines, within a document. */
interface LinesPlace {
  readonly source: YamlText;
  readonly path: DocumentPath;
}

/** What a list is to become. */
export interface ItemsEdit {
  readonly before: readonly Json[];
  readonly after: readonly Json[];
  /** What makes the item at `index` another value. */
  changesOf(index: number, item: Json): Splice[];
}

/** The changes of a list in lines: each item keeps its comments, where it stays and where it moves to. */
export function itemsInLines({ source, path }: LinesPlace, list: YAMLSeq, edit: ItemsEdit): Splice[] {
  const origins = alignItems(edit.before, edit.after);
  const kept = origins.filter((origin) => origin !== undefined);
  if (kept.length === 0) throw new Error("nothing of the list stays");
  const blocks = blocksOf(
    source,
    list.items.map((_, index) => dashOffset(list, index)),
    list.items.map((_, index) => itemEnd(source, list, index)),
  );
  const isInOrder = kept.every((origin, at) => at === 0 || origin > (kept[at - 1] ?? -1));
  return isInOrder
    ? itemsInOrder({ source, path }, { list, blocks, origins, edit })
    : [itemsMoved(source, { list, blocks, origins, edit })];
}

/** Takes pairs out of a mapping in lines that keeps others, with the comments above each. */
export function memberRemovals({ source, path }: LinesPlace, map: YAMLMap, names: readonly string[]): Splice[] {
  if (names.length === 0) return [];
  const blocks = blocksOf(
    source,
    map.items.map((pair) => startOf(pair)),
    map.items.map((pair) => pairEnd(source, pair)),
  );
  return names.map((name) => {
    const block = blocks[map.items.findIndex((pair) => keyText(pair) === name)];
    // What stands above a document's first field is the head of its file.
    if (block === undefined || block.sharesLine || path.length === 0) return removePair(source, map, name);
    return { start: block.start, end: block.end, text: "" };
  });
}

/** The lines of an item or pair: the comments right above it, itself, and comments further in below it. */
interface Block {
  readonly start: number;
  readonly end: number;
  /** True of the first one behind a dash: its line is not its own. */
  readonly sharesLine: boolean;
}

function blocksOf({ text }: YamlText, starts: readonly number[], ends: readonly number[]): Block[] {
  const blocks: Block[] = [];
  for (const [index, start] of starts.entries()) {
    const line = lineStart(text, start);
    const column = start - line;
    const above = blocks.at(-1)?.end ?? 0;
    const limit = starts[index + 1] ?? text.length;
    let end = nextLine(text, ends[index] ?? start);
    while (end < limit && commentColumn(text, end) > column) end = nextLine(text, end);
    const sharesLine = !/^[ \uFEFF]*$/.test(text.slice(line, start));
    blocks.push({ start: sharesLine ? line : commentsAbove(text, line, above), end, sharesLine });
  }
  return blocks;
}

function commentsAbove(text: string, line: number, limit: number): number {
  let start = line;
  while (start > limit) {
    const previous = lineStart(text, start - 1);
    if (previous < limit || commentColumn(text, previous) < 0) break;
    start = previous;
  }
  return start;
}

/** Where the comment begins that has this line to itself; -1 for any other line. */
function commentColumn(text: string, line: number): number {
  const [indentation = ""] = /^[ \t]*/.exec(text.slice(line, nextLine(text, line))) ?? [];
  return text[line + indentation.length] === "#" ? indentation.length : -1;
}

interface AlignedItems {
  readonly list: YAMLSeq;
  readonly blocks: readonly Block[];
  /** Of each item that is to be, the index of the one it comes from. */
  readonly origins: readonly (number | undefined)[];
  readonly edit: ItemsEdit;
}

function itemsInOrder({ source, path }: LinesPlace, { list, blocks, origins, edit }: AlignedItems): Splice[] {
  const kept = new Set(origins);
  const removals = blocks.flatMap((block, index): Splice[] => {
    if (kept.has(index)) return [];
    return block.sharesLine ? [removeItem(source, list, index)] : [{ start: block.start, end: block.end, text: "" }];
  });
  const layout = layoutOf(source, list);
  let previous: Block | undefined;
  const written = edit.after.flatMap((item, at): Splice[] => {
    const origin = origins[at];
    if (origin !== undefined) {
      previous = blocks[origin];
      return edit.changesOf(origin, item);
    }
    if (previous !== undefined) return [insertLines(source, previous.end - 1, renderItem(item, layout))];
    const [first] = blocks;
    if (first === undefined || first.sharesLine) return [insertItem({ source, path, node: list }, 0, item)];
    return [{ start: first.start, end: first.start, text: withEol(source, `${renderItem(item, layout)}\n`) }];
  });
  return [...removals, ...written];
}

/** The list's lines in another order: what stands above an item and belongs to none goes with it. */
function itemsMoved(source: YamlText, { list, blocks, origins, edit }: AlignedItems): Splice {
  const { text, eol } = source;
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (first === undefined || last === undefined || first.sharesLine)
    throw new Error("the list has no lines of its own");
  const layout = layoutOf(source, list);
  const pieces = edit.after.map((item, at) => {
    const origin = origins[at];
    if (origin === undefined) return withEol(source, `${renderItem(item, layout)}\n`);
    const start = origin === 0 ? first.start : (blocks[origin - 1]?.end ?? 0);
    const end = blocks[origin]?.end ?? start;
    const own = edit.changesOf(origin, item).map((splice) => ({
      ...splice,
      start: splice.start - start,
      end: splice.end - start,
    }));
    const piece = spliceAll(text.slice(start, end), own);
    return piece.endsWith("\n") ? piece : `${piece}${eol}`;
  });
  const moved = pieces.join("");
  const endsOpen = !text.slice(0, last.end).endsWith("\n");
  return { start: first.start, end: last.end, text: endsOpen ? moved.slice(0, -eol.length) : moved };
}

function startOf(pair: Pair): number {
  return (pair.key as Node).range?.[0] ?? 0;
}
