import type { Address } from "../model/address.ts";
import type { GateViolation, Projection, Registry } from "../model/kind.ts";
import type { Fields } from "../model/resource.ts";
import type { Snapshot } from "../model/snapshot.ts";

/** What would keep a resource's gate closed if it took these values now. */
export function gatePreview(registry: Registry, snapshot: Snapshot, address: Address, values: Fields): GateViolation[] {
  const kind = registry.byName(snapshot.live.get(address)?.kind ?? "");
  const projection = liveProjection(registry, snapshot, address, values);
  return (kind?.gates?.(projection) ?? []).filter((violation) => violation.address === address);
}

function liveProjection(registry: Registry, snapshot: Snapshot, address: Address, values: Fields): Projection {
  const byKind = new Map<string, Map<Address, Fields>>(registry.kinds.map(({ name }) => [name, new Map()]));
  for (const row of snapshot.live.values()) {
    byKind.get(row.kind)?.set(row.address, row.address === address ? { ...row.fields, ...values } : row.fields);
  }
  return { all: (kind) => byKind.get(kind) ?? new Map() };
}
