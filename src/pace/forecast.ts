import { dayAfter } from "./calendar.ts";
import { type Cap, cappedDays } from "./capped.ts";
import { type Standing, observedDays } from "./observed.ts";
import { percentileOf, simulate } from "./simulate.ts";

/** Which way of foreseeing this is: another one gets another number. */
export const method = 1;

/** Of what is told how sure it is. */
export const percentiles = [50, 85, 95] as const;

/** Fewer finished tasks, or fewer days, say nothing. */
export const least = 5;

/** A forecast as it was made after a day had ended. */
export interface Forecast {
  /** The day at whose end work stood so. */
  readonly day: string;
  readonly backlog: number;
  readonly blocked: number;
  readonly deferred: number;
  /** Days that were observed, and tasks that were finished on them: the smaller is n. */
  readonly days: number;
  readonly finished: number;
  /** What came to the work meanwhile. */
  readonly added: number;
  readonly capped: { readonly done: Cap; readonly added: Cap };
  readonly answers: readonly PercentileAnswer[];
}

export interface PercentileAnswer {
  readonly percentile: number;
  /**
   * `date`: by then. `longer`: it ends, later than twice the observed days. `never`: too many of the runs never end. `unknown`: there is
   * not enough data for as much as this percentile.
   */
  readonly outcome: "date" | "longer" | "never" | "unknown";
  /** Days from then on; null without a date. */
  readonly days: number | null;
  readonly date: string | null;
}

/**
 * When the backlog at the end of the last of the days will be done: a function of these days and the seed. Null where there is
 * nothing to do, or that is unknown.
 */
export function forecast(standings: readonly Standing[], seed: number): Forecast | null {
  const last = standings.at(-1);
  if (last === undefined || last.backlog === null || last.backlog <= 0) return null;
  const observed = observedDays(standings);
  const { days: counted, ...capped } = cappedDays(observed);
  const finished = observed.reduce((sum, { done }) => sum + done, 0);
  const n = Math.min(observed.length, finished);
  const lengths = n < least ? [] : simulate({ days: counted, backlog: last.backlog, seed });
  return {
    day: last.day,
    backlog: last.backlog,
    blocked: last.blocked,
    deferred: last.deferred,
    days: observed.length,
    finished,
    added: observed.reduce((sum, { added }) => sum + added, 0),
    capped,
    answers: percentiles.map((percentile) =>
      n < needed(percentile)
        ? { percentile, outcome: "unknown", days: null, date: null }
        : answerOf(percentile, percentileOf(lengths, percentile), observed.length, last.day),
    ),
  };
}

function answerOf(percentile: number, length: number, observed: number, day: string): PercentileAnswer {
  if (length === Infinity) return { percentile, outcome: "never", days: null, date: null };
  if (length > 2 * observed) return { percentile, outcome: "longer", days: null, date: null };
  return { percentile, outcome: "date", days: length, date: dayAfter(day, length) };
}

/** How much must have been seen for a percentile: of n like it, the next exceeds all of them once in n + 1 times. */
export function needed(percentile: number): number {
  return Math.max(least, Math.ceil(percentile / (100 - percentile)));
}
