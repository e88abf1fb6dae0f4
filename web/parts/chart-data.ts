import { counted, size } from "./numbers.ts";
import { briefly } from "./moments.ts";

/** One line or row of bars in a chart. */
export interface ChartSeries {
  /** The column of the rows that holds its values. */
  readonly key: string;
  readonly says: string;
  readonly drawn: "line" | "dashed" | "dotted" | "bars";
}

/** What a chart shows of its rows, which are in the order of time. */
export interface ChartSpec {
  /** What it is about, as people say it: `simple_query_time of ALPHA`. */
  readonly says: string;
  readonly unit: string | null;
  /** The column that holds the time of a row: ISO 8601. */
  readonly at: string;
  readonly series: readonly ChartSeries[];
  /** Whether its values are how many there are: whole numbers, from none. */
  readonly isCount?: boolean;
  /** Whether its values are bytes, told as `12.3 kB`. */
  readonly isSize?: boolean;
  /** Columns between which the values of a row lay. */
  readonly band?: { readonly low: string; readonly high: string };
  /** How long a row stands for, in milliseconds: where the next one comes much later there is a gap, for nothing was measured. */
  step?(row: Row): number;
}

type Row = { readonly [column: string]: unknown };

/** Columns of numbers as they are drawn: first seconds since 1970, then a column a key. Null is a gap. */
export type Drawn = [number[], ...(number | null)[][]];

/** The keys that are drawn, in order: the two of the band, which lies below, then the series'. */
function keysOf({ series, band }: ChartSpec): readonly string[] {
  return [...(band === undefined ? [] : [band.low, band.high]), ...series.map(({ key }) => key)];
}

/** The columns of the series alone. */
export function linesOf({ band }: ChartSpec, [, ...columns]: Drawn): readonly (readonly (number | null)[])[] {
  return columns.slice(band === undefined ? 0 : 2);
}

/** The rows as columns; where nothing was measured for longer than a step there is a row of nulls, and no line crosses it. */
export function drawnOf(spec: ChartSpec, rows: readonly Row[]): Drawn {
  const keys = keysOf(spec);
  const columns: Drawn = [[], ...keys.map((): (number | null)[] => [])];
  let last: { readonly at: number; readonly step: number } | undefined;
  for (const row of rows) {
    const at = Date.parse(String(row[spec.at])) / 1_000;
    if (Number.isNaN(at)) continue;
    const step = spec.step?.(row) ?? Number.POSITIVE_INFINITY;
    if (last !== undefined && (at - last.at) * 1_000 > Math.max(step, last.step) * 1.5)
      push(columns, (last.at + at) / 2, () => null);
    push(columns, at, (place) => numberIn(row[keys[place] ?? ""]));
    last = { at, step };
  }
  return columns;
}

function push([times, ...columns]: Drawn, at: number, value: (place: number) => number | null): void {
  times.push(at);
  for (const [place, column] of columns.entries()) column.push(value(place));
}

/** A number that was too long for this browser is text. */
function numberIn(value: unknown): number | null {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

/** From where to where the upright axis goes: from nothing, unless all values lie close together far from it. */
export function rangeOf(least: number, most: number): [number, number] {
  if (least >= 0 && least <= most / 2) return [0, most === 0 ? 1 : most * 1.1];
  const room = most === least ? Math.abs(most) / 10 || 1 : (most - least) / 10;
  return [least - room, most + room];
}

/** How far bars reach to either side of their time, in seconds: half of what lies between two of them. */
export function reachOf([times]: Drawn): number {
  const [first, second] = times;
  return first === undefined || second === undefined ? 43_200 : Math.abs(second - first) / 2;
}

/** Places in a column whose neighbours are gaps: a line does not show them. */
export function alone(column: readonly (number | null)[]): number[] {
  return column.flatMap((value, place) => {
    const isAlone = value !== null && (column[place - 1] ?? null) === null && (column[place + 1] ?? null) === null;
    return isAlone ? [place] : [];
  });
}

/** A value as people say it, with its unit. */
function toldBy({ isSize = false, unit }: ChartSpec): (value: number) => string {
  return isSize ? size : (value) => `${counted(value)}${unit === null ? "" : ` ${unit}`}`;
}

/** The chart in a sentence: how far its values go, and where they end. */
export function sentenceOf(spec: ChartSpec, rows: readonly Row[]): string {
  const told = toldBy(spec);
  const drawn = drawnOf(spec, rows);
  const [times] = drawn;
  const lines = linesOf(spec, drawn);
  const parts = spec.series.flatMap(({ says }, place) => {
    const values = (lines[place] ?? []).filter((value) => value !== null);
    const last = values.at(-1);
    if (last === undefined) return [];
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const range =
      least === most
        ? `always ${told(least)}`
        : `${spec.isSize === true ? size(least) : counted(least)} to ${told(most)}`;
    return [`${says} ${range}, last ${told(last)}`];
  });
  const now = new Date();
  const ends = [times[0], times.at(-1)].map((at) => (at === undefined ? "" : briefly(new Date(at * 1_000), now)));
  return parts.length === 0
    ? `${spec.says}: nothing was measured`
    : `${spec.says}, ${ends.join(" to ")}: ${parts.join("; ")}`;
}

/** What a point says when it is read out: `Thu 18:30: average 12 ms`. */
export function pointSaid(spec: ChartSpec, drawn: Drawn, place: number): string {
  const at = drawn[0][place];
  if (at === undefined) return "";
  const told = toldBy(spec);
  const lines = linesOf(spec, drawn);
  const values = spec.series.map(({ says }, index) => {
    const value = lines[index]?.[place] ?? null;
    return `${says} ${value === null ? "not measured" : told(value)}`;
  });
  return `${briefly(new Date(at * 1_000), new Date())}: ${values.join(", ")}`;
}
