import type { Address } from "../model/address.ts";
import type { Finding } from "../model/finding.ts";
import type { GateViolation, Projection, Kinds } from "../model/kind.ts";
import type { ClosedGate, ResourceChange } from "../model/plan.ts";
import { type Fields, protectField } from "../model/resource.ts";
import type { World } from "../model/world.ts";
import { isLegalMove, legalNextStatuses } from "./status.ts";

export interface GateVerdict {
  /** What blocks the apply. */
  readonly closed: readonly ClosedGate[];
  /** What was already broken and the plan does not move. */
  readonly warnings: readonly Finding[];
}

/** Judges the state the plan would leave behind: live rows with the whole plan on top. */
export function judgeGates(kinds: Kinds, world: World, changes: readonly ResourceChange[]): GateVerdict {
  const projection = project(kinds, world, changes);
  const moved = movedAddresses(kinds, changes);
  const violations = kinds.all.flatMap((kind) => kind.gates?.(projection) ?? []).toSorted(byCodeThenAddress);
  const blocking = violations.filter(({ address }) => moved.has(address));
  return {
    closed: [...statusGates(kinds, world, changes), ...protectionGates(kinds, world, changes), ...blocking].toSorted(
      byCodeThenAddress,
    ),
    warnings: violations.filter(({ address }) => !moved.has(address)).map(warningOf),
  };
}

function project(kinds: Kinds, world: World, changes: readonly ResourceChange[]): Projection {
  const byKind = new Map<string, Map<Address, Fields>>(kinds.all.map(({ name }) => [name, new Map()]));
  for (const { address, kind, fields } of world.live.values()) byKind.get(kind)?.set(address, fields);
  for (const change of changes) {
    const resources = byKind.get(change.kind);
    if (change.movedFrom !== undefined) resources?.delete(change.movedFrom);
    if (change.action === "delete") resources?.delete(change.address);
    else resources?.set(change.address, { ...defaultsOf(kinds, change), ...projectedFields(world, change) });
  }
  return { all: (kind) => byKind.get(kind) ?? new Map() };
}

function projectedFields(world: World, change: ResourceChange): Fields {
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

/** What the plan moves: resources it creates, deletes or changes in a gated field. */
function movedAddresses(kinds: Kinds, changes: readonly ResourceChange[]): Set<Address> {
  const moves = (change: ResourceChange): boolean => {
    if (change.action !== "update") return true;
    const gated = kinds.byName(change.kind)?.gatedFields ?? [];
    return change.fields.some(({ field }) => gated.includes(field));
  };
  // A move concerns both addresses: the old one may be what others still need.
  const moved = changes.filter((change) => change.movedFrom !== undefined || moves(change));
  return new Set(
    moved.flatMap(({ address, movedFrom }) => (movedFrom === undefined ? [address] : [address, movedFrom])),
  );
}

/** From the applied status: adopted rows have none, and a reverted one comes back to it, so both are free to move. */
function statusGates(kinds: Kinds, world: World, changes: readonly ResourceChange[]): GateViolation[] {
  return changes.flatMap((change) => {
    const machine = kinds.byName(change.kind)?.status;
    if (!machine || change.action !== "update") return [];
    const from = world.applied.get(change.movedFrom ?? change.address)?.fields[machine.field];
    const to = change.fields.find(({ field }) => field === machine.field)?.after;
    if (to === undefined || isLegalMove(machine, from, to)) return [];
    const next = legalNextStatuses(machine, String(from)).join(", ");
    const message = `${change.address} cannot go from ${String(from)} to ${String(to)} in one apply; next may be ${next}`;
    return [{ code: "V7-G001", address: change.address, because: [], message }];
  });
}

function protectionGates(kinds: Kinds, world: World, changes: readonly ResourceChange[]): GateViolation[] {
  return changes
    .filter((change) => world.live.get(change.address)?.fields[protectField] === true && takesAway(kinds, change))
    .map(({ address }) => ({
      code: "V7-G011",
      address,
      because: [],
      message: `${address} is protected; apply metadata.protect: false first, then remove it`,
    }));
}

/** Removes the row, or declares it to be what a removal would make of it. */
function takesAway(kinds: Kinds, { kind, action, fields }: ResourceChange): boolean {
  if (action === "delete") return true;
  const table = kinds.byName(kind)?.table;
  const sets = Object.entries(table?.retirement?.sets ?? {});
  return sets.some(([column, value]) =>
    fields.some(
      ({ field, after }) =>
        after === value && table?.fields.some((spec) => spec.field === field && spec.column === column),
    ),
  );
}

function warningOf({ code, address, message }: GateViolation): Finding {
  return { severity: "warning", code, message, address };
}

function byCodeThenAddress(left: ClosedGate, right: ClosedGate): number {
  return left.code < right.code ? -1 : left.code > right.code ? 1 : left.address < right.address ? -1 : 1;
}
