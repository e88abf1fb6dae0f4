import type { Day } from "../../pace/days.ts";

/** How a forecast of all phases is kept. */
export const allPhases = 0;

/** All work, and each phase that ever had some. */
export function scopesOf(days: readonly Day[]): (number | null)[] {
  const phases = new Set(days.flatMap(({ phases: figures }) => (figures ?? []).flatMap(({ phase }) => phase ?? [])));
  return [null, ...[...phases].toSorted((left, right) => left - right)];
}
