import { displayWidth, padTo } from "./width.ts";

export interface TableOptions {
  /** Spaces between columns; 2 unless told. */
  readonly gap?: number;
  /** Spaces before each line. */
  readonly indent?: number;
  /** The least width of each column, in cells. */
  readonly minimum?: readonly number[];
  /** Cells wider than this do not push the column out; they overflow. 60 unless told. */
  readonly maximum?: number;
}

/** Aligns cells into lines without trailing spaces. Cells are printed as they are: escape them first. */
export function alignRows(rows: readonly (readonly string[])[], options: TableOptions = {}): string[] {
  const widths = columnWidths(rows, options);
  const gap = " ".repeat(options.gap ?? 2);
  const indent = " ".repeat(options.indent ?? 0);
  return rows.map((row) => (indent + row.map((cell, column) => padTo(cell, widths[column] ?? 0)).join(gap)).trimEnd());
}

function columnWidths(rows: readonly (readonly string[])[], options: TableOptions): number[] {
  const widths = [...(options.minimum ?? [])];
  const maximum = options.maximum ?? 60;
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      const width = displayWidth(cell);
      if (width <= maximum) widths[column] = Math.max(widths[column] ?? 0, width);
    }
  }
  return Array.from(widths, (width) => width ?? 0);
}
