import type { Json } from "../model/json.ts";
import type { ReportListOutput, ReportParameter } from "../model/output/report-list.ts";
import type { ReportColumnType, ReportOutput } from "../model/output/report.ts";
import { escapeControls } from "./type/escape.ts";
import { escapeMarkdown, markdownTable } from "./type/markdown.ts";
import { type Palette, plainPalette } from "./type/palette.ts";
import { alignRows } from "./type/table.ts";
import { type Clock, fullTimes } from "./type/time.ts";
import { displayWidth } from "./type/width.ts";
import { formatValue } from "./type/value.ts";

/** A table with numbers to the right, then the next command; in words when there is nothing to show. */
export function renderReport(output: ReportOutput, clock: Zone, palette: Palette = plainPalette): string {
  const { columns, types, rows, next } = output;
  if (rows.length === 0) return emptySentence(output);
  const [head = "", ...lines] = alignRows(numbersRight(types, [columns, ...cellsOf(output, clock)]));
  return [palette.strong(head), ...lines, ...(next === null ? [] : [`Next: ${next}`])].join("\n");
}

/** A heading and a table. */
export function renderReportMarkdown(output: ReportOutput, clock: Zone): string {
  const { title, columns, types, rows } = output;
  const heading = `## ${escapeMarkdown(title)}`;
  if (rows.length === 0) return [heading, "", escapeMarkdown(emptySentence(output))].join("\n");
  const isNumber = types.map((type) => type === "number");
  return [heading, "", ...markdownTable(columns, cellsOf(output, clock), isNumber)].join("\n");
}

type Zone = Pick<Clock, "timeZone">;

/** A line a report: its name, its parameters with their defaults, what it shows. Each has its timezone from v7.yaml. */
export function renderReportList({ reports }: ReportListOutput): string {
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
function emptySentence({ empty, parameters }: ReportOutput): string {
  const asked = Object.entries(parameters).filter(([, value]) => value !== null);
  const words = asked.map(([name, value]) => `${name}=${escapeControls(String(value))}`).join(", ");
  return words === "" ? empty : `${empty.replace(/\.$/, "")} (${words}).`;
}

/** Whoever asks for the days of a zone reads its times too. */
function cellsOf({ parameters, columns, types, rows }: ReportOutput, { timeZone }: Zone): string[][] {
  const { timezone: asked } = parameters;
  const showTime = fullTimes(typeof asked === "string" ? asked : timeZone);
  return rows.map((row) =>
    columns.map((name, column) => cellText(row[name] ?? null, types[column] ?? "text", showTime)),
  );
}

function cellText(value: Json, type: ReportColumnType, showTime: (time: string) => string): string {
  if (value === null) return "–";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (type === "time") return showTime(String(value));
  // Numbers, and texts such as 18.0 or 128: what they are is told by the column.
  if (type === "number" || /^[\w.:/ -]+$/.test(String(value))) return String(value);
  return formatValue(value);
}

function numbersRight(types: readonly ReportColumnType[], rows: readonly (readonly string[])[]): string[][] {
  const widths = types.map((_, column) => Math.max(...rows.map((row) => displayWidth(row[column] ?? ""))));
  return rows.map((row) =>
    row.map((cell, column) =>
      types[column] === "number" ? " ".repeat((widths[column] ?? 0) - displayWidth(cell)) + cell : cell,
    ),
  );
}
