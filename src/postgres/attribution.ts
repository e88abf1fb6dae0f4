import { readSql } from "../system/package-file.ts";
import type { Attribution } from "../model/world.ts";
import type { Connection } from "./connection.ts";

/** A row as the audit names it. */
export interface RecordName {
  readonly table: string;
  readonly recordKey: string;
}

/** The last change of each row that no apply made, by `recordNameText`; rows the audit does not know are absent. */
export async function attribute(
  connection: Connection,
  records: readonly RecordName[],
): Promise<Map<string, Attribution>> {
  if (records.length === 0) return new Map();
  const wanted = records.map(({ table, recordKey }) => ({ table_affected: table, record_key: recordKey }));
  const { rows } = await connection.query<AttributionRow>(readSql("postgres/attribution.sql"), [
    JSON.stringify(wanted),
  ]);
  return new Map(
    rows.map((row) => [
      recordNameText({ table: row.table_affected, recordKey: row.record_key }),
      { changedBy: row.changed_by ?? "unknown", application: row.application ?? "", changedAt: row.changed_at },
    ]),
  );
}

/** A key for maps: table and record in one text. */
export function recordNameText({ table, recordKey }: RecordName): string {
  return `${table} ${recordKey}`;
}

interface AttributionRow {
  readonly table_affected: string;
  readonly record_key: string;
  readonly changed_by: string | null;
  readonly application: string | null;
  readonly changed_at: string;
}
