import type { ResourceChange } from "../model/plan.ts";
import type { World } from "../model/world.ts";

/** So much of a kind that its removal must be said with its number. */
export interface MassDelete {
  readonly kind: string;
  /** How many resources would be removed. */
  readonly count: number;
  /** How many of the kind were applied. */
  readonly applied: number;
}

const share = 0.3;
const always = 5;

/** Removing much of a kind at once is usually a mistake in the files: more than five, and more than three of ten. */
export function massDeletes(changes: readonly ResourceChange[], world: World): MassDelete[] {
  const removed = Map.groupBy(
    changes.filter(({ action }) => action === "delete"),
    ({ kind }) => kind,
  );
  return [...removed].flatMap(([kind, { length: count }]) => {
    if (count <= always) return [];
    const applied = [...world.applied.values()].filter((resource) => resource.kind === kind).length;
    return count > applied * share ? [{ kind, count, applied }] : [];
  });
}
