import type { Timeline } from "./replay.ts";

/** How long a completed task took. */
export interface Duration {
  readonly key: string;
  readonly phase: number | null;
  /** Null: nobody knows when it was begun. */
  readonly hours: number | null;
  /** `columns`: by the times that its row has, which nobody saw. */
  readonly from: "audit" | "columns";
}

/** When a row says itself that its task was begun and completed, as ISO 8601 in UTC. */
export interface OwnTimes {
  readonly started: string | null;
  readonly completed: string | null;
}

/**
 * From the first time that a task was in progress to the last time that it was completed, of those that are. Where the audit has
 * not seen one of both, the row's own times are taken if it has them.
 */
export function durationsOf(timelines: readonly Timeline[], own: ReadonlyMap<string, OwnTimes>): Duration[] {
  return timelines.flatMap((timeline): Duration[] => {
    const last = timeline.segments.at(-1)?.state;
    if (last?.status !== "completed") return [];
    const phase = last.phase ?? null;
    const seen = seenTimes(timeline);
    if (seen !== null) return [{ key: timeline.key, phase, hours: hoursBetween(seen), from: "audit" }];
    const { started = null, completed = null } = own.get(timeline.key) ?? {};
    const hours = started === null || completed === null ? null : hoursBetween({ started, completed });
    return [{ key: timeline.key, phase, hours, from: "columns" }];
  });
}

/** Both edges, where the audit has them. */
function seenTimes({ segments, entries }: Timeline): { readonly started: string; readonly completed: string } | null {
  const completion = entries.findLast(({ kind }) => kind === "seen");
  if (completion === undefined) return null;
  const begin = segments.findIndex(({ state }) => state?.status === "in_progress");
  // A row that came in progress was begun before.
  const isSeen = begin > 0 && segments[begin - 1]?.gap === null;
  const started = segments[begin]?.from;
  return isSeen && started !== undefined ? { started, completed: completion.at } : null;
}

function hoursBetween({ started, completed }: { readonly started: string; readonly completed: string }): number | null {
  const milliseconds = Date.parse(`${completed}Z`) - Date.parse(`${started}Z`);
  return Number.isFinite(milliseconds) && milliseconds >= 0 ? milliseconds / 3_600_000 : null;
}

/** The one in the middle; of an even number the mean of both. Null of none. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length / 2;
  const above = sorted[Math.floor(middle)];
  if (above === undefined) return null;
  return Number.isInteger(middle) ? (above + (sorted[middle - 1] ?? above)) / 2 : above;
}
