/** Any value that survives JSON: what documents declare, rows hold and plans carry. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object; key order carries no meaning. */
export type JsonObject = { readonly [key: string]: Json };

/** Null and arrays are none. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Compares by value, as Postgres compares `jsonb`: key order is ignored, array order is not. */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left)) return Array.isArray(right) && sameArray(left, right);
  if (Array.isArray(right)) return false;
  return sameObject(left as JsonObject, right as JsonObject);
}

/** JSON text with sorted keys and no spaces: equal values give equal bytes. Feeds hashes. */
export function canonicalJson(value: Json): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
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
