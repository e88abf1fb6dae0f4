import type { ReportOutput } from "../model/output/report.ts";

/** What is drawn of a report, whatever it is drawn with. */
export interface ChartPoints {
  readonly title: string;
  readonly form: "lines" | "bars";
  /** What stands below each point, or beside each bar. */
  readonly labels: readonly string[];
  readonly series: readonly ChartSeries[];
  /** Whether the line to this point is dashed. */
  readonly dashed: readonly boolean[];
  /** The greatest value; at least 1. */
  readonly most: number;
}

export interface ChartSeries {
  readonly name: string;
  /** Null where nobody knows. */
  readonly values: readonly (number | null)[];
}

/** The points of a report that was asked for its chart. */
export function chartPoints({ report, chart, rows, title }: ReportOutput): ChartPoints {
  if (chart === null) throw new Error(`${report} has no chart`);
  const series = chart.lines.map((name) => ({ name, values: rows.map((row) => numberOf(row[name])) }));
  return {
    title,
    form: chart.form,
    labels: rows.map((row) => String(row[chart.across] ?? "–")),
    series,
    dashed: rows.map((row) => chart.dashed !== null && row[chart.dashed.column] === chart.dashed.value),
    most: Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0))),
  };
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
