import type { Address } from "../../model/address.ts";
import { Failure } from "../../model/failure.ts";
import type { ApplyEntry, BlameEntry, HistoryEntry, RowEntry } from "../../model/history.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import { type Kinds, resourceName } from "../../model/kind.ts";
import { readSql } from "../../system/package-file.ts";
import type { LiveResource, World } from "../../model/world.ts";
import type { RecordName } from "../../postgres/attribution.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readWorld } from "../../postgres/rows/read-world.ts";
import type { ReportReader } from "../../postgres/report-reader.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { auditNames } from "./audit-names.ts";
import { changedFields, keyOfRow, kindOfTable, type NameOfId, readNames, type RowSides } from "./history-fields.ts";
import { readRefusals } from "./refusals.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";

export interface HistoryRequest {
  readonly address?: Address;
  /** ISO 8601. */
  readonly since?: string;
  /** Only what happened outside applies. */
  readonly outside: boolean;
  /** An actor or a database role. */
  readonly by?: string;
  readonly limit: number;
}

/** Applies and the row changes behind v7's back, newest first; with an address, every change of that row. */
export async function history(workspace: Workspace, request: HistoryRequest): Promise<HistoryEntry[]> {
  const record = request.address === undefined ? undefined : await findRecord(workspace, request.address);
  return workspace.database.reports(async (reports) => {
    const applies = record || request.outside ? [] : await readApplies(reports, request);
    const refusals = await readRefusals(reports, request);
    const rows = await readRowChanges(workspace, reports, { ...request, outside: request.outside || !record }, record);
    return [...applies, ...rows, ...refusals]
      .toSorted((left, right) => (left.at < right.at ? 1 : left.at > right.at ? -1 : 0))
      .slice(0, request.limit);
  });
}

/** Where each field's present value comes from: the newest change that touched it. */
export async function blame(workspace: Workspace, address: Address, field?: string): Promise<BlameEntry[]> {
  const record = await findRecord(workspace, address);
  if (field !== undefined && !Object.hasOwn(record.live.fields, field)) {
    throw new Failure(
      "V7-P017",
      `${address} has no field ${field}; it has ${Object.keys(record.live.fields).join(", ")}`,
    );
  }
  const changes = await workspace.database.reports((reports) =>
    readRowChanges(workspace, reports, { outside: false, limit: 10_000 }, record),
  );
  const fields =
    field === undefined ? Object.keys(record.live.fields).filter((name) => record.live.fields[name] !== null) : [field];
  return fields.map((name) => blameField(name, record.live.fields[name] ?? null, changes));
}

interface RecordOfAddress {
  readonly names: readonly RecordName[];
  readonly live: LiveResource;
}

async function findRecord(workspace: Workspace, address: Address): Promise<RecordOfAddress> {
  const live = await withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, async () => {
      const world = await readWorld(connection, workspace.kinds);
      return (
        world.live.get(address) ??
        asGone(workspace, world, address) ??
        (await findRemoved(workspace, connection, address))
      );
    }),
  );
  if (live?.recordKey === undefined)
    throw new Failure("V7-P001", `nothing has the address ${address}`, { next: ["v7 graph lists the addresses"] });
  const { kind, recordKey } = live;
  return { names: auditNames(workspace, { address, kind, recordKey }), live };
}

/** A row that is gone still has its history. */
function asGone({ kinds }: Workspace, world: World, address: Address): LiveResource | undefined {
  const applied = world.applied.get(address);
  if (applied) return { ...applied, fields: {} };
  const kind = kinds.ofAddress(address);
  const recordKey = world.retired.get(address);
  if (!kind || recordKey === undefined) return undefined;
  return { address, kind: kind.name, name: resourceName(kind, address), fields: {}, recordKey };
}

/** What was removed by an apply is known to the audit alone, by its key. */
async function findRemoved(
  { kinds }: Workspace,
  connection: Connection,
  address: Address,
): Promise<LiveResource | undefined> {
  const kind = kinds.ofAddress(address);
  if (!kind) return undefined;
  const gone = { address, kind: kind.name, name: resourceName(kind, address), fields: {} };
  if (!kind.table) return { ...gone, recordKey: address };
  const key = kind.table.keyOf(address);
  const columns = Object.fromEntries(kind.table.key.map(({ column }, index) => [column, key[index] ?? null]));
  const { rows } = await connection.query<{ record_key: string }>(readSql("engine/audit/find-record.sql"), [
    kind.table.name,
    JSON.stringify(columns),
  ]);
  return rows[0] && { ...gone, recordKey: rows[0].record_key };
}

async function readApplies(reports: ReportReader, { since, by, limit }: HistoryRequest): Promise<ApplyEntry[]> {
  const rows = await reports.read<ApplyRow>(readSql("engine/audit/applies.sql"), [since ?? null, by ?? null, limit]);
  return rows.map((row) => ({
    type: "apply",
    at: row.at,
    apply_id: row.apply_id,
    plan_id: row.plan_id,
    status: row.status,
    because: row.because,
    actor: row.actor,
    commit: row.commit_sha,
    branch: row.branch,
    reason: row.reason,
    overrides: row.overrides,
    summary: row.summary,
  }));
}

type RowRequest = Pick<HistoryRequest, "since" | "outside" | "by" | "limit">;

async function readRowChanges(
  workspace: Workspace,
  reports: ReportReader,
  request: RowRequest,
  record: RecordOfAddress | undefined,
): Promise<RowEntry[]> {
  const { kinds } = workspace;
  const tables = Object.fromEntries(kinds.all.flatMap(({ name, table }) => (table ? [[name, table.name]] : [])));
  const rows = await reports.read<RowChangeRow>(readSql("engine/audit/rows.sql"), [
    record?.names.map(({ table }) => table) ?? null,
    record?.names.map(({ recordKey }) => recordKey) ?? null,
    request.since ?? null,
    request.outside,
    request.by ?? null,
    request.limit,
    JSON.stringify(tables),
  ]);
  const nameOfId = await readNames(kinds, reports, rows);
  return rows.map((row) => rowEntry(kinds, row, nameOfId));
}

function rowEntry(kinds: Kinds, row: RowChangeRow, nameOfId: NameOfId): RowEntry {
  const kind = kindOfTable(kinds, row);
  return {
    type: "change",
    at: row.at,
    address: row.address ?? addressOfRow(kinds, row, nameOfId),
    action: isBesideRow(kinds, row) ? "update" : row.operation,
    fields: changedFields(kind, row, nameOfId),
    changed_by: row.actor ?? row.changed_by,
    application: row.application,
    apply_id: row.apply_id,
    commit: row.commit_sha,
    reason: row.change_reason,
  };
}

/** Labels and protect of a kind with a table lie beside its row: that they came or went neither makes nor removes it. */
function isBesideRow(kinds: Kinds, { table_affected: table, record_key: key }: RowChangeRow): boolean {
  return table === "v7_resources" && kinds.ofAddress(key ?? "")?.table !== undefined;
}

function addressOfRow(kinds: Kinds, row: RowChangeRow, nameOfId: NameOfId): Address {
  const { table_affected: table, record_key: record, whole_row: whole } = row;
  if (table === "v7_resources") return record ?? table;
  const spec = kindOfTable(kinds, row)?.table;
  const key = spec && isJsonObject(whole) ? keyOfRow(kinds, spec, whole, nameOfId) : undefined;
  return spec && key ? spec.addressOf(key) : `${table}/${record ?? ""}`;
}

function blameField(field: string, value: Json, changes: readonly RowEntry[]): BlameEntry {
  const change = changes.find(
    ({ fields, action }) => action === "insert" || fields.some((candidate) => candidate.field === field),
  );
  return {
    field,
    value,
    apply_id: change?.apply_id ?? null,
    commit: change?.commit ?? null,
    actor: change?.changed_by ?? null,
    application: change?.application ?? null,
    at: change?.at ?? null,
  };
}

interface ApplyRow {
  readonly apply_id: string;
  readonly plan_id: string | null;
  readonly status: ApplyEntry["status"];
  readonly because: string | null;
  readonly actor: string | null;
  readonly commit_sha: string | null;
  readonly branch: string | null;
  readonly reason: string | null;
  readonly overrides: readonly string[];
  readonly summary: ApplyEntry["summary"];
  readonly at: string;
}

interface RowChangeRow extends RowSides {
  readonly record_key: string | null;
  readonly operation: RowEntry["action"];
  readonly changed_by: string | null;
  readonly application: string | null;
  readonly change_reason: string | null;
  readonly at: string;
  readonly apply_id: string | null;
  readonly actor: string | null;
  readonly commit_sha: string | null;
  readonly address: string | null;
}
