import { least } from "./forecast.ts";
import type { Timeline } from "./replay.ts";

/** Of so many that were finished, so many were in trouble on the way. */
export interface Past {
  readonly n: number;
  readonly troubled: number;
}

/** How likely trouble is, by that past; null of fewer than five. */
export interface Likelihood {
  readonly share: number | null;
  /** The 95 % interval of it. */
  readonly low: number | null;
  readonly high: number | null;
}

/** Wilson's interval: it also holds for few, and where none or all were in trouble. */
export function likelihoodOf({ n, troubled }: Past): Likelihood {
  if (n < least) return { share: null, low: null, high: null };
  const share = troubled / n;
  const z = 1.96;
  const middle = share + (z * z) / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return { share, low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) };
}

/** Tasks that were ever completed, and those of them that were blocked or reopened at some time. */
export function pastOfTasks(timelines: readonly Timeline[]): Past {
  const finished = timelines.filter(({ entries }) => entries.some(({ kind }) => kind === "seen"));
  return { n: finished.length, troubled: finished.filter(wasInTrouble).length };
}

function wasInTrouble({ segments }: Timeline): boolean {
  return segments.some(({ state }, index) => {
    const before = segments[index - 1]?.state;
    const isReopened = before?.status === "completed" && state !== null && state.status !== "completed";
    return state?.status === "blocked" || isReopened;
  });
}

/** How many tasks wait for each, also by way of others. */
export function waitingFor(
  tasks: readonly { readonly key: string; readonly dependencies: readonly string[] }[],
): Map<string, number> {
  const waiting = new Map<string, string[]>();
  for (const { key, dependencies } of tasks) {
    for (const each of dependencies) waiting.set(each, [...(waiting.get(each) ?? []), key]);
  }
  const reached = (key: string, seen: Set<string>): Set<string> => {
    for (const next of waiting.get(key) ?? []) if (!seen.has(next)) reached(next, seen.add(next));
    return seen;
  };
  return new Map(tasks.map(({ key }) => [key, [...reached(key, new Set())].filter((each) => each !== key).length]));
}
