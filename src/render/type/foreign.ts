import type { Json } from "../../model/json.ts";
import { isJsonObject } from "../../model/json.ts";
import { visible } from "./escape.ts";

/**
 * Text of others, for readers that may take it for an order: agents, and pages. What nobody sees and still reads becomes a
 * visible escape: control characters but line feeds and tabs, what is zero cells wide, direction overrides, tags,
 * selectors of variants, halves of signs. What looks like the mark around data is broken.
 */
export function tameText(text: string): string {
  return text
    .replace(unseen, (found) => (found === "\n" || found === "\t" ? found : visible(found)))
    .replace(markLike, tamed);
}

/** The same in every text of a document, keys among them. */
export function tameJson<Value extends Json>(value: Value): Value {
  return tame(value) as Value;
}

/**
 * Marks tamed text as data. Whoever wrote the text cannot end the mark, for its name is made anew for each answer.
 * `key`: 16 hexadecimal digits that nobody could know before.
 */
export function markedAsData(text: string, key: string): string {
  return [`<${markName}${key}>`, tameText(text), `</${markName}${key}>`].join("\n");
}

const markName = "v7-data-";
const markLike = /v7(?=-data-)/giu;

function tamed(found: string): string {
  return `${found}\\`;
}

const unseen = /[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Cf}\u2028\u2029]/gu;

function tame(value: Json): Json {
  if (typeof value === "string") return tameText(value);
  if (Array.isArray(value)) return value.map(tame);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [tameText(key), tame(inner)]));
}
