import { ExactNumber } from "../model/exact-number.ts";
import type { Json, JsonObject } from "../model/json.ts";

/** Where JSON is not what was expected; `at` is a path such as `resource_changes[0].kind`, empty for the whole. */
export interface Problem {
  readonly at: string;
  readonly message: string;
}

/**
 * Turns unknown JSON into a typed value. What does not fit is added to `problems`; the result counts only while that
 * list is empty.
 */
export type Reader<T> = (value: unknown, at: string, problems: Problem[]) => T;

export const text: Reader<string> = (value, at, problems) => {
  if (typeof value === "string") return value;
  return report("", "must be text", at, problems);
};

export const integer: Reader<number> = (value, at, problems) => {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  return report(0, "must be a whole number", at, problems);
};

export const bool: Reader<boolean> = (value, at, problems) => {
  if (typeof value === "boolean") return value;
  return report(false, "must be true or false", at, problems);
};

/** Any JSON value, nested at most 64 deep. */
export const json: Reader<Json> = (value, at, problems) => {
  if (value === undefined) return report(null, "is missing", at, problems);
  if (isShallow(value, deepestValue)) return value as Json;
  return report(null, `is nested deeper than ${deepestValue}`, at, problems);
};

/** A JSON object of any content. */
export const fieldsObject: Reader<JsonObject> = (value, at, problems) => {
  if (isObject(value)) return json(value, at, problems) as JsonObject;
  return report({}, "must be an object", at, problems);
};

/** One of these texts. */
export function oneOf<const T extends string>(...allowed: readonly T[]): Reader<T> {
  return (value, at, problems) => {
    const found = allowed.find((candidate) => candidate === value);
    return found ?? report(allowed[0] as T, `must be one of ${allowed.join(", ")}`, at, problems);
  };
}

/** What the reader reads, or null. */
export function nullable<T>(reader: Reader<T>): Reader<T | null> {
  return (value, at, problems) => (value === null ? null : reader(value, at, problems));
}

/** An array; with `length`, of exactly that many items. */
export function list<T>(reader: Reader<T>, length?: number): Reader<T[]> {
  return (value, at, problems) => {
    if (!Array.isArray(value)) return report([], "must be a list", at, problems);
    if (length !== undefined && value.length !== length) return report([], `must have ${length} item`, at, problems);
    return value.map((item, index) => reader(item, `${at}[${index}]`, problems));
  };
}

/** An object whose every value is read alike. */
export function record<T>(reader: Reader<T>): Reader<{ readonly [key: string]: T }> {
  return (value, at, problems) => {
    if (!isObject(value)) return report({}, "must be an object", at, problems);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, reader(item, join(at, key), problems)]));
  };
}

/** An object with exactly these keys, and perhaps the optional ones. */
export function object<Required, Optional = unknown>(
  required: { readonly [Key in keyof Required]: Reader<Required[Key]> },
  optional?: { readonly [Key in keyof Optional]: Reader<Optional[Key]> },
): Reader<Required & Partial<Optional>> {
  const readers = new Map<string, Reader<unknown>>(Object.entries({ ...required, ...optional }));
  return (value, at, problems) => {
    const members: { [key: string]: unknown } = {};
    if (!isObject(value)) return report(members as Required & Partial<Optional>, "must be an object", at, problems);
    for (const key of Object.keys(value)) {
      if (!readers.has(key)) problems.push({ at: join(at, key), message: "is not known" });
    }
    for (const [key, reader] of readers) {
      if (Object.hasOwn(value, key) || Object.hasOwn(required, key))
        members[key] = reader(value[key], join(at, key), problems);
    }
    return members as Required & Partial<Optional>;
  };
}

const deepestValue = 64;

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null || value instanceof ExactNumber) return true;
  return depth > 0 && Object.values(value).every((item) => isShallow(item, depth - 1));
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

function join(at: string, key: string): string {
  return at === "" ? key : `${at}.${key}`;
}

function report<T>(fallback: T, message: string, at: string, problems: Problem[]): T {
  problems.push({ at, message });
  return fallback;
}
