import type { Address } from "../model/address.ts";
import type { ResourceChange } from "../model/plan.ts";
import type { Fields } from "../model/resource.ts";
import type { World } from "../model/world.ts";

/**
 * What v7 last wrote of the fields that each change names, by its address: the third side of what declared and database say.
 * Null where it never wrote the row.
 */
export function lastApplied(
  changes: readonly ResourceChange[],
  { applied }: Pick<World, "applied">,
): { readonly [address: Address]: Fields | null } {
  return Object.fromEntries(
    changes.map(({ address, movedFrom, before, after }) => {
      const written = applied.get(movedFrom ?? address)?.fields;
      const named = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
      const own = Object.entries(written ?? {}).filter(([field]) => named.has(field));
      return [address, written === undefined ? null : Object.fromEntries(own)];
    }),
  );
}
