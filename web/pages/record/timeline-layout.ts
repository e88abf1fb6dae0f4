import type { SymbolName } from "../../parts/symbols.ts";
import type { Happening } from "./happenings.ts";

/** From when to when a picture tells. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** One mark: what lies nearer to each other than one can see is one with a number. */
export interface Mark {
  /** Pixels from the left. */
  readonly x: number;
  readonly symbol: SymbolName;
  readonly count: number;
  /** The row of the table that it stands for: the newest of them. */
  readonly key: string;
}

export interface LaidLane {
  /** Who, with what; of the last lane perhaps how many others. */
  readonly name: string;
  readonly marks: readonly Mark[];
}

export interface Tick {
  readonly x: number;
  readonly at: Date;
}

export interface TimelineLayout {
  readonly lanes: readonly LaidLane[];
  /** Whether marks are so many that their number is drawn as height. */
  readonly isCounted: boolean;
  /** The highest number of a mark. */
  readonly most: number;
  readonly ticks: readonly Tick[];
}

const mostLanes = 8;
const mostMarks = 500;
/** Marks nearer than this many pixels are one. */
const nearest = 12;
const minute = 60_000;
const day = 1_440 * minute;
const steps = [1, 5, 15, 30, 60, 180, 360, 720, 1_440, 2_880, 10_080, 43_200, 525_600].map((count) => count * minute);
/** So many pixels a tick needs for its words. */
const tickWidth = 100;

/** Who did what when, for a picture so many pixels wide; the lanes that did most lately come first. */
export function layoutOf(happenings: readonly Happening[], span: Span, width: number): TimelineLayout {
  const shown = happenings.filter(({ at }) => isWithin(at, span));
  const byLane = [...Map.groupBy(shown, ({ lane }) => lane)];
  const named = byLane.length > mostLanes ? byLane.slice(0, mostLanes - 1) : byLane;
  const others = byLane.slice(named.length);
  const isCounted = shown.length > mostMarks;
  const placeOf = (at: string): number => positionOf(Date.parse(at), span, width);
  const lanes: readonly LaidLane[] = [
    ...named.map(([name, own]) => ({ name, marks: marksOf(own, placeOf, isCounted) })),
    ...(others.length === 0
      ? []
      : [
          {
            name: `${others.length} others`,
            marks: marksOf(
              others.flatMap(([, own]) => own),
              placeOf,
              isCounted,
            ),
          },
        ]),
  ];
  const most = Math.max(1, ...lanes.flatMap(({ marks }) => marks.map(({ count }) => count)));
  return { lanes, isCounted, most, ticks: ticksOf(span, width) };
}

export function isWithin(at: string, { from, to }: Span): boolean {
  const time = Date.parse(at);
  return time >= from.getTime() && time <= to.getTime();
}

/** Pixels from the left. */
export function positionOf(time: number, { from, to }: Span, width: number): number {
  const length = Math.max(1, to.getTime() - from.getTime());
  return Math.min(width, Math.max(0, ((time - from.getTime()) / length) * width));
}

/** The moment at a place of the picture. */
export function momentAt(x: number, { from, to }: Span, width: number): Date {
  const part = Math.min(1, Math.max(0, x / Math.max(1, width)));
  return new Date(from.getTime() + part * (to.getTime() - from.getTime()));
}

function marksOf(
  happenings: readonly Happening[],
  placeOf: (at: string) => number,
  isCounted: boolean,
): readonly Mark[] {
  const marks: Mark[] = [];
  for (const { at, symbol, key } of happenings.toSorted((left, right) => (left.at < right.at ? -1 : 1))) {
    const x = placeOf(at);
    const last = marks.at(-1);
    // What is counted is so by the place alone; else what was refused is never hidden behind what was done.
    const isSame = last !== undefined && x - last.x < nearest && (isCounted || last.symbol === symbol);
    if (isSame) marks[marks.length - 1] = { ...last, count: last.count + 1, key };
    else marks.push({ x, symbol, count: 1, key });
  }
  return marks;
}

function ticksOf({ from, to }: Span, width: number): readonly Tick[] {
  const length = to.getTime() - from.getTime();
  const step = steps.find((one) => length / one <= Math.max(1, width / tickWidth)) ?? 525_600 * minute;
  // Whole days begin where this clock's do.
  const shift = step >= day ? from.getTimezoneOffset() * minute : 0;
  const first = Math.ceil((from.getTime() - shift) / step) * step + shift;
  const count = Math.max(0, Math.floor((to.getTime() - first) / step) + 1);
  return Array.from({ length: count }, (_, at) => first + at * step).map((time) => ({
    x: positionOf(time, { from, to }, width),
    at: new Date(time),
  }));
}

/** The span of half or twice the length around its middle, or moved by a half of it; never behind now. */
export function changedSpan({ from, to }: Span, how: "nearer" | "further" | "earlier" | "later", now: Date): Span {
  const length = to.getTime() - from.getTime();
  const [left, right] = {
    nearer: [length / 4, -length / 4],
    further: [-length / 2, length / 2],
    earlier: [-length / 2, -length / 2],
    later: [length / 2, length / 2],
  }[how] as [number, number];
  const end = Math.min(now.getTime(), to.getTime() + right);
  const begin = how === "later" ? end - length : from.getTime() + left;
  return { from: new Date(Math.min(begin, end - minute)), to: new Date(end) };
}
