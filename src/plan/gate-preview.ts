import type { Address } from "../model/address.ts";
import type { GateViolation, Kinds, Projection } from "../model/kind.ts";
import type { Fields } from "../model/resource.ts";
import { type PlannedWorld, project } from "./projection.ts";

/** What would keep a resource's gates closed if it took these values now, or with a plan on top. */
export function gatePreview(planned: PlannedWorld, address: Address, values: Fields): GateViolation[] {
  return violationsOf(planned.kinds, previewed(project(planned), address, values), address);
}

/** What all gates have to say of a resource. */
export function violationsOf({ all }: Kinds, projection: Projection, address: Address): GateViolation[] {
  return all
    .flatMap((kind) => kind.gates?.(projection) ?? [])
    .filter((violation) => violation.address === address && violation.isAdvice !== true);
}

/** The same world, but for what a resource would hold. */
export function previewed(projection: Projection, address: Address, values: Fields): Projection {
  return { ...projection, all: (name) => withValues(projection.all(name), address, values) };
}

function withValues(
  resources: ReadonlyMap<Address, Fields>,
  address: Address,
  values: Fields,
): ReadonlyMap<Address, Fields> {
  const fields = resources.get(address);
  return fields ? new Map([...resources, [address, { ...fields, ...values }]]) : resources;
}
