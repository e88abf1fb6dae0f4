import type { Day } from "../../pace/days.ts";

/** Where the audit does not say what a day was like. */
export function gapNotes(days: readonly Day[]): string[] {
  const missing = days.filter(({ phases }) => phases === null);
  const [first] = missing;
  if (first === undefined) return [];
  return [
    `The audit has a gap at ${first.gap?.slice(0, 16).replace("T", " ") ?? first.day}: what changed there has no record.`,
  ];
}
