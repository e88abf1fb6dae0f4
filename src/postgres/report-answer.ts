import type { Json } from "../model/json.ts";
import type { ReportColumnType } from "../model/output/report.ts";
import type { ReportAnswer, ReportColumn } from "../model/report.ts";

/** What the driver gives: times, dates, bigint and numeric as text. */
interface DriverResult {
  readonly fields: readonly { readonly name: string; readonly dataTypeId: number }[];
  readonly rows: readonly unknown[];
}

/** Columns with their types, values as JSON has them. Timestamps without a zone are UTC, as v7 stores them. */
export function answerOf({ fields, rows }: DriverResult): ReportAnswer {
  const columns = fields.map(({ name, dataTypeId }) => ({ name, type: typesById.get(dataTypeId) ?? "text" }));
  return { columns, rows: (rows as { [column: string]: Json }[]).map((row) => valuesOf(columns, row)) };
}

/** By the object ids of pg_type, which are the same on every server. */
const typesById: ReadonlyMap<number, ReportColumnType> = new Map([
  [16, "boolean"],
  ...[20, 21, 23, 700, 701, 1700].map((id) => [id, "number"] as const),
  ...[1114, 1184].map((id) => [id, "time"] as const),
  [1082, "date"],
  ...[114, 3802].map((id) => [id, "json"] as const),
]);

function valuesOf(
  columns: readonly ReportColumn[],
  row: { readonly [column: string]: Json },
): { [column: string]: Json } {
  return Object.fromEntries(columns.map(({ name, type }) => [name, valueOf(row[name] ?? null, type)]));
}

function valueOf(value: Json, type: ReportColumnType): Json {
  if (typeof value !== "string") return value;
  if (type === "number") return exactNumber(value);
  if (type === "time") return isoTime(value);
  return value;
}

/** Seventeen digits would come back changed. */
function exactNumber(text: string): number | string {
  const digits = text.replace(/^-?0*\.?0*/, "").replace(".", "");
  return /^-?[\d.]+$/.test(text) && digits.length <= 15 ? Number(text) : text;
}

/** `2025-10-07 12:21:11.5` → `2025-10-07T12:21:11.500Z`; `infinity` and years BC stay as they are. */
function isoTime(text: string): string {
  const form = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)(?:\+00)?$/.exec(text);
  return form ? new Date(`${form[1]}T${form[2]}Z`).toISOString() : text;
}
