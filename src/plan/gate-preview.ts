import type { Address } from "../model/address.ts";
import type { GateViolation, Projection, Kinds } from "../model/kind.ts";
import type { Fields } from "../model/resource.ts";
import type { World } from "../model/world.ts";

/** What would keep a resource's gate closed if it took these values now. */
export function gatePreview(kinds: Kinds, world: World, address: Address, values: Fields): GateViolation[] {
  const kind = kinds.byName(world.live.get(address)?.kind ?? "");
  const projection = liveProjection(kinds, world, address, values);
  return (kind?.gates?.(projection) ?? []).filter((violation) => violation.address === address);
}

function liveProjection(kinds: Kinds, world: World, address: Address, values: Fields): Projection {
  const byKind = new Map<string, Map<Address, Fields>>(kinds.all.map(({ name }) => [name, new Map()]));
  for (const row of world.live.values()) {
    byKind.get(row.kind)?.set(row.address, row.address === address ? { ...row.fields, ...values } : row.fields);
  }
  return { all: (kind) => byKind.get(kind) ?? new Map() };
}
