import { type DayEnd, figuresOf, type PhaseFigures, type ReplayedDay } from "./figures.ts";
import { replay, type Timeline } from "./replay.ts";
import type { History } from "./task-history.ts";

/** A day whose figures were stored once and for all. */
export interface ClosedDay {
  readonly day: string;
  readonly source: "audit" | "columns";
  /** Null: the audit had a gap there. */
  readonly figures: readonly PhaseFigures[] | null;
  readonly gaps: readonly SeenGap[];
}

/** A gap in the audit, and when it was over at the latest. */
export interface SeenGap {
  readonly gap: string;
  readonly until: string;
}

/** A day as it is told. */
export interface Day {
  readonly day: string;
  /** `columns`: before the audit, by the rows' own times. `provisional`: a record that comes to light may change it. */
  readonly state: "closed" | "provisional" | "columns";
  /** Null where the audit has a gap. */
  readonly phases: readonly PhaseFigures[] | null;
  /** Since when it has that gap, where it is known. */
  readonly gap: string | null;
}

/** Days in their order, from the first that had a task; the last one is today. */
export interface Days {
  readonly days: readonly Day[];
  /** Days that are over and not closed yet, with what to store of them. */
  readonly closable: readonly ClosableDay[];
  readonly timelines: readonly Timeline[];
}

export interface ClosableDay extends ClosedDay {
  readonly ended: string;
}

/** Closed days as they were stored, and behind the last of them what the audit says. `ends` reaches from the first day to today. */
export function daysOf(history: History, closed: readonly ClosedDay[], ends: readonly DayEnd[]): Days {
  const timelines = replay(history);
  const last = closed.at(-1)?.day ?? "";
  const open = figuresOf(
    timelines,
    ends.filter(({ day }) => day > last),
  );
  const begun = open.slice(closed.length > 0 ? 0 : beginningOf(open));
  const source = ({ ended }: DayEnd): ClosedDay["source"] =>
    history.adopted !== null && ended <= history.adopted ? "columns" : "audit";
  const gaps = newGaps(timelines, history);
  return {
    days: [
      ...closed.map(({ day, source: from, figures }) => ({
        day,
        state: from === "columns" ? ("columns" as const) : ("closed" as const),
        phases: figures,
        gap: null,
      })),
      ...begun.map((day) => ({
        day: day.day,
        state: source(day) === "columns" ? ("columns" as const) : ("provisional" as const),
        phases: day.gap === null ? day.phases : null,
        gap: day.gap,
      })),
    ],
    closable: begun
      .filter(({ ended }) => ended <= history.now)
      .map((day, index) => ({
        day: day.day,
        ended: day.ended,
        source: source(day),
        figures: day.gap === null ? day.phases : null,
        gaps: index === 0 ? gaps : [],
      })),
    timelines,
  };
}

/** The first day on which anything was there. */
function beginningOf(days: readonly ReplayedDay[]): number {
  const first = days.findIndex(({ phases, gap }) => phases.length > 0 || gap !== null);
  return first === -1 ? days.length : first;
}

/** Gaps that nobody has seen before: they were over by now. */
function newGaps(timelines: readonly Timeline[], { now, seenGaps }: History): SeenGap[] {
  const gaps = timelines.flatMap(({ segments }) => segments.flatMap(({ gap }) => gap ?? []));
  return gaps.filter((gap) => gap !== "unknown" && !seenGaps.has(gap)).map((gap) => ({ gap, until: now }));
}

/** All phases together, or one. Null where the audit has a gap. */
export function totalOf(
  phases: readonly PhaseFigures[] | null,
  phase: number | null,
): Omit<PhaseFigures, "phase"> | null {
  if (phases === null) return null;
  const counted = phases.filter((figures) => phase === null || figures.phase === phase);
  const sum = (name: Exclude<keyof PhaseFigures, "phase">): number =>
    counted.reduce((total, figures) => total + figures[name], 0);
  return {
    open: sum("open"),
    blocked: sum("blocked"),
    deferred: sum("deferred"),
    completed: sum("completed"),
    baseline: sum("baseline"),
  };
}
