import { type Address, sortKey } from "../model/address.ts";
import { type Json, sameJson } from "../model/json.ts";
import { fieldSpecOf, type Kind, type Kinds } from "../model/kind.ts";
import type { Conflict, Drift, Plan, PlanSummary, AppliedChange, ResourceChange } from "../model/plan.ts";
import type { Fields, Resource } from "../model/resource.ts";
import type { World } from "../model/world.ts";
import { canonicalFields } from "../model/values.ts";
import { type Comparison, type Decisions, compare, isInSync, type Sides, unmanaged } from "./compare.ts";
import { judgeGates } from "./gates.ts";
import { type Moves, movesOf, ownerOf, withNamesAfter } from "./moves.ts";
import { inApplyOrder } from "./order.ts";
import { managedParts } from "./parts.ts";
import { planIdOf } from "./plan-id.ts";
import { withNumbersOf } from "./numbers-of-row.ts";
import { policyInForce } from "./policy.ts";
import { releaseFinding } from "./released.ts";
import { statusEffects } from "./status.ts";
import { targetFilter } from "./targets.ts";

/** What a person named on the command line; addresses may carry `#field` in `reverts`. */
export interface PlanOptions {
  readonly targets: readonly Address[];
  readonly reverts: readonly string[];
  readonly forcedConflicts: readonly Address[];
}

export interface PlanInput {
  readonly kinds: Kinds;
  readonly declared: readonly Resource[];
  readonly world: World;
  readonly options: PlanOptions;
  /** What a resource needs, for `--target`. */
  dependenciesOf(address: Address): readonly Address[];
}

/** Decides what an apply would do. Pure: documents and one snapshot in, a plan out. */
export function assemblePlan(input: PlanInput): Plan {
  const { kinds, options } = input;
  const moves = movesOf(kinds, input.declared, input.world);
  const world = withNamesAfter(kinds, input.world, moves);
  const policy = policyInForce(kinds, world);
  const isTargeted = targetFilter(options.targets, input.dependenciesOf);
  const verdicts = compareAll({ ...input, world, moves }, decisionsOf(options, policy.revertsDriftOf)).filter(
    ({ sides }) => isTargeted(sides.address),
  );
  const changes = inApplyOrder(kinds, verdicts.flatMap(changeOf));
  const records = verdicts.flatMap(recordOf);
  const gates = judgeGates({ kinds, world, changes, records });
  const parts = {
    lineage: world.lineage,
    targets: [...options.targets].toSorted(),
    reverts: [...options.reverts].toSorted(),
    forcedConflicts: [...options.forcedConflicts].toSorted(),
    changes,
    drift: verdicts.flatMap(driftOf).toSorted(byAddress),
    conflicts: verdicts.flatMap(conflictOf).toSorted(byAddress),
    gates: gates.closed,
    findings: [
      ...gates.warnings,
      ...moves.findings.filter(({ address = "" }) => isTargeted(address)),
      ...verdicts.flatMap(({ sides, comparison }) => releaseFinding(sides, comparison)).toSorted(byAddress),
    ],
    approvals: policy.requiredApprovals(changes),
    records,
  };
  return { ...parts, planId: planIdOf(parts), summary: summarize(parts) };
}

interface Verdict {
  readonly sides: Sides;
  readonly comparison: Comparison;
  /** A conflict between addresses rather than values: a move that cannot be. There is no side to take, and nothing to pull. */
  readonly obstacle?: string;
}

interface Compared extends PlanInput {
  readonly moves: Moves;
}

/** The verdicts that say anything: of what is in sync there is nothing to plan, to tell or to remember. */
function compareAll({ kinds, declared, world, moves }: Compared, decisions: Decisions): Verdict[] {
  const left = new Set([...moves.acting.values(), ...moves.held]);
  const isHeld = partsHeld(kinds, moves);
  const isManaged = managedParts(kinds, declared);
  const declaredAddresses = new Set<Address>();
  const verdicts: Verdict[] = [];
  for (const resource of declared) {
    const kind = kinds.byName(resource.kind);
    if (!kind) continue;
    declaredAddresses.add(resource.address);
    if (isHeld(resource.address)) continue;
    const origin = moves.acting.get(resource.address) ?? resource.address;
    if (origin === resource.address && isSettled(kind, resource, world)) continue;
    const sides = declaredSides(kind, resource, origin, world);
    verdicts.push({
      sides,
      comparison: compare(sides, decisions),
      ...obstacleOf(resource.address, moves),
    });
  }
  for (const address of undeclaredAddresses(world, declaredAddresses)) {
    if (left.has(address) || isHeld(address)) continue;
    const live = world.live.get(address);
    const applied = world.applied.get(address);
    const kind = kinds.byName((live ?? applied)?.kind ?? "");
    if (!kind) continue;
    const sides: Sides = {
      address,
      kind,
      ...(applied ? { applied } : {}),
      ...(live ? { live } : {}),
      ...acceptedOf(world, address),
    };
    const comparison = isManaged(address) ? compare(sides, decisions) : unmanaged;
    verdicts.push({ sides, comparison });
  }
  return verdicts;
}

function isSettled(kind: Kind, { address, fields }: Resource, { applied, live }: World): boolean {
  return isInSync(canonicalFields(kind, fields), applied.get(address), live.get(address));
}

/** A resource beside its row and what was applied of it, which stand at its origin while it moves. */
function declaredSides(kind: Kind, declared: Resource, origin: Address, world: World): Sides {
  const applied = world.applied.get(origin);
  const live = world.live.get(origin);
  const fields = canonicalFields(kind, declared.fields);
  return {
    address: declared.address,
    kind,
    declared,
    fields: live ? withNumbersOf(live.fields, fields) : fields,
    ...(applied ? { applied } : {}),
    ...(live ? { live } : {}),
    ...acceptedOf(world, origin),
  };
}

function acceptedOf({ accepted }: World, address: Address): Pick<Sides, "accepted"> {
  const values = accepted?.get(address);
  return values === undefined ? {} : { accepted: values };
}

function obstacleOf(address: Address, { obstacles }: Moves): Pick<Verdict, "obstacle"> {
  const obstacle = obstacles.get(address);
  return obstacle === undefined ? {} : { obstacle };
}

/** Parts of what cannot move say nothing of their own: their owner tells why, once, and they stay as they are. */
function partsHeld(kinds: Kinds, { obstacles, held }: Moves): (address: Address) => boolean {
  if (obstacles.size === 0) return () => false;
  return (address) => {
    const owner = ownerOf(kinds, address);
    return owner !== address && (obstacles.has(owner) || held.has(owner));
  };
}

function undeclaredAddresses(world: World, declared: ReadonlySet<Address>): Address[] {
  const addresses: Address[] = [];
  for (const address of world.applied.keys()) if (!declared.has(address)) addresses.push(address);
  for (const address of world.live.keys()) {
    if (!declared.has(address) && !world.applied.has(address)) addresses.push(address);
  }
  return addresses;
}

function decisionsOf(options: PlanOptions, revertsDriftOf: (kind: string) => boolean): Decisions {
  const reverts = new Set(options.reverts);
  const forced = new Set(options.forcedConflicts);
  return {
    reverts: (address, kind, field) =>
      reverts.has(address) || (field !== undefined && reverts.has(`${address}#${field}`)) || revertsDriftOf(kind),
    forces: (address) => forced.has(address),
  };
}

function changeOf({ sides, comparison, obstacle }: Verdict): ResourceChange[] {
  const { action } = comparison;
  if (action === "none" || action === "forget" || obstacle !== undefined) return [];
  const { address, kind, fields, live, applied, declared } = sides;
  const movedFrom = comparison.reason === "moved" ? declared?.movedFrom : undefined;
  return [
    {
      address,
      kind: kind.name,
      action,
      ...(movedFrom === undefined ? {} : { movedFrom }),
      before:
        action === "create" ? null : pick(live?.fields ?? {}, namesIn(fields ?? applied?.fields ?? {}, comparison)),
      after: action === "delete" ? null : writtenFields(fields ?? {}, comparison),
      effects:
        action === "update"
          ? statusEffects(kind.status, live?.fields ?? {}, writtenFields(fields ?? {}, comparison))
          : [],
      fields: action === "delete" ? [] : comparison.changes,
      reason: comparison.reason,
    },
  ];
}

/** The declared fields, and those that are written because they are declared no more. */
function namesIn(fields: Fields, { changes }: Comparison): string[] {
  return [...new Set([...Object.keys(fields), ...changes.map(({ field }) => field)])];
}

/** What the row holds afterwards: declared values, but a drift or conflict that is kept keeps the live one. */
function writtenFields(fields: Fields, comparison: Comparison): Fields {
  const kept = [...comparison.drift, ...comparison.conflicts].filter(
    ({ field }) => !comparison.changes.some((change) => change.field === field),
  );
  const lifted = comparison.changes
    .filter(({ field }) => !Object.hasOwn(fields, field))
    .map(({ field, after }) => [field, after]);
  return {
    ...fields,
    ...Object.fromEntries(lifted),
    ...Object.fromEntries(kept.map(({ field, live }) => [field, live])),
  };
}

function driftOf({ sides, comparison, obstacle }: Verdict): Drift[] {
  if (comparison.driftAction === undefined || obstacle !== undefined) return [];
  const recordKey = (sides.live ?? sides.applied)?.recordKey;
  return [
    {
      address: sides.address,
      kind: sides.kind.name,
      action: comparison.driftAction,
      fields: comparison.drift,
      decision: comparison.driftReverted ? "reverted" : "kept",
      ...(recordKey === undefined ? {} : { recordKey }),
    },
  ];
}

function conflictOf({ sides, comparison, obstacle }: Verdict): Conflict[] {
  if (comparison.conflicts.length === 0 && obstacle === undefined) return [];
  const recordKey = (sides.live ?? sides.applied)?.recordKey;
  return [
    {
      address: sides.address,
      kind: sides.kind.name,
      fields: obstacle === undefined ? comparison.conflicts : [],
      message: obstacle ?? conflictMessage(sides),
      ...(recordKey === undefined ? {} : { recordKey }),
    },
  ];
}

function conflictMessage({ address, fields, live }: Sides): string {
  if (fields === undefined) return `the document of ${address} is gone, but its row was changed outside v7`;
  if (live === undefined) return `${address} was edited, but its row is gone`;
  return `${address} was changed in its document and in the database`;
}

/** The applied state to write, where it differs from what is stored. */
function recordOf({ sides, comparison, obstacle }: Verdict): AppliedChange[] {
  const { address, kind, applied, live, declared } = sides;
  if (obstacle !== undefined) return [];
  if (comparison.applied === undefined) return applied === undefined ? [] : [{ action: "forget", address }];
  const isSame = applied !== undefined && applied.address === address && sameJson(applied.fields, comparison.applied);
  if (isSame && comparison.action === "none") return [];
  const forget: AppliedChange[] =
    applied && applied.address !== address ? [{ action: "forget", address: applied.address }] : [];
  const spec = specFields(kind, live?.fields ?? {}, sides.fields ?? {}, comparison);
  return [
    ...forget,
    {
      action: "put",
      address,
      kind: kind.name,
      name: declared?.name ?? applied?.name ?? "",
      applied: comparison.applied,
      spec,
    },
  ];
}

/** Fields without a column: kept as they are, with the plan's changes on top. */
function specFields(kind: Kind, live: Fields, declared: Fields, comparison: Comparison): Fields {
  const isSpecField = (field: string): boolean => fieldSpecOf(kind, field) === undefined;
  const all: Record<string, Json> = {
    ...live,
    ...(comparison.action === "none" ? {} : writtenFields(declared, comparison)),
  };
  return Object.fromEntries(Object.entries(all).filter(([field]) => isSpecField(field)));
}

function summarize(parts: Pick<Plan, "changes" | "drift" | "conflicts">): PlanSummary {
  const count = (action: string): number => parts.changes.filter((change) => change.action === action).length;
  return {
    add: count("create"),
    change: count("update"),
    destroy: count("delete"),
    drift: parts.drift.length,
    conflict: parts.conflicts.length,
  };
}

function pick(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));
}

function byAddress(left: { address: Address }, right: { address: Address }): number {
  return sortKey(left.address) < sortKey(right.address) ? -1 : 1;
}
