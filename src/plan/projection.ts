import type { Address } from "../model/address.ts";
import { sameJson } from "../model/json.ts";
import type { Kind, Kinds, Projection } from "../model/kind.ts";
import type { AppliedChange, ResourceChange } from "../model/plan.ts";
import type { Fields } from "../model/resource.ts";
import type { World } from "../model/world.ts";

/** A world, and what a plan does to it: both parts are empty where none is planned. */
export interface PlannedWorld {
  readonly kinds: Kinds;
  readonly world: World;
  readonly changes: readonly ResourceChange[];
  /** The applied state to write. */
  readonly records: readonly AppliedChange[];
}

/**
 * The world a plan would leave behind: live rows with the whole plan on top. A row that somebody removed past v7 still
 * counts as it was applied, or deleting an open task would finish a phase.
 */
export function project(planned: PlannedWorld): Projection {
  const byKind = projectedFields(planned);
  const appliedAfter = appliedLookup(planned);
  return {
    all: (kind) => byKind.get(kind) ?? new Map(),
    unproven: (address) => unprovenFields(planned, { address, byKind, applied: appliedAfter(address) }),
  };
}

type FieldsByKind = ReadonlyMap<string, Map<Address, Fields>>;

function projectedFields({ kinds, world, changes }: PlannedWorld): FieldsByKind {
  const byKind = new Map<string, Map<Address, Fields>>(kinds.all.map(({ name }) => [name, new Map()]));
  for (const { address, kind, fields } of world.live.values()) byKind.get(kind)?.set(address, fields);
  for (const { address, kind, fields } of world.applied.values())
    if (!world.live.has(address) && isGated(kinds.byName(kind))) byKind.get(kind)?.set(address, fields);
  // All that move leave first: one may come to where another was.
  for (const { kind, movedFrom } of changes) if (movedFrom !== undefined) byKind.get(kind)?.delete(movedFrom);
  for (const change of changes) {
    const resources = byKind.get(change.kind);
    if (change.action === "delete") resources?.delete(change.address);
    else resources?.set(change.address, { ...defaultsOf(kinds, change), ...changedFields(world, change) });
  }
  return byKind;
}

function changedFields(world: World, change: ResourceChange): Fields {
  const cleared = change.effects.filter(({ effect }) => effect === "clear").map(({ field }) => [field, null]);
  const live = world.live.get(change.movedFrom ?? change.address)?.fields;
  return { ...live, ...change.after, ...Object.fromEntries(cleared) };
}

/** What a new row holds where nobody declares it. */
function defaultsOf(kinds: Kinds, { kind, action }: ResourceChange): Fields {
  if (action !== "create") return {};
  const specs = kinds.byName(kind)?.table?.fields ?? [];
  return Object.fromEntries(specs.flatMap((spec) => (spec.default === undefined ? [] : [[spec.field, spec.default]])));
}

interface Doubted {
  readonly address: Address;
  readonly byKind: FieldsByKind;
  /** What will be applied of it after the plan. */
  readonly applied: Fields | undefined;
}

/** The fields that gates ask for and that stand in the row otherwise than v7 applied them. Worked out for who is asked about. */
function unprovenFields({ kinds, world }: PlannedWorld, { address, byKind, applied }: Doubted): readonly string[] {
  const kind = kinds.ofAddress(address);
  const fields = byKind.get(kind?.name ?? "")?.get(address);
  if (!isGated(kind) || fields === undefined) return [];
  const isGone = applied !== undefined && !world.live.has(address) && applied === fields;
  return isGone ? ["the whole row"] : unprovenIn(kind, fields, applied);
}

function isGated(kind: Kind | undefined): kind is Kind {
  return kind?.gatedFields !== undefined;
}

function unprovenIn(kind: Kind, fields: Fields, applied: Fields | undefined): string[] {
  const gated = kind.gatedFields ?? [];
  const { by, fields: approval = [] } = kind.approval ?? {};
  return [...new Set([...gated, ...approval])].filter((field) => {
    const value = fields[field] ?? null;
    if (applied !== undefined && Object.hasOwn(applied, field)) return !sameJson(applied[field] ?? null, value);
    // What no document says follows the row, but for an approval: there, only what was applied counts.
    return value !== null && (field === by || (approval.includes(field) && gated.includes(field)));
  });
}

function appliedLookup({ world, records }: PlannedWorld): (address: Address) => Fields | undefined {
  const written = new Map<Address, Fields | undefined>();
  for (const { address, action } of records) if (action === "forget") written.set(address, undefined);
  // What moves comes to an address that another one may have left.
  for (const record of records) if (record.action === "put") written.set(record.address, record.applied);
  return (address) => (written.has(address) ? written.get(address) : world.applied.get(address)?.fields);
}
