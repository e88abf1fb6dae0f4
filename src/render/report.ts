import type { Json } from "../model/json.ts";
import type { Report, ReportColumn, ReportParameter, ReportResult } from "../model/report.ts";
import { escapeControls } from "./type/escape.ts";
import { escapeMarkdown, markdownTable } from "./type/markdown.ts";
import { type Palette, plainPalette } from "./type/palette.ts";
import { alignRows } from "./type/table.ts";
import { fullTimes } from "./type/time.ts";
import { displayWidth } from "./type/width.ts";
import { formatValue } from "./type/value.ts";

export interface ReportView {
  readonly result: ReportResult;
  /** Times are shown in it. */
  readonly timeZone: string;
}

/** A table with numbers to the right, then the next command; in words when there is nothing to show. */
export function renderReport({ result, timeZone }: ReportView, palette: Palette = plainPalette): string {
  const { report, columns, rows } = result;
  if (rows.length === 0) return emptySentence(result);
  const header = columns.map(({ name }) => name);
  const cells = cellsOf(result, (value, type) => cellText(value, type, timeZone));
  const [head = "", ...lines] = alignRows(numbersRight(columns, [header, ...cells]));
  const next = report.next === null ? [] : [`Next: ${report.next}`];
  return [palette.strong(head), ...lines, ...next].join("\n");
}

/** A heading and a table. */
export function renderReportMarkdown({ result, timeZone }: ReportView): string {
  const { report, columns, rows } = result;
  const heading = `## ${escapeMarkdown(report.title)}`;
  if (rows.length === 0) return [heading, "", escapeMarkdown(emptySentence(result))].join("\n");
  const cells = cellsOf(result, (value, type) => cellText(value, type, timeZone));
  const table = markdownTable(
    columns.map(({ name }) => name),
    cells,
    columns.map(({ type }) => type === "number"),
  );
  return [heading, "", ...table].join("\n");
}

/** A line a report: its name, its parameters with their defaults, what it shows. Each has its timezone from v7.yaml. */
export function renderReportList(reports: readonly Report[]): string {
  const rows = reports.map(({ name, about, parameters }) => {
    const told = parameters.filter(({ type }) => type !== "zone");
    return [name, told.map(parameterText).join(" "), about];
  });
  return [...alignRows(rows), "Next: v7 report NAME"].join("\n");
}

function parameterText({ name, default: usual }: ReportParameter): string {
  return usual === null ? `${name}=…` : `[${name}=${usual}]`;
}

/** With what was asked for, so that a mistyped name is seen. */
function emptySentence({ report, parameters }: ReportResult): string {
  const asked = Object.entries(parameters).filter(([, value]) => value !== null);
  const words = asked.map(([name, value]) => `${name}=${escapeControls(String(value))}`).join(", ");
  return words === "" ? report.empty : `${report.empty.replace(/\.$/, "")} (${words}).`;
}

function cellsOf(
  { columns, rows }: ReportResult,
  textOf: (value: Json, type: ReportColumn["type"]) => string,
): string[][] {
  return rows.map((row) => columns.map(({ name, type }) => textOf(row[name] ?? null, type)));
}

function cellText(value: Json, type: ReportColumn["type"], timeZone: string): string {
  if (value === null) return "–";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (type === "time") return fullTimes(timeZone)(String(value));
  // Numbers, and texts such as 18.0 or 128: what they are is told by the column.
  if (type === "number" || /^[\w.:/ -]+$/.test(String(value))) return String(value);
  return formatValue(value);
}

function numbersRight(columns: readonly ReportColumn[], rows: readonly (readonly string[])[]): string[][] {
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => displayWidth(row[column] ?? ""))));
  return rows.map((row) =>
    row.map((cell, column) =>
      columns[column]?.type === "number" ? " ".repeat((widths[column] ?? 0) - displayWidth(cell)) + cell : cell,
    ),
  );
}
