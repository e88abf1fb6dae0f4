import { type Address, parseFieldAddress } from "../../model/address.ts";
import { Failure } from "../../model/failure.ts";
import type { Plan } from "../../model/plan.ts";
import type { World } from "../../model/world.ts";
import { assemblePlan, type PlanOptions } from "../../plan/assemble.ts";
import { type DeclaredState, dependencyLookup } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { checkDatabaseOwner } from "./owner.ts";

/** A plan about all that is declared, which takes nothing back. */
export const everything: PlanOptions = { targets: [], reverts: [], forcedConflicts: [] };

/** What is declared and what there is: all that a plan is decided from. */
export interface Situation {
  readonly state: DeclaredState;
  readonly world: World;
}

/** The decision alone: no places, no attribution. What an apply needs to compare ids. */
export function decide(workspace: Workspace, { state, world }: Situation, options: PlanOptions): Plan {
  checkDatabaseOwner(workspace, world);
  checkOptions(state, world, options);
  return assemblePlan({
    kinds: workspace.kinds,
    declared: state.declarations().map(({ resource }) => resource),
    world,
    options,
    dependenciesOf: dependencyLookup(workspace.kinds, state.documents),
  });
}

/** Names given on the command line must exist, or a typing error would plan nothing without a word. */
function checkOptions(state: DeclaredState, world: World, options: PlanOptions): void {
  const isKnown = (address: Address): boolean =>
    world.live.has(address) || world.applied.has(address) || state.documentAt(address) !== undefined;
  const named = [...options.targets, ...options.reverts, ...options.forcedConflicts].map((text) => ({
    text,
    parsed: parseFieldAddress(text),
  }));
  const unknown = named
    .filter(({ parsed }) => parsed === undefined || !isKnown(parsed.address))
    .map(({ text }) => text);
  if (unknown.length === 0) return;
  throw new Failure("V7-P001", `nothing has the address ${unknown.join(", ")}`, {
    next: ["v7 graph lists the addresses"],
  });
}
