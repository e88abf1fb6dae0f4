import type { Address } from "../model/address.ts";
import type { Kinds } from "../model/kind.ts";
import type { Resource } from "../model/resource.ts";
import { ownerOf } from "./moves.ts";

/**
 * Tells whether an address that no document declares is missing on purpose. A part is only where its owner's document
 * has the list: an empty list removes all of it, a list that is left out, or an owner that is gone, none.
 */
export function managedParts(kinds: Kinds, declared: readonly Resource[]): (address: Address) => boolean {
  if (!kinds.all.some(({ part }) => part)) return () => true;
  const lists = new Map(declared.flatMap(({ address, lists: own }) => (own ? [[address, own] as const] : [])));
  return (address) => {
    const part = kinds.ofAddress(address)?.part;
    return part === undefined || lists.get(ownerOf(kinds, address))?.includes(part.list) === true;
  };
}
