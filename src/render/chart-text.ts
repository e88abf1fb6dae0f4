import type { ReportOutput } from "../model/output/report.ts";
import { type ChartPoints, type ChartSeries, chartPoints } from "./chart-points.ts";
import { escapeControls } from "./type/escape.ts";
import { type Screen } from "./type/screen.ts";
import { displayWidth, padStartTo, padTo, shorten } from "./type/width.ts";

/** A report as a chart of characters, as wide as the screen, and where that has no end, as wide as a page. */
export function renderChartText(output: ReportOutput, screen: Screen): string {
  const points = chartPoints(output);
  if (points.labels.length === 0) return escapeControls(output.empty);
  const width = Math.max(24, Math.min(screen.width, widest));
  const lines = points.form === "lines" ? linesOf(points, width) : barsOf(points, width);
  return [escapeControls(points.title), "", ...lines].join("\n");
}

const widest = 80;
const height = 12;

/** A sign of its own for each line, so that none needs a colour. */
const signs = ["o", "*", "+", "x"] as const;

function linesOf({ labels, series, most }: ChartPoints, width: number): string[] {
  const margin = String(most).length;
  const columns = width - margin - 2;
  const kept = thinned(labels.length, columns);
  const step = kept.length < 2 ? 1 : Math.max(1, Math.min(6, Math.floor((columns - 1) / (kept.length - 1))));
  const grid = Array.from({ length: height }, () => Array.from({ length: (kept.length - 1) * step + 1 }, () => " "));
  for (const [index, { values }] of series.entries()) {
    const drawn = kept.map((point) => values[point] ?? null);
    draw(grid, drawn, { step, most, sign: signs[index % signs.length] ?? "o" });
  }
  const rows = grid.map((cells, row) => `${padStartTo(axisLabel(row, most), margin)} |${cells.join("").trimEnd()}`);
  const length = (kept.length - 1) * step + 1;
  const ends = endsOf(labels[kept[0] ?? 0] ?? "", labels[kept.at(-1) ?? 0] ?? "", { length, columns });
  return [
    ...rows,
    `${" ".repeat(margin)} +${"-".repeat(length)}`,
    `${" ".repeat(margin + 2)}${ends}`,
    "",
    legendOf(series),
  ];
}

/** The points that have a column each: of more than there are columns, the last of each stretch. */
function thinned(points: number, columns: number): number[] {
  const shown = Math.min(points, columns);
  return Array.from({ length: shown }, (_, index) => Math.ceil(((index + 1) * points) / shown) - 1);
}

interface Pen {
  readonly step: number;
  readonly most: number;
  readonly sign: string;
}

/** Points by their sign, what lies between two of them by dots; where nobody knows a value, there is nothing. */
function draw(grid: string[][], values: readonly (number | null)[], { step, most, sign }: Pen): void {
  const put = (column: number, value: number, mark: string): void => {
    const row = grid[height - 1 - Math.round((value / most) * (height - 1))];
    if (row !== undefined && (mark !== "." || row[column] === " ")) row[column] = mark;
  };
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    put(index * step, value, sign);
    const next = values[index + 1] ?? null;
    if (next === null) continue;
    for (let between = 1; between < step; between++)
      put(index * step + between, value + ((next - value) * between) / step, ".");
  }
}

/** The first label and the last, each at its end of the axis; where they do not fit, the first one says enough. */
function endsOf(
  first: string,
  last: string,
  { length, columns }: { readonly length: number; readonly columns: number },
): string {
  const [one, other] = [escapeControls(first), escapeControls(last)];
  const begin = Math.max(displayWidth(one) + 1, length - displayWidth(other));
  const isRoom = first !== last && begin + displayWidth(other) <= columns;
  return isRoom ? padTo(one, begin) + other : shorten(one, columns);
}

function axisLabel(row: number, most: number): string {
  if (row === 0) return String(most);
  return row === height - 1 ? "0" : "";
}

function legendOf(series: readonly ChartSeries[]): string {
  return series.map(({ name }, index) => `${signs[index % signs.length]} ${name}`).join("   ");
}

function barsOf({ labels, series, most }: ChartPoints, width: number): string[] {
  const values = series[0]?.values ?? [];
  const names = labels.map((label) => shorten(escapeControls(label), Math.floor(width / 2)));
  const margin = Math.max(...names.map(displayWidth));
  const room = width - margin - 2 - String(most).length - 1;
  return [
    ...names.map((name, index) => {
      const value = values[index] ?? null;
      const cells = value === null || value <= 0 ? 0 : Math.max(1, Math.round((value / most) * room));
      return `${padTo(name, margin)}  ${"#".repeat(cells)}${cells > 0 ? " " : ""}${value ?? "–"}`;
    }),
    "",
    `# ${series[0]?.name ?? ""}`,
  ];
}
