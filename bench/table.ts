import type { Measured } from "./measure.ts";

/** A cost measured at growing sizes: `total` milliseconds for `size` things. */
export interface CurvePoint {
  readonly size: number;
  readonly total: number;
}

/** Medians with their ratio to the floor measured in the same run, and the goal where there is one. */
export function timesTable(rows: readonly Measured[], floorMedian: number): string {
  const lines = rows.map((row) => [
    row.name,
    ...(row.failure === undefined ? times(row, floorMedian) : ["-", "-", "-", row.failure]),
  ]);
  return aligned([["", "median ms", "fastest ms", "x floor", "goal ms"], ...lines]);
}

/** What one thing costs at each size: a flat last column means linear. */
export function curveTable(name: string, points: readonly CurvePoint[]): string {
  const lines = points.map(({ size, total }) => [String(size), total.toFixed(0), ((total * 1000) / size).toFixed(1)]);
  return aligned([[name, "total ms", "us each"], ...lines]);
}

function times({ median, fastest, goal }: Measured, floorMedian: number): string[] {
  const target = goal === undefined ? "" : `${goal} ${median <= goal ? "met" : "MISSED"}`;
  return [median.toFixed(1), fastest.toFixed(1), (median / floorMedian).toFixed(2), target];
}

/** A ratio of the same run beside its goal: `an unchanged plan: 1.52 x node -e 0, goal 1.6 met`. */
export function verdict(name: string, ratio: number, peer: string, goal: number): string {
  return `${name}: ${ratio.toFixed(2)} x ${peer}, goal ${goal} ${ratio <= goal ? "met" : "MISSED"}`;
}

/** Cells in columns: the first to the left, the others to the right. */
export function aligned(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
