import { columnWidths, gap, measureCells } from "./columns.ts";
import type { Screen } from "./screen.ts";
import { displayWidth, padStartTo, padTo } from "./width.ts";
import { longestWord, wrapText } from "./wrap.ts";

export interface Column {
  /** Its heading, and its name where a row is told as a record; empty in lists without a heading. */
  readonly title: string;
  /** Numbers stand to the right. */
  readonly align?: "right" | undefined;
  /** It is shown only where there is room for it beside all others: the place where a thing is written down. */
  readonly optional?: boolean;
  /** It is shown even where every row says nothing. */
  readonly always?: boolean;
}

/** Cells of a row, printed as they are: escape them first. */
export type Cells = readonly string[];

export interface TableOptions {
  /** Spaces before each line. */
  readonly indent?: number;
  /** The least width of each column, in cells; one that has such a width stands where it is even when it says nothing. */
  readonly minimum?: readonly number[];
  /** Where lines have no end: cells wider than this do not push the column out; they overflow. 60 unless told. */
  readonly maximum?: number;
}

/** A table as lines. */
export interface LaidTable {
  /** Empty where rows are told as records. */
  readonly heading: readonly string[];
  /** The lines of each row. */
  readonly rows: readonly (readonly string[])[];
  readonly isRecords: boolean;
}

/** Rows below their heading, or records with a blank line between. */
export function tableLines(
  columns: readonly Column[],
  rows: readonly Cells[],
  screen: Screen,
  options: TableOptions = {},
): string[] {
  const { heading, rows: laid, isRecords } = layTable(columns, rows, screen, options);
  return [...heading, ...laid.flatMap((lines, at) => (isRecords && at > 0 ? ["", ...lines] : lines))];
}

/**
 * A table for a screen. Columns that say nothing in all rows vanish. Where lines end, optional columns go first; then cells
 * are wrapped, as far as their words allow; then each row becomes a record, a line a cell.
 */
export function layTable(
  columns: readonly Column[],
  rows: readonly Cells[],
  screen: Screen,
  options: TableOptions = {},
): LaidTable {
  const frame = frameOf(columns, rows, screen, options);
  const start = " ".repeat(options.indent ?? 0);
  const titles = columns.map(({ title }) => title);
  if (frame.widths === undefined) {
    const records = rows.map((row) => recordLines(row, columns, frame).map((line) => start + line));
    return { heading: [], rows: records, isRecords: true };
  }
  const { widths, ends } = frame;
  const lines = (row: Cells): string[] => rowLines(row, { columns, widths, ends }).map((line) => start + line);
  return { heading: lines(titles).map(screen.strong), rows: rows.map(lines), isRecords: false };
}

/** Rows without a heading; where they are too wide, each goes on below itself, a little in. */
export function listLines(rows: readonly Cells[], screen: Screen, options: ListOptions = {}): string[] {
  return layList(rows, screen, options).flat();
}

export interface ListOptions extends TableOptions {
  /** Columns, counted from 0, that are shown only where there is room. */
  readonly optional?: readonly number[];
}

/** The lines of each row of such a list. */
export function layList(rows: readonly Cells[], screen: Screen, options: ListOptions = {}): readonly string[][] {
  const count = Math.max(0, ...rows.map(({ length }) => length));
  const optional = new Set(options.optional);
  const columns = Array.from({ length: count }, (_, at) => ({ title: "", optional: optional.has(at) }));
  const frame = frameOf(columns, rows, screen, options);
  const { widths, ends } = frame;
  const start = " ".repeat(options.indent ?? 0);
  const lines =
    widths === undefined ? paragraphs(rows, frame) : rows.map((row) => rowLines(row, { columns, widths, ends }));
  return lines.map((row) => row.map((line) => start + line));
}

/** Each row as running text, below its first cell's end where that leaves room enough. */
function paragraphs(rows: readonly Cells[], { room }: Frame): string[][] {
  const first = Math.max(...rows.map(([cell = ""]) => displayWidth(cell))) + gap;
  const hang = first <= room / 3 ? first : 4;
  return rows.map(([cell = "", ...rest]) => {
    const text = [hang === first ? padTo(cell, first - gap) : cell, ...rest.filter(saysSomething)];
    return wrapText(text.join(" ".repeat(gap)), { width: room, hang });
  });
}

interface Frame {
  /** The columns that have something to say. */
  readonly told: readonly number[];
  /** Undefined where they do not fit beside each other. */
  readonly widths: ReadonlyMap<number, number> | undefined;
  readonly room: number;
  /** Whether lines end somewhere. */
  readonly ends: boolean;
}

function frameOf(columns: readonly Column[], rows: readonly Cells[], screen: Screen, options: TableOptions): Frame {
  const { indent = 0, minimum = [], maximum = 60 } = options;
  const room = screen.width - indent;
  const ends = room !== Number.POSITIVE_INFINITY;
  const isTold = (at: number): boolean =>
    columns[at]?.always === true || minimum[at] !== undefined || rows.some((row) => saysSomething(row[at] ?? ""));
  const told = [...columns.keys()].filter(isTold);
  const measured = told.map((at) => {
    const cells = [columns[at]?.title ?? "", ...rows.map((row) => row[at] ?? "")];
    const optional = columns[at]?.optional === true;
    const limits = { minimum: minimum[at] ?? 0, maximum: ends ? Number.POSITIVE_INFINITY : maximum, optional };
    return [at, measureCells(cells, limits)] as const;
  });
  const widths = columnWidths(new Map(measured), room);
  const isTall = ends && told.length > 2 && widths !== undefined && rows.some((row) => heightOf(row, widths) > tallest);
  return { told, widths: isTall ? undefined : widths, room, ends };
}

/** Lines of a row beyond which nobody reads it across. */
const tallest = 3;

function heightOf(row: Cells, widths: ReadonlyMap<number, number>): number {
  return Math.max(...[...widths].map(([at, width]) => wrapText(row[at] ?? "", { width }).length));
}

function saysSomething(cell: string): boolean {
  return cell !== "" && cell !== "–";
}

interface Grid {
  readonly columns: readonly Column[];
  readonly widths: ReadonlyMap<number, number>;
  readonly ends: boolean;
}

function rowLines(row: Cells, { columns, widths, ends }: Grid): string[] {
  const cells = [...widths].map(([at, width]) => {
    const cell = row[at] ?? "";
    const pad = columns[at]?.align === "right" ? padStartTo : padTo;
    return { width, pad, lines: ends ? wrapText(cell, { width }) : [cell] };
  });
  const height = Math.max(1, ...cells.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map(({ lines, pad, width }) => pad(lines[line] ?? "", width))
      .join(" ".repeat(gap))
      .trimEnd(),
  );
}

/** `name  value` a line, of what the row says. */
function recordLines(row: Cells, columns: readonly Column[], { told, room }: Frame): string[] {
  const titles = told.map((at) => columns[at]?.title ?? "");
  const column = Math.max(...titles.map(displayWidth)) + gap;
  return told.flatMap((at, place) => {
    const [title = "", cell = ""] = [titles[place], row[at]];
    // A mark has no name: it stands before the first cell that has one.
    if (!saysSomething(cell) || title === "") return [];
    const mark = place > 0 && titles[place - 1] === "" ? row[told[place - 1] ?? 0] : undefined;
    const value = mark === undefined || mark === "" ? cell : `${mark} ${cell}`;
    // What is too long for the room beside its name has a line of its own.
    if (longestWord(value) > room - column) return [title, ...wrapText(`  ${value}`, { width: room, hang: 2 })];
    return wrapText(padTo(title, column) + value, { width: room, hang: column });
  });
}

/** A label, which is strong, and what it says, a line each. */
export function labelLines(rows: readonly Cells[], screen: Screen, options: TableOptions = {}): string[] {
  const labelled = rows.map(([label = "", ...rest]) => [screen.strong(label), ...rest]);
  return listLines(labelled, screen, options);
}
