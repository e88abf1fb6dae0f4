import { canonicalJson, type Json } from "../../model/json.ts";
import { escapeControls } from "./escape.ts";
import { displayWidth, shorten } from "./width.ts";

/** Cells a value may take on a line before it is cut. */
export const defaultValueWidth = 60;

/**
 * A value on one line, at most `width` cells: plain text as it is, text that YAML would read as something else in
 * quotes, several lines as the first one and `… (+3 lines)`, arrays and objects as compact JSON, keys sorted: equal
 * values read the same, whoever wrote them.
 */
export function formatValue(value: Json | undefined, width: number = defaultValueWidth): string {
  if (value === undefined) return "–";
  if (typeof value !== "string") return shorten(escapeControls(canonicalJson(value)), width);
  return formatText(value, width);
}

/** `pending → completed`. Where both sides would be cut to the same text, the part that differs is shown. */
export function formatDifference(before: Json, after: Json, width: number = defaultValueWidth): string {
  const sides = [formatValue(before, width), formatValue(after, width)];
  return (sides[0] === sides[1] ? excerpts(before, after, width) : sides).join(" → ");
}

function formatText(text: string, width: number): string {
  if (needsQuotes(text)) return shorten(escapeControls(JSON.stringify(text)), width);
  const lines = text.trimEnd().split(/\r\n|\r|\n/);
  const first = escapeControls(lines[0] ?? "");
  if (lines.length === 1) return shorten(first, width);
  const rest = ` … (+${lines.length - 1} ${lines.length === 2 ? "line" : "lines"})`;
  return shorten(first, Math.max(1, width - displayWidth(rest))) + rest;
}

function needsQuotes(text: string): boolean {
  return text.trim() === "" || /^(?:null|true|false|–|-?\d+(?:\.\d+)?)$/.test(text);
}

function excerpts(before: Json, after: Json, width: number): string[] {
  const texts = [wholeText(before), wholeText(after)];
  const start = Math.max(0, firstDifference(texts[0] ?? "", texts[1] ?? "") - leadingContext);
  return texts.map((text) => shorten((start > 0 ? "…" : "") + text.slice(start), width)).map(escapeControls);
}

const leadingContext = 12;

function wholeText(value: Json): string {
  return escapeControls(typeof value === "string" ? value : canonicalJson(value));
}

function firstDifference(left: string, right: string): number {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at += 1;
  return at;
}
