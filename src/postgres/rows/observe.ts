import { type Address, addressOf } from "../../model/address.ts";
import type { Json } from "../../model/json.ts";
import type { Kind, Registry, TableSpec } from "../../model/kind.ts";
import type { Fields } from "../../model/resource.ts";
import type { AppliedResource, LiveResource, Snapshot } from "../../model/snapshot.ts";
import type { Connection } from "../connection.ts";
import { queryTexts, type TextRow } from "../text-rows.ts";
import { objectFromText, quoteName, readExpression, valueFromText } from "./column-sql.ts";

/**
 * Reads applied state and every kind's table: one query a table, all in one round trip. The caller's
 * transaction makes it one snapshot.
 */
export async function observe(connection: Connection, registry: Registry): Promise<Snapshot> {
  const tables = registry.kinds.flatMap((kind) => (kind.table ? [{ kind, table: kind.table }] : []));
  const queries = [stateQuery, resourcesQuery, ...tables.map(({ table }) => tableQuery(table))];
  const [state = [], resources = [], ...rows] = await queryTexts(connection, queries);
  const stored = resources.map(storedResource);
  const live = new Map<Address, LiveResource>();
  const specs = new Map(stored.map(({ applied, spec }) => [applied.address, spec]));
  const references = tables.flatMap(({ kind, table }, index) => readTable(kind, table, rows[index] ?? [], specs, live));
  translateReferences(references, live);
  for (const { applied, spec } of stored) {
    const kind = registry.byName(applied.kind);
    if (kind && !kind.table) live.set(applied.address, { ...applied, fields: spec, recordKey: applied.address });
  }
  return { ...readState(state), live, applied: new Map(stored.map(({ applied }) => [applied.address, applied])) };
}

const stateQuery = "SELECT lineage, serial, project, commit_sha FROM v7_state";
const resourcesQuery = "SELECT address, kind, name, applied, nullif(spec, '{}'), record_key FROM v7_resources";

function tableQuery(table: TableSpec): string {
  const columns = [
    `t.${quoteName(table.id)}::text`,
    ...table.key.map(({ column }) => `t.${quoteName(column)}`),
    ...table.fields.map(readExpression),
  ];
  return `SELECT ${columns.join(", ")} FROM ${quoteName(table.table)} t`;
}

function readState(rows: readonly TextRow[]): Omit<Snapshot, "live" | "applied"> {
  const [lineage, serial, project, commit] = rows[0] ?? [];
  return {
    lineage: lineage ?? "",
    serial: Number(serial ?? 0),
    ...(project ? { project } : {}),
    ...(commit ? { appliedCommit: commit } : {}),
  };
}

function storedResource([address, kind, name, applied, spec, recordKey]: TextRow): { applied: AppliedResource; spec: Fields } {
  return {
    applied: {
      address: address ?? "",
      kind: kind ?? "",
      name: name ?? "",
      fields: objectFromText(applied ?? null),
      ...(recordKey ? { recordKey } : {}),
    },
    spec: objectFromText(spec ?? null),
  };
}

function readTable(
  kind: Kind,
  table: TableSpec,
  rows: readonly TextRow[],
  specs: ReadonlyMap<Address, Fields>,
  live: Map<Address, LiveResource>,
): PendingReference[] {
  const pending: PendingReference[] = [];
  const firstField = 1 + table.key.length;
  for (const row of rows) {
    const key = row.slice(1, firstField).map((text, index) => (table.key[index]?.type === "integer" ? Number(text) : (text ?? "")));
    const name = table.nameOf(key);
    const address = addressOf(kind.segment, name);
    const fields: Record<string, Json> = { ...specs.get(address) };
    table.fields.forEach((spec, index) => {
      const value = valueFromText(spec, row[firstField + index] ?? null);
      fields[spec.field] = value;
      if (spec.type === "uuid[]" && Array.isArray(value)) pending.push({ fields, field: spec.field, ids: value.map(String) });
    });
    live.set(address, { address, kind: kind.name, name, fields, recordKey: row[0] ?? "" });
  }
  return pending;
}

/** Turns the ids in `uuid[]` columns into names; an id without a row shows as `unknown:<uuid>`. */
function translateReferences(references: readonly PendingReference[], live: ReadonlyMap<Address, LiveResource>): void {
  if (references.length === 0) return;
  const names = new Map<string, string>();
  for (const { recordKey, name } of live.values()) if (recordKey !== undefined) names.set(recordKey, name);
  for (const { fields, field, ids } of references) fields[field] = ids.map((id) => names.get(id) ?? `unknown:${id}`).toSorted();
}

/** A field that holds ids until every row is read. */
interface PendingReference {
  readonly fields: Record<string, Json>;
  readonly field: string;
  readonly ids: readonly string[];
}
