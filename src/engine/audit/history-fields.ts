import type { RowEntry } from "../../model/output/history.ts";
import { isJsonObject, type Json, type JsonObject, sameJson } from "../../model/json.ts";
import type { FieldSpec, Kind, Kinds, TableSpec } from "../../model/kind.ts";
import { readSql } from "../../system/package-file.ts";
import { canonicalValue } from "../../model/values.ts";
import type { ReportReader } from "../../postgres/report-reader.ts";

/** What the audit keeps of a changed row: the columns that differ, before and after. */
export interface RowSides {
  readonly table_affected: string;
  readonly old_value: Json;
  readonly new_value: Json;
  /** The row as it was last seen, where the audit kept all of it. */
  readonly whole_row: Json;
}

/** Columns become fields; columns no field names, such as updated_at, are left out. */
export function changedFields(kind: Kind | undefined, row: RowSides, nameOfId: NameOfId): RowEntry["fields"] {
  const before = asObject(row.old_value);
  const after = asObject(row.new_value);
  if (!kind?.table) return specFields(before, after);
  return kind.table.fields.flatMap((spec) => {
    if (!Object.hasOwn(before, spec.column) && !Object.hasOwn(after, spec.column)) return [];
    const value = (side: JsonObject): Json => named(spec, canonicalValue(spec, side[spec.column] ?? null), nameOfId);
    return [{ field: spec.field, before: value(before), after: value(after) }];
  });
}

/** Kinds without a table: the fields lie inside `spec`. */
function specFields(before: JsonObject, after: JsonObject): RowEntry["fields"] {
  const [left, right] = [asObject(before.spec), asObject(after.spec)];
  const fields = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return fields
    .toSorted()
    .filter((field) => !sameJson(left[field], right[field]))
    .map((field) => ({ field, before: left[field] ?? null, after: right[field] ?? null }));
}

/** The name of the row that an id stands for; of the same id in two kinds, the wanted kind's. */
export type NameOfId = (id: Json, kind: string | undefined) => string;

function named({ type, lookup, references }: FieldSpec, value: Json, nameOfId: NameOfId): Json {
  if (lookup && value !== null) return nameOfId(value, references);
  return type === "uuid[]" && Array.isArray(value) ? value.map((id) => nameOfId(id, references)) : value;
}

/** Reads the names of all rows that the ids in these changes stand for. */
export async function readNames(
  kinds: Kinds,
  reports: Pick<ReportReader, "read">,
  rows: readonly RowSides[],
): Promise<NameOfId> {
  const ids = rows.flatMap((row) => [row.old_value, row.new_value].flatMap((side) => idsIn(kinds, row, side)));
  const found =
    ids.length === 0
      ? []
      : await reports.read<{ kind: string; record_key: string; name: string }>(readSql("engine/audit/names.sql"), [
          ids,
        ]);
  const names = new Map(found.map(({ kind, record_key, name }) => [`${kind} ${record_key}`, name]));
  return (id, kind) => names.get(`${kind} ${String(id)}`) ?? unknownPrefix + String(id);
}

/** The kind whose rows lie in the changed table. */
export function kindOfTable(kinds: Kinds, row: RowSides): Kind | undefined {
  return kinds.all.find(({ table }) => table?.name === row.table_affected);
}

function idsIn(kinds: Kinds, row: RowSides, side: Json): string[] {
  const [columns, whole] = [asObject(side), asObject(row.whole_row)];
  const { fields = [], key = [] } = kindOfTable(kinds, row)?.table ?? {};
  const named = fields.filter(({ type, lookup }) => lookup !== undefined || type === "uuid[]");
  return [
    ...named.flatMap(({ column }) => columns[column] ?? []),
    ...key.flatMap(({ column, lookup }) => (lookup ? (whole[column] ?? []) : [])),
  ].map(String);
}

/** The natural key of a changed row; undefined where the audit does not have it, or nobody knows an id's name. */
export function keyOfRow(
  kinds: Kinds,
  { key }: TableSpec,
  whole: JsonObject,
  nameOfId: NameOfId,
): (string | number)[] | undefined {
  const values = key.map(({ column, lookup }) => {
    if (!lookup) return whole[column];
    const kind = kinds.all.find(({ table }) => table?.name === lookup.table)?.name;
    const name = nameOfId(whole[column] ?? null, kind);
    return name.startsWith(unknownPrefix) ? undefined : name;
  });
  return values.every((value) => typeof value === "string" || typeof value === "number") ? values : undefined;
}

const unknownPrefix = "unknown:";

function asObject(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
