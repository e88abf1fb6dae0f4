import type { Segment, Timeline } from "./replay.ts";

/** How a phase's tasks stood at the end of a day. */
export interface PhaseFigures {
  /** Null: of tasks without a phase. */
  readonly phase: number | null;
  /** All that are neither completed nor cancelled; those blocked and deferred are among them. */
  readonly open: number;
  readonly blocked: number;
  readonly deferred: number;
  /** How often a task was completed until then, as the audit saw it: a number that only grows. */
  readonly completed: number;
  /** Tasks that came as completed ones. It only grows, too. */
  readonly baseline: number;
}

/** A day and the moment it ended. */
export interface DayEnd {
  readonly day: string;
  /** The first moment of the next day, as ISO 8601 in UTC. */
  readonly ended: string;
}

export interface ReplayedDay extends DayEnd {
  readonly phases: readonly PhaseFigures[];
  /** Since when the audit has a gap that reaches over the end of the day; null: there is none. */
  readonly gap: string | null;
}

/** The figures of each day, which are in order. */
export function figuresOf(timelines: readonly Timeline[], days: readonly DayEnd[]): ReplayedDay[] {
  const counted = days.map(() => new Map<number | null, Counts>());
  const gaps = days.map((): string | null => null);
  for (const timeline of timelines) countTimeline(timeline, days, { counted, gaps });
  return days.map((day, index) => ({
    ...day,
    phases: [...(counted[index] ?? [])].map(([phase, counts]) => ({ phase, ...counts })).toSorted(byPhase),
    gap: gaps[index] ?? null,
  }));
}

type Counts = { -readonly [name in Exclude<keyof PhaseFigures, "phase">]: number };

interface Tally {
  readonly counted: readonly Map<number | null, Counts>[];
  readonly gaps: (string | null)[];
}

function countTimeline({ segments, entries }: Timeline, days: readonly DayEnd[], { counted, gaps }: Tally): void {
  let at = -1;
  for (const [index, { ended }] of days.entries()) {
    while ((segments[at + 1]?.from ?? ended) < ended) at++;
    const segment = segments[at];
    const phases = counted[index] ?? new Map<number | null, Counts>();
    if (segment !== undefined) countSegment(segment, phases);
    if (segment !== undefined && segment.gap !== null) gaps[index] = earliest(gaps[index] ?? null, segment.from);
    for (const entry of entries) {
      if (entry.at < ended) countsOf(phases, entry.phase ?? null)[entry.kind === "seen" ? "completed" : "baseline"]++;
    }
  }
}

function countSegment({ state, gap }: Segment, phases: Map<number | null, Counts>): void {
  if (state === null || gap !== null || state.status === "completed" || state.status === "cancelled") return;
  const counts = countsOf(phases, state.phase ?? null);
  counts.open++;
  if (state.status === "blocked") counts.blocked++;
  if (state.status === "deferred") counts.deferred++;
}

function countsOf(phases: Map<number | null, Counts>, phase: number | null): Counts {
  const counts = phases.get(phase) ?? { open: 0, blocked: 0, deferred: 0, completed: 0, baseline: 0 };
  phases.set(phase, counts);
  return counts;
}

function earliest(left: string | null, right: string): string {
  return left === null || right < left ? right : left;
}

function byPhase(left: PhaseFigures, right: PhaseFigures): number {
  return (left.phase ?? Infinity) - (right.phase ?? Infinity) || 0;
}
