import type { Json } from "../../model/json.ts";
import type { FieldSpec, TableSpec } from "../../model/kind.ts";

/** Quotes an identifier of a TableSpec. The specs are code, not input; quoting keeps reserved words harmless. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The expression that gives a column's value to JSON in canonical form; sets are sorted by the reader. */
export function readExpression({ column, type }: Pick<FieldSpec, "column" | "type">): string {
  const name = `t.${quoteName(column)}`;
  switch (type) {
    case "timestamp":
      return `rtrim(rtrim(to_char(${name}, 'YYYY-MM-DD"T"HH24:MI:SS.US'), '0'), '.') || 'Z'`;
    case "numeric":
      return `trim_scale(${name})::text`;
    case "date":
      return `${name}::text`;
    default:
      return name;
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
