import { type Json, isJsonObject } from "../../model/json.ts";
import type { FieldSpec, TableSpec } from "../../model/kind.ts";
import { canonicalValue } from "../../model/values.ts";

/** Quotes an identifier of a TableSpec. The specs are code, not input; quoting keeps reserved words harmless. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The expression that reads a column as text which `valueFromText` understands. */
export function readExpression({ column, type }: Pick<FieldSpec, "column" | "type">): string {
  const name = `t.${quoteName(column)}`;
  switch (type) {
    case "text":
    case "integer":
    case "boolean":
    case "jsonb":
      return name;
    case "text[]":
    case "integer[]":
    case "uuid[]":
      return `array_to_json(${name})`;
    case "timestamp":
    case "date":
    case "numeric":
    case "inet":
      return `${name}::text`;
  }
}

/** A column's text, as Postgres sends it, in canonical form. */
export function valueFromText(spec: Pick<FieldSpec, "type" | "collection">, text: string | null): Json {
  if (text === null) return null;
  switch (spec.type) {
    case "text":
    case "date":
    case "inet":
      return text;
    case "integer":
      return Number(text);
    case "boolean":
      return text === "t";
    case "jsonb":
      return JSON.parse(text) as Json;
    default:
      return canonicalValue(spec, text.startsWith("[") ? (JSON.parse(text) as Json) : text);
  }
}

/** `"parent_phase" integer, "task_number" integer`: the key as record columns. */
export function keyRecordColumns(table: TableSpec): string[] {
  return table.key.map(({ column, type }) => `${quoteName(column)} ${type}`);
}

/** `t."parent_phase" = x."parent_phase" AND …`. */
export function keyCondition(table: TableSpec, left: string, right: string): string {
  return table.key.map(({ column }) => `${left}.${quoteName(column)} = ${right}.${quoteName(column)}`).join(" AND ");
}

/** `{"parent_phase": 1, "task_number": 2}` of `1.2`. */
export function keyRecord(table: TableSpec, name: string): Record<string, Json> {
  const values = table.keyOf(name);
  return Object.fromEntries(table.key.map(({ column }, index) => [column, values[index] ?? null]));
}

/** Reads a JSON object out of a `jsonb` column's text. */
export function objectFromText(text: string | null): { readonly [key: string]: Json } {
  const value = text === null ? null : (JSON.parse(text) as Json);
  return isJsonObject(value) ? value : {};
}
