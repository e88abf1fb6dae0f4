import type { ObservedDay } from "./observed.ts";

/** Days as they count: none of them carries more than the busiest tenth of the others begins with. */
export interface CappedDays {
  readonly days: readonly ObservedDay[];
  /** The most that a day counts, and how many days had more. */
  readonly done: Cap;
  readonly added: Cap;
}

export interface Cap {
  readonly most: number;
  readonly days: number;
}

/**
 * An evening on which forty tasks are closed says little of the days to come. So what lies above the 90th percentile of the days
 * with work is left out, of what was done as of what was added. What came and went on one day is left out on both sides.
 */
export function cappedDays(days: readonly ObservedDay[]): CappedDays {
  const most = ninetieth(days.map(({ done }) => done));
  const evened = days.map(({ day, done, added }) => {
    const excess = Math.max(0, done - most);
    return { day, done: done - excess, added: added - Math.min(excess, Math.max(0, added)) };
  });
  const mostAdded = ninetieth(evened.map(({ added }) => added));
  return {
    days: evened.map((each) => ({ ...each, added: Math.min(each.added, mostAdded) })),
    done: { most, days: days.filter(({ done }) => done > most).length },
    added: { most: mostAdded, days: evened.filter(({ added }) => added > mostAdded).length },
  };
}

/** Of those that are not none, by the nearest rank; 0 where there is no other. */
function ninetieth(counts: readonly number[]): number {
  const working = counts.filter((count) => count > 0).toSorted((left, right) => left - right);
  return working[Math.ceil((working.length * 9) / 10) - 1] ?? 0;
}
