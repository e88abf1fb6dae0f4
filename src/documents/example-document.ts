import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { newDocument } from "./new-document.ts";
import { renderEntry } from "./render-value.ts";
import { readSchema, schemaFileOf, type Schema } from "./schema.ts";

/**
 * The text of a smallest valid document of a kind, in the form `v7 fmt` gives: what must be there, with the schema's own
 * examples; `list` is filled with one entry, which shows a part. Undefined for a kind that has no schema.
 */
export function exampleDocument(kind: string, list?: string): string | undefined {
  const file = schemaFileOf(kind);
  if (file === undefined) return undefined;
  const { metadata, spec } = readSchema(file).properties ?? {};
  const name = exampleOf(metadata?.properties?.["name"] ?? {});
  return newDocument({ kind, name: String(name), spec: exampleObject(spec ?? {}, list === undefined ? [] : [list]) });
}

/** The same of a file that is no document, from its schema. */
export function exampleFile(schemaFile: string): string {
  const members = Object.entries(exampleObject(readSchema(schemaFile)));
  return members.map(([key, value]) => `${renderEntry(key, value, { indent: 0, step: 2 })}\n`).join("");
}

/** What the schema shows; else the least that it allows. */
function exampleOf(schema: Schema): Json {
  const shown = schema.const ?? schema.examples?.[0] ?? schema.enum?.find((value) => value !== null);
  if (shown !== undefined) return shown;
  if (schema.properties) return exampleObject(schema);
  if (schema.items) return [exampleOf(schema.items)];
  if (schema.type === "boolean") return true;
  return schema.type === "integer" ? (schema.minimum ?? 1) : "…";
}

/** What the schema shows of a mapping, with each field that must be there, and those that are wanted beside them. */
function exampleObject(schema: Schema, wanted: readonly string[] = []): JsonObject {
  const [shown = {}] = schema.examples ?? [];
  const fields = [...(schema.required ?? []), ...wanted];
  const least = fields.map((name) => [name, exampleOf(schema.properties?.[name] ?? {})] as const);
  return { ...Object.fromEntries(least), ...(isJsonObject(shown) ? shown : {}) };
}
