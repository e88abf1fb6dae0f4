import { decimalText } from "../model/exact-number.ts";
import { isJsonNumber, isJsonObject, type Json, type JsonObject } from "../model/json.ts";

/** How a value is laid out below the key or dash it belongs to. */
export interface Indent {
  /** Column of the lines below, in spaces. */
  readonly indent: number;
  /** What deeper levels add. */
  readonly step: number;
}

/** The quotes a replaced scalar had, to be kept where they still fit. */
export type Quotes = "PLAIN" | "QUOTE_SINGLE" | "QUOTE_DOUBLE";

/**
 * What follows `key:` or `-`, its leading space or line break included: ` text`, ` |` and lines, or lines of its own.
 * Lists of short scalars stay on the line, mappings and lists of mappings get lines.
 */
export function renderValue(value: Json, layout: Indent): string {
  if (typeof value === "string") return ` ${fitsLiteral(value) ? literal(value, layout) : renderScalar(value)}`;
  if (Array.isArray(value) && !fitsLine(value))
    return value.map((item: Json) => `\n${renderItem(item, layout)}`).join("");
  if (isJsonObject(value) && Object.keys(value).length > 0) return `\n${renderEntries(value, layout)}`;
  return ` ${renderInline(value)}`;
}

/** `key: value` on lines of their own, without a line break at the end. */
export function renderEntry(key: string, value: Json, layout: Indent): string {
  const deeper = { indent: layout.indent + layout.step, step: layout.step };
  return `${" ".repeat(layout.indent)}${renderScalar(key)}:${renderValue(value, deeper)}`;
}

/** `- value` on lines of its own, without a line break at the end. */
export function renderItem(value: Json, layout: Indent): string {
  const dash = `${" ".repeat(layout.indent)}-`;
  const deeper = { indent: layout.indent + 2, step: layout.step };
  if (!isJsonObject(value) || Object.keys(value).length === 0) return `${dash}${renderValue(value, deeper)}`;
  return `${dash} ${renderEntries(value, deeper).slice(deeper.indent)}`;
}

/** A value on one line, as it may stand anywhere, also within brackets. */
export function renderInline(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(renderInline).join(", ")}]`;
  if (!isJsonObject(value)) return renderScalar(value);
  const members = Object.entries(value).map(([key, member]) => `${renderScalar(key)}: ${renderInline(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** A scalar on one line, quoted when another reader might take it for something else than text. */
export function renderScalar(value: Json, quotes: Quotes = "PLAIN"): string {
  if (isJsonNumber(value)) return decimalText(String(value));
  if (typeof value !== "string") return JSON.stringify(value);
  if (quotes === "QUOTE_SINGLE" && /^[\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe]*$/.test(value)) {
    return `'${value.replaceAll("'", "''")}'`;
  }
  return quotes === "PLAIN" && isPlain(value) ? value : quoted(value);
}

function renderEntries(value: JsonObject, layout: Indent): string {
  return Object.entries(value)
    .map(([key, member]) => renderEntry(key, member, layout))
    .join("\n");
}

const reservedWords = new Set(["null", "true", "false", "yes", "no", "on", "off", "y", "n"]);

/** Starts with a letter, holds no punctuation of YAML's, and is no word that some version of YAML reads otherwise. */
function isPlain(text: string): boolean {
  return (
    /^[\p{L}_/](?:[\p{L}\p{M}\p{N}_/.()+*=@;$%^~'"!?&|<>-]|:(?=\S)|(?<=\S)#| (?=[^\s#]))*$/u.test(text) &&
    !text.endsWith(":") &&
    !reservedWords.has(text.toLowerCase())
  );
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, escapeUnit);
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** A literal block keeps lines as they are, but only ordinary ones survive it unharmed. */
function fitsLiteral(text: string): boolean {
  return (
    text.includes("\n") &&
    /^[^\s]/.test(text) &&
    !/[\r\t\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/.test(text) &&
    !/^[ ]+$/m.test(text) &&
    text.isWellFormed()
  );
}

function literal(text: string, layout: Indent): string {
  const [, body = "", ending = ""] = /^([^]*?)(\n*)$/.exec(text) ?? [];
  const chomping = ending === "" ? "-" : ending === "\n" ? "" : "+";
  const lines = body.split("\n").map((line) => (line === "" ? "" : `${" ".repeat(layout.indent)}${line}`));
  return `|${chomping}\n${lines.join("\n")}${ending.slice(1)}`;
}

const lineWidth = 100;

function fitsLine(items: readonly Json[]): boolean {
  return (
    items.every((item) => !Array.isArray(item) && !isJsonObject(item)) &&
    renderInline(items).length <= lineWidth &&
    !items.some((item) => typeof item === "string" && item.includes("\n"))
  );
}
