import type { Address } from "../../model/address.ts";
import type { Json } from "../../model/json.ts";
import { quoteName } from "../quoting.ts";
import type { FieldSpec, KeyColumn, Lookup, Retirement, TableSpec } from "../../model/kind.ts";

type Column = Pick<FieldSpec, "column" | "type" | "lookup">;

/** The expression that gives a column's value to JSON in canonical form; sets are sorted by the reader. */
export function readExpression(spec: Column | KeyColumn): string {
  const { column, type, lookup } = spec;
  if ("composed" in spec && spec.composed !== undefined) return spec.composed.expression;
  if (lookup) return `${lookupAlias(column)}.${quoteName(lookup.name)}`;
  const name = `t.${quoteName(column)}`;
  switch (type) {
    case "timestamp":
      return timestampText(name);
    case "numeric":
      return `trim_scale(${name})::text`;
    case "date":
      return `${name}::text`;
    default:
      return name;
  }
}

/** As documents have it; what no document can say, such as `infinity` and years BC, is the text that jsonb gives it. */
function timestampText(name: string): string {
  const sayable = `${name} BETWEEN '0001-01-01 00:00:00' AND '9999-12-31 23:59:59.999999'`;
  const text = `rtrim(rtrim(to_char(${name}, 'YYYY-MM-DD"T"HH24:MI:SS.US'), '0'), '.') || 'Z'`;
  return `CASE WHEN ${sayable} THEN ${text} ELSE to_jsonb(${name}) #>> '{}' END`;
}

/** The joins that `readExpression` needs for columns that hold another row's id. */
export function lookupJoins({ key, fields }: TableSpec): string {
  return [...key, ...fields]
    .flatMap(({ column, lookup }) => (lookup ? [joinOf(column, lookup)] : []))
    .map((join) => ` ${join}`)
    .join("");
}

function joinOf(column: string, { table, id }: Lookup): string {
  const alias = lookupAlias(column);
  return `LEFT JOIN ${quoteName(table)} ${alias} ON ${alias}.${quoteName(id)} = t.${quoteName(column)}`;
}

function lookupAlias(column: string): string {
  return quoteName(`named by ${column}`);
}

/** `"parent_phase" integer, "task_number" integer`: the key as record columns. */
export function keyRecordColumns(table: TableSpec): string[] {
  return table.key.map(recordColumn);
}

/** A column as a record has it: one that holds an id comes as the name. */
export function recordColumn({ column, type, lookup }: Column | KeyColumn): string {
  return `${quoteName(column)} ${lookup ? "text" : type}`;
}

/** The value to write, from the record `x`. */
export function writeExpression({ column, lookup }: Pick<Column, "column" | "lookup">): string {
  const value = `x.${quoteName(column)}`;
  if (!lookup) return value;
  const { table, id, name } = lookup;
  return `(SELECT l.${quoteName(id)} FROM ${quoteName(table)} l WHERE l.${quoteName(name)} = ${value})`;
}

/** The row in use (or the retired one) that a record's key names: `t."parent_phase" = x."parent_phase" AND …`. */
export function keyCondition(table: TableSpec, rows: "in use" | "retired" = "in use"): string {
  const equal = table.key.map(sameKey);
  const retired = retiredCondition(table);
  if (retired === undefined) return equal.join(" AND ");
  return [...equal, rows === "retired" ? retired : `NOT ${retired}`].join(" AND ");
}

/** An address is the same with and without its network's prefix. */
function sameKey(key: KeyColumn): string {
  const [held, given] = [key.composed?.expression ?? `t.${quoteName(key.column)}`, writeExpression(key)];
  return key.type === "inet" ? `host(${held}) = host(${given})` : `${held} = ${given}`;
}

/** True for rows that were taken out of use; undefined for tables whose rows are deleted. */
export function retiredCondition({ retirement }: TableSpec): string | undefined {
  if (!retirement) return undefined;
  return retirement.marker === "metadata.retiredAt"
    ? `coalesce(t."metadata" ? 'retiredAt', FALSE)`
    : `(t.${quoteName(retirement.marker.column)} IS NOT DISTINCT FROM ${literal(retirement.marker.value)})`;
}

/** What a removal sets. */
export function retireAssignments({ marker, sets = {} }: Retirement): string[] {
  const marked =
    marker === "metadata.retiredAt"
      ? `"metadata" = coalesce(t."metadata", '{}') || jsonb_build_object('retiredAt', to_char(transaction_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))`
      : `${quoteName(marker.column)} = ${literal(marker.value)}`;
  return [marked, ...Object.entries(sets).map(([column, value]) => `${quoteName(column)} = ${literal(value)}`)];
}

/** What brings a row back, beside the columns that are declared. */
export function reviveAssignments({ marker }: Retirement, written: readonly string[]): string[] {
  if (marker === "metadata.retiredAt")
    return written.includes("metadata") ? [] : [`"metadata" = t."metadata" - 'retiredAt'`];
  return written.includes(marker.column) ? [] : [`${quoteName(marker.column)} = ${literal(marker.inUse)}`];
}

/** `{"parent_phase": 1, "task_number": 2}` of `task/1.2`. */
export function keyRecord(table: TableSpec, address: Address): Record<string, Json> {
  const values = table.keyOf(address);
  return Object.fromEntries(table.key.map(({ column }, index) => [column, values[index] ?? null]));
}

/** What the columns of a key hold for an address: of a name that lies in several columns, its parts. */
export function keyParts(table: TableSpec, address: Address): Record<string, Json> {
  const record = keyRecord(table, address);
  return Object.assign(
    {},
    ...table.key.map(({ column, composed }) =>
      composed === undefined ? { [column]: record[column] ?? null } : composed.partsOf(String(record[column])),
    ),
  ) as Record<string, Json>;
}

/** What a name writes into the columns that it lies in, but for those that fields write. */
export function composedParts(table: TableSpec, address: Address, written: readonly string[]): Record<string, Json> {
  const composed = new Set(table.key.flatMap((key) => key.composed?.columns ?? []));
  const parts = Object.entries(keyParts(table, address));
  return Object.fromEntries(parts.filter(([column]) => composed.has(column) && !written.includes(column)));
}

/** A constant of a TableSpec. */
function literal(value: Json): string {
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}
