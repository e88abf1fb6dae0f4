import { canonicalAddress } from "./inet.ts";
import { decimalText } from "./exact-number.ts";
import type { Json } from "./json.ts";
import type { ColumnType, FieldSpec, Kind } from "./kind.ts";
import type { Fields } from "./resource.ts";

/** A declared or observed value in the one form in which equal values look equal. NULL stays null. */
export function canonicalValue(spec: Pick<FieldSpec, "type" | "collection">, value: Json): Json {
  if (value === null) return null;
  if (Array.isArray(value)) return spec.type === "jsonb" ? value : canonicalArray(spec, value);
  switch (spec.type) {
    case "timestamp":
      return canonicalTimestamp(String(value));
    case "inet":
      return canonicalAddress(String(value));
    case "numeric":
      return decimalText(String(value).trim());
    default:
      return value;
  }
}

/** All of a resource's fields in canonical form; fields without a column pass through. */
export function canonicalFields(kind: Kind, fields: Fields): Fields {
  let canonical: Record<string, Json> | undefined;
  for (const spec of kind.table?.fields ?? []) {
    const value = fields[spec.field];
    if (value === undefined || !needsCanonicalForm.has(spec.type)) continue;
    const form = canonicalValue(spec, value);
    if (form !== value) (canonical ??= { ...fields })[spec.field] = form;
  }
  return canonical ?? fields;
}

/**
 * `2025-10-07T12:21:11.5Z` from ISO 8601 or Postgres text. A time without a zone is UTC, as the columns are.
 * Text that is no time comes back unchanged: the schemas refuse it earlier, and a row may hold what no document can say,
 * `infinity`, years BC and those of five digits.
 */
export function canonicalTimestamp(text: string): string {
  const match = timestampPattern.exec(text);
  if (!match) return text;
  const [, date, time = "00:00:00", fraction = "", zone = "Z"] = match;
  const clock = time.length === 5 ? `${time}:00` : time;
  const instant = new Date(`${date}T${clock}${zone.length === 3 ? `${zone}:00` : zone}`);
  if (Number.isNaN(instant.getTime())) return text;
  const digits = fraction.replace(/0+$/, "");
  return `${instant.toISOString().slice(0, 19)}${digits === "." || digits === "" ? "" : digits}Z`;
}

const needsCanonicalForm: ReadonlySet<ColumnType> = new Set([
  "timestamp",
  "inet",
  "numeric",
  "text[]",
  "integer[]",
  "uuid[]",
]);

const timestampPattern =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(\.\d{1,6})?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

function canonicalArray(spec: Pick<FieldSpec, "collection">, items: readonly Json[]): Json {
  if (spec.collection !== "set" || items.length < 2) return items;
  return [...new Set(items)].toSorted((left, right) => (String(left) < String(right) ? -1 : 1));
}
