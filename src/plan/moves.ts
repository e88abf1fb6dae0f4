import type { Address } from "../model/address.ts";
import type { Resource } from "../model/resource.ts";
import type { World } from "../model/world.ts";

/**
 * New address → old address, for every move that acts: the old one is applied and no longer declared, the new one is
 * not applied. Of several documents that name one old address the first by address moves; the others are new.
 */
export function actingMoves(declared: readonly Resource[], world: World): ReadonlyMap<Address, Address> {
  const moving = declared.filter(({ movedFrom }) => movedFrom !== undefined);
  if (moving.length === 0) return new Map();
  const kept = new Set(declared.map(({ address }) => address));
  const origins = new Map<Address, Address>();
  for (const { address, movedFrom = address } of moving.toSorted(byAddress)) {
    const acts = world.applied.has(movedFrom) && !world.applied.has(address) && !kept.has(movedFrom);
    if (acts && !origins.has(movedFrom)) origins.set(movedFrom, address);
  }
  return new Map([...origins].map(([origin, address]) => [address, origin]));
}

function byAddress(left: Resource, right: Resource): number {
  return left.address < right.address ? -1 : 1;
}
