import type { Address } from "../../model/address.ts";
import { Failure } from "../../model/failure.ts";
import type { Finding } from "../../model/finding.ts";
import { type Json, parseJsonAsWritten } from "../../model/json.ts";
import { type Kind, type Kinds, resourceName, type TableSpec } from "../../model/kind.ts";
import type { Fields } from "../../model/resource.ts";
import type { AcceptedValue, AppliedResource, LiveResource, World } from "../../model/world.ts";
import { canonicalValue } from "../../model/values.ts";
import type { Connection } from "../connection.ts";
import { queryTextRow } from "../text-rows.ts";
import { explainUnreadable } from "../unreadable.ts";
import { quoteName } from "../quoting.ts";
import { lookupJoins, readExpression, retiredCondition } from "./column-sql.ts";

/**
 * Reads applied state and every kind's table: one query a table, all in one statement. The caller's
 * transaction makes it one snapshot. Each table comes as one JSON text, and all of them in one row: the server
 * works them out while the documents are read here, before its first byte can fill the socket, and parsing one
 * text is several times cheaper than ten thousand rows.
 */
export async function readWorld(connection: Connection, kinds: Kinds): Promise<World> {
  const tables = tablesOf(kinds);
  const row = await queryTextRow(connection, worldStatement(kinds)).catch(explainUnreadable);
  const [state, stored, taken, ...rows] = row.map(parseAnswer);
  const resources = (stored ?? []) as readonly StoredRow[];
  const live = new Map<Address, LiveResource>();
  const retired = new Map<Address, string>();
  const specs = specsByAddress(resources);
  tables.forEach(({ kind, table }, index) =>
    readTable(kind, table, (rows[index] ?? []) as readonly LiveRow[], { specs, live, retired }),
  );
  translateReferences(tables, live);
  const applied = appliedByAddress(resources);
  for (const resource of applied.values()) {
    if (kinds.byName(resource.kind)?.table) continue;
    live.set(resource.address, { ...resource, fields: specs.get(resource.address) ?? {}, recordKey: resource.address });
  }
  const accepted = acceptedByAddress((taken ?? []) as readonly AcceptedRow[]);
  return { ...readState((state ?? []) as StateRow), live, applied, retired, accepted };
}

/** The one statement: state, resources, accepted values and each table, a JSON text each. */
export function worldStatement(kinds: Kinds): string {
  const tables = tablesOf(kinds).map(({ table }) => tableQuery(table));
  const queries = [stateQuery, resourcesQuery, acceptedQuery, ...tables];
  return `SELECT ${queries.map((query) => `(${query})`).join(", ")}`;
}

function tablesOf({ all }: Kinds): { readonly kind: Kind; readonly table: TableSpec }[] {
  return all.flatMap((kind) => (kind.table ? [{ kind, table: kind.table }] : []));
}

type StateRow = readonly [lineage?: string, serial?: number, project?: string | null, commit?: string | null];
type StoredRow = readonly [
  address: Address,
  kind: string,
  name: string,
  applied: Fields,
  spec: Fields | null,
  recordKey: string | null,
];
type AcceptedRow = readonly [address: Address, field: string | null, applied: Json, accepted: Json];
type LiveRow = readonly [
  recordKey: string,
  key: readonly (string | number | null)[],
  fields: Record<string, Json>,
  isRetired: boolean,
];
type LiveKey = readonly (string | number)[];

const stateQuery = "SELECT json_build_array(lineage, serial, project, commit_sha) FROM v7_state";
const resourcesQuery =
  "SELECT json_agg(json_build_array(address, kind, name, applied, nullif(spec, '{}'), record_key)) FROM v7_resources";
const acceptedQuery = "SELECT json_agg(json_build_array(address, field, applied, accepted)) FROM v7_accepted";

function tableQuery(table: TableSpec): string {
  const key = table.key.map(readExpression);
  const retired = retiredCondition(table) ?? "FALSE";
  const fields = table.fields.flatMap((spec) => [`'${spec.field}'`, readExpression(spec)]);
  const row = `json_build_array(t.${quoteName(table.id)}::text, json_build_array(${key.join(", ")}), json_build_object(${fields.join(", ")}), ${retired})`;
  return `SELECT json_agg(${row}) FROM ${quoteName(table.name)} t${lookupJoins(table)}`;
}

function parseAnswer(text: string | null): readonly Json[] | undefined {
  return text === null ? undefined : (parseJsonAsWritten(text) as readonly Json[]);
}

type StateFacts = Omit<World, "live" | "applied" | "retired" | "accepted">;

function readState(row: StateRow): StateFacts {
  if (row.length === 0) throw stateLost();
  return stateOf(row);
}

/** Without its one row nothing says which database this is, and no apply can be told from another. */
export function stateLost(): Failure {
  return new Failure("V7-B066", "v7_state has lost its row", {
    next: ["restore v7_state from a backup"],
  });
}

function stateOf([lineage, serial, project, commit]: StateRow): StateFacts {
  return {
    lineage: lineage ?? "",
    serial: serial ?? 0,
    ...(project ? { project } : {}),
    ...(commit ? { appliedCommit: commit } : {}),
  };
}

function specsByAddress(rows: readonly StoredRow[]): Map<Address, Fields> {
  const specs = new Map<Address, Fields>();
  for (const [address, , , , spec] of rows) if (spec !== null) specs.set(address, spec);
  return specs;
}

function appliedByAddress(rows: readonly StoredRow[]): Map<Address, AppliedResource> {
  const applied = new Map<Address, AppliedResource>();
  for (const row of rows) applied.set(row[0], appliedResource(row));
  return applied;
}

function appliedResource([address, kind, name, fields, , recordKey]: StoredRow): AppliedResource {
  return recordKey === null ? { address, kind, name, fields } : { address, kind, name, fields, recordKey };
}

function acceptedByAddress(rows: readonly AcceptedRow[]): Map<Address, AcceptedValue[]> {
  const accepted = new Map<Address, AcceptedValue[]>();
  for (const [address, field, applied, value] of rows) {
    accepted.set(address, [...(accepted.get(address) ?? []), { field, applied, accepted: value }]);
  }
  return accepted;
}

interface GatheredRows {
  readonly specs: ReadonlyMap<Address, Fields>;
  readonly live: Map<Address, LiveResource>;
  readonly retired: Map<Address, string>;
}

function readTable(
  kind: Kind,
  table: TableSpec,
  rows: readonly LiveRow[],
  { specs, live, retired }: GatheredRows,
): void {
  const sets = table.fields.filter(({ collection, type }) => collection === "set" && type !== "uuid[]");
  const before = live.size;
  let left = 0;
  for (const [recordKey, key, columns, isRetired] of rows) {
    // v7's own tables refuse it; in an adopted one a row without a key has no address, and is its owner's.
    if (key.includes(null)) {
      left += 1;
      continue;
    }
    const address = table.addressOf(key as LiveKey);
    if (isRetired) {
      left += 1;
      if (table.retirement?.isRevived === true) retired.set(address, recordKey);
      continue;
    }
    const name = resourceName(kind, address);
    const spec = specs.get(address);
    const fields = spec ? { ...spec, ...columns } : columns;
    for (const set of sets) fields[set.field] = canonicalValue(set, fields[set.field] ?? null);
    live.set(address, { address, kind: kind.name, name, fields, recordKey });
  }
  if (live.size - before < rows.length - left) throw sameNames(table, rows);
}

/** Only an adopted table lacks the unique index that keeps this from happening. */
function sameNames(table: TableSpec, rows: readonly LiveRow[]): Failure {
  const columns = table.key.map(({ column }) => column).join(", ");
  const groups = Map.groupBy(rows, ([, key, , isRetired]) =>
    isRetired || key.includes(null) ? "" : table.addressOf(key as LiveKey),
  );
  groups.delete("");
  const findings = [...groups].flatMap(([name, members]): Finding[] => {
    if (members.length === 1) return [];
    const ids = members.map(([id]) => id).join(", ");
    return [
      { severity: "error", code: "V7-B075", message: `${table.name} has ${members.length} rows ${name}: ${ids}` },
    ];
  });
  return new Failure("V7-B075", `rows of ${table.name} have the same ${columns}, so no address means one of them`, {
    findings,
    next: [`leave one row of each in ${table.name}`],
  });
}

/** Turns the ids in `uuid[]` columns into names; an id without a row shows as `unknown:<uuid>`. */
function translateReferences(
  tables: readonly { kind: Kind; table: TableSpec }[],
  live: ReadonlyMap<Address, LiveResource>,
): void {
  const byKind = new Map(
    tables.flatMap(({ kind, table }) => {
      const fields = table.fields.filter(({ type }) => type === "uuid[]").map(({ field }) => field);
      return fields.length === 0 ? [] : [[kind.name, fields] as const];
    }),
  );
  let names: Map<string, string> | undefined;
  for (const resource of live.values()) {
    for (const field of byKind.get(resource.kind) ?? []) {
      const ids = resource.fields[field];
      if (!Array.isArray(ids)) continue;
      if (ids.length === 0) continue;
      const known = (names ??= namesById(live));
      const nameOf = (id: Json): string => known.get(String(id)) ?? `unknown:${String(id)}`;
      // Most rows name one, which needs no order.
      (resource.fields as Record<string, Json>)[field] =
        ids.length === 1 ? [nameOf(ids[0] as Json)] : [...new Set(ids.map(nameOf))].toSorted();
    }
  }
}

function namesById(live: ReadonlyMap<Address, LiveResource>): Map<string, string> {
  const names = new Map<string, string>();
  for (const { recordKey, name } of live.values()) if (recordKey !== undefined) names.set(recordKey, name);
  return names;
}
