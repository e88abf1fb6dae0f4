import { sortKey } from "../model/address.ts";
import type { Kinds } from "../model/kind.ts";
import type { ResourceChange } from "../model/plan.ts";

/**
 * The order of apply and of reading: removals first, children before parents; then the rest, parents before
 * children; within a kind by name, numbers by value.
 */
export function inApplyOrder(kinds: Kinds, changes: readonly ResourceChange[]): ResourceChange[] {
  const rankOf = new Map(kinds.all.map(({ name, rank }) => [name, rank]));
  return changes
    .map((change) => ({
      change,
      position: position(change, rankOf.get(change.kind) ?? 0),
      key: sortKey(change.address),
    }))
    .toSorted(
      (left, right) => left.position - right.position || (left.key < right.key ? -1 : left.key > right.key ? 1 : 0),
    )
    .map(({ change }) => change);
}

function position(change: ResourceChange, rank: number): number {
  return change.action === "delete" ? -rank : rank + 1;
}
