import { type Day, totalOf } from "./days.ts";

/** What a day brought. */
export interface ObservedDay {
  readonly day: string;
  /** Tasks that the audit saw completed: never below none. */
  readonly done: number;
  /** What came to the work there is to do: new, reopened, unblocked; below none where more was cancelled, blocked or deferred. */
  readonly added: number;
}

/** Where work stood at the end of a day, of all phases or of one. */
export interface Standing {
  readonly day: string;
  /** Neither completed, cancelled, blocked nor deferred; null where the audit has a gap. */
  readonly backlog: number | null;
  readonly blocked: number;
  readonly deferred: number;
  readonly completed: number;
}

/** Days that the audit knows, with where work stood at their ends. */
export function standingsOf(days: readonly Day[], phase: number | null): Standing[] {
  const audited = days.filter(({ state }) => state !== "columns");
  return audited.map(({ day, phases }) => {
    const total = totalOf(phases, phase);
    const { open = 0, blocked = 0, deferred = 0, completed = 0 } = total ?? {};
    return { day, backlog: total === null ? null : open - blocked - deferred, blocked, deferred, completed };
  });
}

/**
 * What each day brought, from the first on which there was any work: what stood there at its end was no growth. Days beside a gap in the
 * audit brought nobody knows what, and are left out.
 */
export function observedDays(standings: readonly Standing[]): ObservedDay[] {
  const first = standings.findIndex(({ backlog, completed }) => backlog !== null && (backlog !== 0 || completed > 0));
  if (first === -1) return [];
  return standings.slice(first).flatMap(({ day, backlog, completed }, index): ObservedDay[] => {
    const before = standings[first + index - 1];
    if (backlog === null) return [];
    if (index === 0) return [{ day, done: completed - (before?.completed ?? 0), added: 0 }];
    if (before === undefined || before.backlog === null) return [];
    const done = completed - before.completed;
    return [{ day, done, added: backlog - before.backlog + done }];
  });
}
