import type { Address } from "../model/address.ts";
import type { GateViolation, Projection, Kinds } from "../model/kind.ts";
import type { Fields } from "../model/resource.ts";
import type { World } from "../model/world.ts";
import { project } from "./projection.ts";

/** What would keep a resource's gate closed if it took these values now. */
export function gatePreview(kinds: Kinds, world: World, address: Address, values: Fields): GateViolation[] {
  const kind = kinds.byName(world.live.get(address)?.kind ?? "");
  const projection = project({ kinds, world, changes: [], records: [] });
  const previewed: Projection = { ...projection, all: (name) => withValues(projection.all(name), address, values) };
  return (kind?.gates?.(previewed) ?? []).filter((violation) => violation.address === address);
}

function withValues(
  resources: ReadonlyMap<Address, Fields>,
  address: Address,
  values: Fields,
): ReadonlyMap<Address, Fields> {
  const fields = resources.get(address);
  return fields ? new Map([...resources, [address, { ...fields, ...values }]]) : resources;
}
