import { isMap, isPair, isScalar, isSeq } from "yaml";
import type { Node, Pair, Scalar } from "yaml";
import type { DocumentPath } from "../model/document.ts";
import type { Json } from "../model/json.ts";
import { keyText, nodeAt } from "./parse.ts";
import { type Indent, renderInline, renderScalar, renderValue } from "./render-value.ts";
import {
  colonEnd,
  contentEnd,
  dashOffset,
  isFlow,
  isInFlow,
  layoutOf,
  lineEnd,
  type YamlText,
  type Splice,
} from "./source.ts";

/** Writes another value where one stands; the comment at the end of its line stays. */
export function replaceNode(source: YamlText, path: DocumentPath, value: Json): Splice {
  const { node } = nodeAt(source.root, path);
  if (path.length === 0 || node === null) throw new Error("there is no value to replace");
  if (isInFlow(source, path)) return replaceInFlow(source, path, node, value);
  const slot = slotOf(source, path, node);
  const written =
    isScalar(node) && typeof value === "string" && !value.includes("\n")
      ? ` ${renderScalar(value, quotesOf(node))}`
      : renderValue(value, slot.layout);
  return fill(source, slot, written);
}

/** The place of a value: from behind its colon or dash to the end of its text. */
interface Slot {
  readonly start: number;
  readonly end: number;
  /** The comment on the line of the colon or dash, or behind a value on that line; with its `#`. */
  readonly comment: string;
  /** True when the rest of the last line must stay, because the value shares it with nothing else. */
  readonly layout: Indent;
}

function replaceInFlow(source: YamlText, path: DocumentPath, node: Node, value: Json): Splice {
  const [start = 0, end = 0] = node.range ?? [];
  const text = isScalar(node) ? renderScalarOrInline(value, node) : renderInline(value);
  if (start < end) return { start, end, text };
  const pair = pairAt(source, path);
  const colon = pair === undefined ? undefined : colonEnd(pair);
  if (colon !== undefined) return { start: colon, end: colon, text: ` ${text}` };
  const keyEnd = (pair?.key as Node | undefined)?.range?.[1];
  if (keyEnd === undefined) throw new Error("the value has no place");
  return { start: keyEnd, end: keyEnd, text: `: ${text}` };
}

function renderScalarOrInline(value: Json, node: Scalar): string {
  return typeof value === "string" ? renderScalar(value, quotesOf(node)) : renderInline(value);
}

function quotesOf(node: Scalar): "PLAIN" | "QUOTE_SINGLE" | "QUOTE_DOUBLE" {
  if (typeof node.value !== "string") return "PLAIN";
  return node.type === "QUOTE_SINGLE" || node.type === "QUOTE_DOUBLE" ? node.type : "PLAIN";
}

function slotOf(source: YamlText, path: DocumentPath, node: Node): Slot {
  const { text } = source;
  const start = indicatorEnd(source, path);
  const isEmpty = node.range?.[0] === node.range?.[1];
  const end = isEmpty ? start : contentEnd(source, node);
  const layout = childLayout(source, path);
  const startsBelow = !isEmpty && (node.range?.[0] ?? 0) > lineEnd(text, start);
  if (startsBelow && (isMap(node) || isSeq(node)) && !isFlow(node)) {
    return { start, end: lineEnd(text, end), comment: commentIn(text.slice(start, lineEnd(text, start))), layout };
  }
  if (isBlockScalar(node)) {
    const header = text.slice(node.range?.[0] ?? 0, lineEnd(text, node.range?.[0] ?? 0));
    return { start, end, comment: commentIn(header), layout };
  }
  return { start, end: lineEnd(text, end), comment: commentIn(text.slice(end, lineEnd(text, end))), layout };
}

function fill(source: YamlText, slot: Slot, written: string): Splice {
  const newline = written.indexOf("\n");
  const first = newline < 0 ? written : written.slice(0, newline);
  const below = newline < 0 ? "" : written.slice(newline);
  const { start, end } = slot;
  const comment = slot.comment === "" ? "" : slot.comment;
  const text = `${first}${comment}${below}`;
  return { start, end, text: source.eol === "\n" ? text : text.replaceAll("\n", source.eol) };
}

/** A comment with the space before it. */
function commentIn(line: string): string {
  const match = /[ \t]+#.*$/.exec(line);
  return match === null ? "" : match[0];
}

function isBlockScalar(node: Node): boolean {
  return isScalar(node) && (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED");
}

function indicatorEnd(source: YamlText, path: DocumentPath): number {
  const parent = nodeAt(source.root, path.slice(0, -1)).node;
  const step = path.at(-1);
  if (isSeq(parent) && typeof step === "number") return dashOffset(parent, step) + 1;
  const pair = pairAt(source, path);
  const end = pair === undefined ? undefined : colonEnd(pair);
  if (end === undefined) throw new Error("the value has no colon");
  return end;
}

function pairAt(source: YamlText, path: DocumentPath): Pair | undefined {
  const parent = nodeAt(source.root, path.slice(0, -1)).node;
  return isMap(parent) ? parent.items.find((pair) => isPair(pair) && keyText(pair) === String(path.at(-1))) : undefined;
}

function childLayout(source: YamlText, path: DocumentPath): Indent {
  const parent = nodeAt(source.root, path.slice(0, -1)).node;
  if (!isMap(parent) && !isSeq(parent)) throw new Error("the value has no parent");
  const { indent, step } = layoutOf(source, parent);
  return { indent: indent + (isSeq(parent) ? 2 : step), step };
}
