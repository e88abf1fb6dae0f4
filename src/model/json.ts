import { ExactNumber, nearestNumber, numberOf, sameNumber } from "./exact-number.ts";

/** Any value that survives JSON: what documents declare, rows hold and plans carry. */
export type Json = null | boolean | number | ExactNumber | string | readonly Json[] | JsonObject;

/** A JSON object; key order carries no meaning. */
export type JsonObject = { readonly [key: string]: Json };

/** Null and arrays are none. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

/** Whole or not, exact or not. */
export function isJsonNumber(value: Json | undefined): value is number | ExactNumber {
  return typeof value === "number" || value instanceof ExactNumber;
}

/**
 * Reads JSON without rounding: a number that no `number` is equal to is an `ExactNumber`. Most texts have none, and cost a
 * look beside what `JSON.parse` costs.
 */
export function parseJson(text: string): Json {
  return roundable.test(text) || loneNumber.test(text) ? parseNumbers(text, nearestNumber) : (JSON.parse(text) as Json);
}

/** The same, and what a `number` would write otherwise keeps its text too: 1.10. */
export function parseJsonAsWritten(text: string): Json {
  return rewritable.test(text) || loneNumber.test(text) ? parseNumbers(text, numberOf) : (JSON.parse(text) as Json);
}

/** What may be a number that needs its text; what only looks so, in a string, costs time. Fifteen digits are always safe. */
const roundable = /[[,:]\s*-?(?:\d[\d.]{15}|\d[\d.]*[eE])/;
const rewritable = /[[,:]\s*-?(?:\d[\d.]{15}|\d+\.\d*0(?!\d)|0\.0{6}|\d[\d.]*[eE])/;
const loneNumber = /^\s*-?\d/;

function parseNumbers(text: string, read: (source: string) => number | ExactNumber): Json {
  return parseWithSource(text, (_, value, { source }) =>
    typeof value === "number" && source !== undefined ? read(source) : value,
  );
}

type SourceReviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

/** Of ECMAScript since Node 22; TypeScript does not know the context yet. */
const parseWithSource = JSON.parse as unknown as (text: string, reviver: SourceReviver) => Json;

/** Compares by value, as Postgres compares `jsonb`: key order is ignored, array order is not. */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (left instanceof ExactNumber || right instanceof ExactNumber)
    return isJsonNumber(left) && isJsonNumber(right) && sameNumber(left, right);
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left)) return Array.isArray(right) && sameArray(left, right);
  if (Array.isArray(right)) return false;
  return sameObject(left as JsonObject, right as JsonObject);
}

/** JSON text with sorted keys and no spaces: equal values give equal bytes. Feeds hashes. */
export function canonicalJson(value: Json): string {
  if (typeof value !== "object" || value === null || value instanceof ExactNumber) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const object = value as JsonObject;
  const members = Object.keys(object)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(object[key] ?? null)}`);
  return `{${members.join(",")}}`;
}

function sameArray(left: readonly Json[], right: readonly Json[]): boolean {
  return left.length === right.length && left.every((item, index) => sameJson(item, right[index]));
}

function sameObject(left: JsonObject, right: JsonObject): boolean {
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key]));
}
