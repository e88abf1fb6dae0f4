import type { Address } from "../model/address.ts";

/** Tells whether an address is planned; without targets everything is. */
export type TargetFilter = (address: Address) => boolean;

/** The named resources and all they depend on, directly or not. */
export function targetFilter(
  targets: readonly Address[],
  dependenciesOf: (address: Address) => readonly Address[],
): TargetFilter {
  if (targets.length === 0) return () => true;
  const wanted = new Set<Address>();
  const queue = [...targets];
  for (let address = queue.pop(); address !== undefined; address = queue.pop()) {
    if (wanted.has(address)) continue;
    wanted.add(address);
    queue.push(...dependenciesOf(address));
  }
  return (address) => wanted.has(address) || targets.some((target) => address.startsWith(`${target}/`));
}
