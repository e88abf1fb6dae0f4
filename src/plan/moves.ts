import type { Address } from "../model/address.ts";
import type { Resource } from "../model/resource.ts";
import type { Snapshot } from "../model/snapshot.ts";

/** New address → old address, for every move that acts: the old one is applied and the new one is not. */
export function actingMoves(declared: readonly Resource[], snapshot: Snapshot): ReadonlyMap<Address, Address> {
  const moves = new Map<Address, Address>();
  for (const { address, movedFrom } of declared) {
    if (movedFrom === undefined || movedFrom === address) continue;
    if (snapshot.applied.has(movedFrom) && !snapshot.applied.has(address)) moves.set(address, movedFrom);
  }
  return moves;
}
