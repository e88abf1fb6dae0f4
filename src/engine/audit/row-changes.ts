import type { Address } from "../../model/address.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Kinds } from "../../model/kind.ts";
import type { RowEntry } from "../../model/output/history.ts";
import type { RecordName } from "../../postgres/attribution.ts";
import type { ReportReader } from "../../postgres/report-reader.ts";
import { readSql } from "../../system/package-file.ts";
import { changedFields, keyOfRow, kindOfTable, type NameOfId, readNames, type RowSides } from "./history-fields.ts";

export interface RowChangesRequest {
  /** Under which names the audit keeps the row; absent: every row. */
  readonly names?: readonly RecordName[] | undefined;
  /** ISO 8601. */
  readonly since?: string | undefined;
  /** ISO 8601: only what happened before this. */
  readonly until?: string | undefined;
  /** The program it was done with. */
  readonly app?: string | undefined;
  /** Only what happened outside applies. */
  readonly outside: boolean;
  /** An actor or a database role. */
  readonly by?: string | undefined;
  /** Only what happened before this: a page's `oldest`. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** Changes of rows, newest first. */
export interface RowChanges {
  readonly entries: readonly RowEntry[];
  /** Where the next page begins; undefined when there is none. */
  readonly oldest: string | undefined;
}

/** Reads one page of what happened to rows. */
export async function readRowChanges(
  kinds: Kinds,
  reports: Pick<ReportReader, "read">,
  { names, since, until, app, outside, by, before, limit }: RowChangesRequest,
): Promise<RowChanges> {
  const tables = Object.fromEntries(kinds.all.flatMap(({ name, table }) => (table ? [[name, table.name]] : [])));
  const rows = await reports.read<RowChangeRow>(readSql("engine/audit/rows.sql"), [
    names?.map(({ table }) => table) ?? null,
    names?.map(({ recordKey }) => recordKey) ?? null,
    since ?? null,
    outside,
    by ?? null,
    limit,
    JSON.stringify(tables),
    before ?? null,
    until ?? null,
    app ?? null,
  ]);
  const nameOfId = await readNames(kinds, reports, rows);
  const isFull = rows.length === limit;
  return { entries: rows.map((row) => rowEntry(kinds, row, nameOfId)), oldest: isFull ? rows.at(-1)?.id : undefined };
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
    observed: row.observed,
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

interface RowChangeRow extends RowSides {
  /** Decimal text: bigint. */
  readonly id: string;
  readonly record_key: string | null;
  readonly operation: RowEntry["action"];
  readonly changed_by: string | null;
  readonly application: string | null;
  readonly change_reason: string | null;
  readonly at: string;
  readonly apply_id: string | null;
  readonly observed: boolean;
  readonly actor: string | null;
  readonly commit_sha: string | null;
  readonly address: string | null;
}
