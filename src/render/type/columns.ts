import { displayWidth } from "./width.ts";
import { longestWord } from "./wrap.ts";

/** What a column asks for, in cells. */
export interface Measure {
  /** What it takes to say everything on one line. */
  readonly most: number;
  /** What it takes without breaking words. */
  readonly least: number;
  /** It goes where there is no room for it beside all others. */
  readonly optional: boolean;
}

/** Spaces between columns. */
export const gap = 2;

/** Wide enough for a time, and for a few words of prose. */
const narrowest = 16;

/** What a column's cells ask for; those wider than `maximum` are left to overflow, which is Infinity where lines end. */
export function measureCells(
  cells: readonly string[],
  { minimum, maximum, optional }: { readonly minimum: number; readonly maximum: number; readonly optional: boolean },
): Measure {
  const widths = cells.map(displayWidth).filter((width) => width <= maximum);
  const most = Math.max(minimum, ...widths);
  // Where lines have no end nobody asks how narrow it can be.
  if (maximum !== Number.POSITIVE_INFINITY) return { most, least: most, optional };
  return { most, least: Math.min(most, Math.max(narrowest, ...cells.map(longestWord))), optional };
}

/** The width of each column that is shown, by its place; undefined where even their words are too wide for the room. */
export function columnWidths(
  measures: ReadonlyMap<number, Measure>,
  room: number,
): ReadonlyMap<number, number> | undefined {
  const kept = new Map(measures);
  if (needed(kept, ({ most }) => most) > room)
    for (const [at, { optional }] of [...measures].toReversed())
      if (optional && needed(kept, readable) > room) kept.delete(at);
  if (needed(kept, ({ least }) => least) > room) return undefined;
  return shared(kept, room - (kept.size - 1) * gap);
}

/** A column of prose reads well in two lines. */
function readable({ most, least }: Measure): number {
  return Math.min(most, 2 * least);
}

function needed(measures: ReadonlyMap<number, Measure>, size: (measure: Measure) => number): number {
  return [...measures.values()].reduce((sum, measure) => sum + size(measure) + gap, -gap);
}

/** Every column gets what its words need; what is left goes to those that have a use for it, in equal parts. */
function shared(measures: ReadonlyMap<number, Measure>, room: number): ReadonlyMap<number, number> {
  const widths = new Map([...measures].map(([at, { least }]) => [at, least]));
  let left = room - [...widths.values()].reduce((sum, width) => sum + width, 0);
  while (left > 0) {
    const wanting = [...measures].filter(([at, { most }]) => (widths.get(at) ?? 0) < most);
    if (wanting.length === 0) break;
    const share = Math.max(1, Math.floor(left / wanting.length));
    for (const [at, { most }] of wanting) {
      const width = widths.get(at) ?? 0;
      const more = Math.min(share, most - width, left);
      widths.set(at, width + more);
      left -= more;
    }
  }
  return widths;
}
