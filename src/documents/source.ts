import { isMap, isPair, isSeq } from "yaml";
import type { CST, Node, Pair, YAMLMap, YAMLSeq } from "yaml";
import type { DocumentPath } from "../model/document.ts";
import { nodeAt } from "./parse.ts";
import type { Indent } from "./render-value.ts";

/** A document within its text, parsed with the tokens of its punctuation. */
export interface YamlText {
  readonly text: string;
  readonly root: Node | null;
  /** The line end the text uses. */
  readonly eol: string;
}

/** A replacement of a piece of text. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with all these pieces replaced. They do not overlap; those of one place stand in the order they are given. */
export function spliceAll(text: string, splices: readonly Splice[]): string {
  const ordered = splices.toSorted((left, right) => left.start - right.start || left.end - right.end);
  let written = "";
  let at = 0;
  for (const { start, end, text: replacement } of ordered) {
    written += text.slice(at, start) + replacement;
    at = end;
  }
  return written + text.slice(at);
}

/** The line end of a text, by its first one. */
export function eolOf(text: string): string {
  const newline = text.indexOf("\n");
  return newline > 0 && text[newline - 1] === "\r" ? "\r\n" : "\n";
}

/** True when the value at the path stands within brackets or braces. */
export function isInFlow(source: YamlText, path: DocumentPath): boolean {
  return path.some((_, length) => isFlow(nodeAt(source.root, path.slice(0, length)).node));
}

/** Whether a collection is written in brackets or braces. */
export function isFlow(node: Node | null): boolean {
  return (isMap(node) || isSeq(node)) && node.flow === true;
}

/** False for `[]` and `{}` in a block: they are written anew in the block's own style when they get contents. */
export function isKeptInPlace(source: YamlText, path: DocumentPath, node: YAMLMap | YAMLSeq): boolean {
  return node.items.length > 0 || isInFlow(source, path);
}

/** The column of a block collection's entries and the indentation its document adds a level. */
export function layoutOf(source: YamlText, node: YAMLMap | YAMLSeq): Indent {
  const token = node.srcToken as CST.BlockMap | CST.BlockSequence | undefined;
  if (token === undefined || !("indent" in token)) throw new Error("the collection has no place of its own");
  return { indent: token.indent, step: stepOf(source) };
}

/** Where a node's text ends, without the line break that belongs to a literal block. */
export function contentEnd(source: YamlText, node: Node | null): number {
  const last = lastPart(node);
  const end = last === null ? (node?.range?.[1] ?? 0) : contentEnd(source, last);
  return withoutBreak(source.text, end);
}

/** The end of the line an offset is on, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  if (newline < 0) return text.length;
  return newline > offset && text[newline - 1] === "\r" ? newline - 1 : newline;
}

/** The offset at which an offset's line begins. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** The start of the next line, or the text's end. */
export function nextLine(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline < 0 ? text.length : newline + 1;
}

/** Where a pair ends: its value's end, or its colon when it has none. */
export function pairEnd(source: YamlText, pair: Pair): number {
  const value = pair.value as Node | null;
  const afterColon = colonEnd(pair);
  if (value?.range == null || value.range[0] === value.range[1])
    return afterColon ?? (pair.key as Node).range?.[1] ?? 0;
  return contentEnd(source, value);
}

/** The offset behind a pair's colon. */
export function colonEnd(pair: Pair): number | undefined {
  const token = (pair as { srcToken?: CST.CollectionItem }).srcToken;
  const colon = token?.sep?.find((part) => part.type === "map-value-ind");
  return colon === undefined ? undefined : colon.offset + colon.source.length;
}

/** The offset of a block list's dash. */
export function dashOffset(node: YAMLSeq, index: number): number {
  const token = node.srcToken as CST.BlockSequence | undefined;
  const dashes = (token?.items ?? []).flatMap((item) => item.start.filter((part) => part.type === "seq-item-ind"));
  const dash = dashes[index];
  if (dash === undefined) throw new Error("the item has no dash");
  return dash.offset;
}

/** Where a list's item ends. */
export function itemEnd(source: YamlText, node: YAMLSeq, index: number): number {
  const item = node.items[index] as Node | Pair | null;
  if (isPair(item)) return pairEnd(source, item);
  if (item?.range == null || item.range[0] === item.range[1])
    return isFlow(node) ? (item?.range?.[1] ?? 0) : dashOffset(node, index) + 1;
  return contentEnd(source, item);
}

function lastPart(node: Node | null): Node | null {
  if (isFlow(node)) return null;
  if (isSeq(node)) return (node.items.at(-1) as Node | undefined) ?? null;
  if (!isMap(node)) return null;
  const pair = node.items.at(-1);
  const value = (pair?.value ?? null) as Node | null;
  const hasText = value?.range != null && value.range[0] !== value.range[1];
  return hasText ? value : null;
}

function withoutBreak(text: string, end: number): number {
  if (text[end - 1] !== "\n") return end;
  return text[end - 2] === "\r" ? end - 2 : end - 1;
}

function stepOf(source: YamlText): number {
  if (!isMap(source.root) || source.root.flow === true) return 2;
  const steps = source.root.items
    .map((pair) => pair.value)
    .filter((value) => isMap(value) && value.flow !== true)
    .map((value) => (value as YAMLMap).srcToken as CST.BlockMap | undefined);
  return Math.max(1, steps.find((token) => token !== undefined && token.indent > 0)?.indent ?? 2);
}
