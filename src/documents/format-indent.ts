import { isCollection, isMap, isPair, isScalar, isSeq } from "yaml";
import type { CST, Node, YAMLMap, YAMLSeq } from "yaml";
import { parseTrees } from "./parse.ts";
import { dashOffset } from "./source.ts";

/** Gives every mapping and list in block form two spaces a level; lines in between move with what they belong to. */
export function indentText(text: string): string {
  const shifts = new Map<number, Shift>();
  const lines = text.split("\n");
  const starts = startsOf(lines);
  for (const tree of parseTrees(text, true)) collect({ starts, shifts }, tree.contents, 0);
  const isCanonical = [...shifts.values()].every(({ from, to, gap }) => from === to && gap === undefined);
  return isCanonical ? text : shiftLines(lines, shifts).join("\n");
}

/** How a line that starts an entry moves. */
interface Shift {
  readonly from: number;
  readonly to: number;
  /** For a dash and an entry on its line: how many characters stand between the dash and the entry now. */
  readonly gap?: number;
  /** How many entries start on the line: `- - a` has two. */
  readonly entries: number;
}

interface Collecting {
  readonly starts: readonly number[];
  readonly shifts: Map<number, Shift>;
}

function collect(collecting: Collecting, node: Node | null, to: number): void {
  if (isMap(node) && node.flow !== true) collectMap(collecting, node, to);
  if (isSeq(node) && node.flow !== true) collectSeq(collecting, node, to);
}

function collectMap(collecting: Collecting, map: YAMLMap, to: number): void {
  for (const pair of map.items) {
    add(collecting, (pair.key as Node).range?.[0] ?? 0, indentOf(map), to);
    collect(collecting, pair.value as Node | null, to + 2);
  }
}

function collectSeq(collecting: Collecting, list: YAMLSeq, to: number): void {
  for (const [index, item] of list.items.entries()) {
    const dash = dashOffset(list, index);
    const from = indentOf(list);
    add(collecting, dash, from, to);
    const offset = inlineOffset(item);
    if (offset !== undefined && lineOf(collecting.starts, dash) === lineOf(collecting.starts, offset))
      add(collecting, offset, from + offset - dash, to + 2);
    if (!isPair(item)) collect(collecting, item as Node | null, to + 2);
  }
}

/** Where a text or bracket begins; one that stands on its dash's line moves with it. */
function inlineOffset(item: unknown): number | undefined {
  const isText = isScalar(item) && item.range?.[0] !== item.range?.[1];
  const isBracket = isCollection(item) && item.flow === true;
  return isText || isBracket ? item.range?.[0] : undefined;
}

function add({ starts, shifts }: Collecting, offset: number, from: number, to: number): void {
  const line = lineOf(starts, offset);
  const first = shifts.get(line);
  if (first === undefined) shifts.set(line, { from, to, entries: 1 });
  else if (first.entries === 1 && from - first.from !== 2)
    shifts.set(line, { ...first, gap: from - first.from, entries: 2 });
  else shifts.set(line, { ...first, entries: first.entries + 1 });
}

function indentOf(node: YAMLMap | YAMLSeq): number {
  return (node.srcToken as CST.BlockMap | CST.BlockSequence).indent;
}

function shiftLines(lines: readonly string[], shifts: ReadonlyMap<number, Shift>): string[] {
  let current: Shift = { from: 0, to: 0, entries: 0 };
  return lines.map((line, index) => {
    const own = shifts.get(index);
    if (own === undefined) return moved(line, isComment(line) ? nextShift(lines, shifts, index, current) : current);
    current = own.gap === undefined ? own : { from: own.from + own.gap, to: own.to + 2, entries: 1 };
    return moved(own.gap === undefined ? line : withoutGap(line, own), own);
  });
}

/** A comment moves with the entry it stands above. */
function nextShift(lines: readonly string[], shifts: ReadonlyMap<number, Shift>, index: number, current: Shift): Shift {
  for (let line = index + 1; line < lines.length; line += 1) {
    const shift = shifts.get(line);
    if (shift !== undefined) return indentation(lines[index] ?? "") === shift.from ? shift : current;
    if ((lines[line] ?? "").trim() !== "" && !isComment(lines[line] ?? "")) return current;
  }
  return current;
}

function moved(line: string, { from, to }: Pick<Shift, "from" | "to">): string {
  if (line.trim() === "" || from === to) return line;
  const width = indentation(line);
  return " ".repeat(Math.max(0, width + to - from)) + line.slice(width);
}

function withoutGap(line: string, { from, gap = 2 }: Shift): string {
  return `${line.slice(0, from)}- ${line.slice(from + gap)}`;
}

function isComment(line: string): boolean {
  return line.trimStart().startsWith("#");
}

function indentation(line: string): number {
  return line.length - line.trimStart().length;
}

function startsOf(lines: readonly string[]): number[] {
  let offset = 0;
  return lines.map((line) => {
    const start = offset;
    offset += line.length + 1;
    return start;
  });
}

function lineOf(starts: readonly number[], offset: number): number {
  const after = starts.findIndex((start) => start > offset);
  return after < 0 ? starts.length - 1 : after - 1;
}
