import type { Json } from "../model/json.ts";
import type { ReportListOutput, ReportParameter } from "../model/output/report-list.ts";
import type { ReportColumnType, ReportOutput } from "../model/output/report.ts";
import { escapeControls } from "./type/escape.ts";
import { escapeMarkdown, markdownTable } from "./type/markdown.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { listLines, tableLines } from "./type/table.ts";
import { type Clock, fullTimes } from "./type/time.ts";
import type { Listing } from "./type/listing.ts";
import { formatValue } from "./type/value.ts";

/** A table with numbers to the right, then the next command; in words when there is nothing to show. */
export function renderReport(output: ReportOutput, clock: Zone, screen: Screen = plainScreen): Listing {
  const { next } = output;
  const notes = output.notes.map(escapeControls);
  if (output.rows.length === 0) return { data: "", hint: [emptySentence(output), ...notes].join("\n") };
  const { columns, types, rows } = withoutRepetition(output);
  const shown = columns.map((title, at) => ({
    title,
    align: types[at] === "number" ? ("right" as const) : undefined,
    // In the only row of an answer it is told that there is nothing, too.
    always: rows.length === 1,
  }));
  const lines = tableLines(shown, cellsOf({ ...output, columns, types }, clock), screen);
  return { data: lines.join("\n"), hint: [...notes, ...(next === null ? [] : [`Next: ${next}`])].join("\n") };
}

/** A heading and a table. */
export function renderReportMarkdown(output: ReportOutput, clock: Zone): string {
  const { title } = output;
  const notes = output.notes.flatMap((note) => ["", escapeMarkdown(note)]);
  const { columns, types, rows } = withoutRepetition(output);
  const heading = `## ${isPlain(title) ? title : escapeMarkdown(title)}`;
  if (rows.length === 0) return [heading, "", escapeMarkdown(emptySentence(output)), ...notes].join("\n");
  const isNumber = types.map((type) => type === "number");
  const table = markdownTable(columns, cellsOf({ ...output, columns, types }, clock), isNumber);
  return [heading, "", ...table, ...notes].join("\n");
}

/** A heading that people file under its very words, such as AD_005: nothing in it could be read as mark-up. */
function isPlain(title: string): boolean {
  return /^[A-Za-z0-9][\w :,.-]*$/.test(title);
}

type Zone = Pick<Clock, "timeZone">;

/** A line a report: its name, what it shows, its parameters with their defaults. Each has its timezone from v7.yaml. */
export function renderReportList({ reports }: ReportListOutput, screen: Screen = plainScreen): Listing {
  const rows = reports.map(({ name, about, parameters }) => {
    const told = parameters.filter(({ type }) => type !== "zone").map(parameterText);
    return [name, [about, ...told].join(" ")];
  });
  return { data: listLines(rows, screen).join("\n"), hint: "Next: v7 report NAME" };
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

/** An address stands for the columns it is made of, if every row has one. */
function withoutRepetition({
  columns,
  types,
  rows,
  in_address: told,
}: ReportOutput): Pick<ReportOutput, "columns" | "types" | "rows"> {
  const isTold = rows.every((row) => row["address"] !== null);
  const kept = [...columns.entries()].filter(([, name]) => !isTold || !told.includes(name));
  return { columns: kept.map(([, name]) => name), types: kept.map(([at]) => types[at] ?? "text"), rows };
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
