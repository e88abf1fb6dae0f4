import { Failure } from "../../model/failure.ts";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";

/** A document that an agent can read at once, and what was left out of it. */
export interface Fitted {
  readonly document: JsonObject;
  /** How many rows of the document's own lists are left, by their keys: those that were cut. */
  readonly cut: { readonly [key: string]: { readonly shown: number; readonly total: number } };
  /** Whether anything else was cut: a long text, a list within a row. */
  readonly isShortened: boolean;
}

/** How long a text may be: tried one after another. */
const longestTexts = [2_000, 400, 120];

/**
 * Cuts a document to so many characters of JSON: of a text the end, of a list the last rows, the longest list first.
 * Throws V7-W020 where that is not enough.
 */
export function fit(document: JsonObject, most: number): Fitted {
  if (sizeOf(document) <= most) return { document, cut: {}, isShortened: false };
  for (const longest of longestTexts) {
    const fitted = withoutLastRows(shortened(document, longest) as JsonObject, most);
    if (fitted !== undefined) return told(document, fitted);
  }
  throw new Failure("V7-W020", "the answer is larger than an agent reads at once", {
    next: ["ask for less: a filter, one resource"],
  });
}

function sizeOf(value: Json): number {
  return JSON.stringify(value).length;
}

function shortened(value: Json, longest: number): Json {
  if (typeof value === "string") {
    const rest = value.length - longest;
    return rest > 30 ? `${value.slice(0, longest).toWellFormed()} … ${rest} characters more` : value;
  }
  if (Array.isArray(value)) return value.map((item: Json) => shortened(item, longest));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shortened(inner, longest)]));
}

/** Undefined where one row of each list is too much still. */
function withoutLastRows(document: JsonObject, most: number): JsonObject | undefined {
  let fitted = document;
  for (let over = sizeOf(fitted) - most; over > 0; over = sizeOf(fitted) - most) {
    const longest = longestList(fitted);
    if (longest === undefined) return undefined;
    fitted = replaced(fitted, longest.path, rowsWithin(longest.rows, over));
  }
  return fitted;
}

interface List {
  readonly path: readonly (string | number)[];
  readonly rows: readonly Json[];
  readonly size: number;
}

/** The largest of those that have more than one row. */
function longestList(value: Json, path: List["path"] = []): List | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const own = Array.isArray(value) && value.length > 1 ? [{ path, rows: value, size: sizeOf(value) }] : [];
  const inner = Array.isArray(value) ? [...value.entries()] : isJsonObject(value) ? Object.entries(value) : [];
  const lists = [...own, ...inner.flatMap(([key, item]) => longestList(item as Json, [...path, key]) ?? [])];
  return lists.reduce<List | undefined>(
    (most, list) => (most === undefined || list.size > most.size ? list : most),
    undefined,
  );
}

/** At least one stays, and one goes. */
function rowsWithin(rows: readonly Json[], over: number): Json[] {
  let count = rows.length;
  for (let gone = 0; count > 1 && gone < over; count -= 1) gone += sizeOf(rows[count - 1] ?? null) + 1;
  return rows.slice(0, count);
}

function replaced<Value extends Json>(value: Value, [key, ...rest]: List["path"], by: Json): Value {
  if (key === undefined) return by as Value;
  if (Array.isArray(value))
    return value.with(Number(key), replaced(value[Number(key)] as Json, rest, by)) as unknown as Value;
  const object = value as JsonObject;
  return { ...object, [key]: replaced(object[key] ?? null, rest, by) } as unknown as Value;
}

function told(whole: JsonObject, document: JsonObject): Fitted {
  const lists = Object.entries(document).flatMap(([key, rows]) => {
    const all = whole[key];
    if (!Array.isArray(rows) || !Array.isArray(all) || rows.length === all.length) return [];
    return [[key, { shown: rows.length, total: all.length }] as const];
  });
  const cut = Object.fromEntries(lists);
  return { document, cut, isShortened: isLessThan(whole, document, cut) };
}

/** Whether what is left of the rows is not as it was. */
function isLessThan(whole: JsonObject, document: JsonObject, cut: Fitted["cut"]): boolean {
  return Object.entries(document).some(([key, value]) => {
    const all = whole[key];
    const left = key in cut && Array.isArray(all) ? all.slice(0, cut[key]?.shown) : all;
    return JSON.stringify(left) !== JSON.stringify(value);
  });
}
