import type { JsonObject } from "../../model/json.ts";

/** Machines that are looked at together are recorded one after another. */
const togetherMs = 60_000;

/**
 * Which end's view of a link counts: the latest one's, and of two that were looked at together the one that knows more. That it was promoted
 * only the replica knows; how far the replica is behind only the primary, and whether anything comes in both. None of none.
 */
export function bestEnd(ends: readonly JsonObject[]): readonly JsonObject[] {
  const latestFirst = ends.toSorted((left, right) => timeOf(right) - timeOf(left));
  const [latest] = latestFirst;
  if (latest === undefined) return [];
  const together = latestFirst.filter((end) => timeOf(latest) - timeOf(end) < togetherMs);
  const known =
    together.find(({ state }) => state === "promoted") ??
    together.find(({ seenFrom, state }) => seenFrom === "replica" && state === "stopped") ??
    together.find(({ seenFrom }) => seenFrom === "primary") ??
    latest;
  return [known];
}

function timeOf({ observed_at: observedAt }: JsonObject): number {
  return Date.parse(String(observedAt));
}
