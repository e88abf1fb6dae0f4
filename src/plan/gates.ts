import type { Address } from "../model/address.ts";
import type { Finding } from "../model/finding.ts";
import type { GateViolation, Projection, Kinds } from "../model/kind.ts";
import type { ClosedGate, ResourceChange } from "../model/plan.ts";
import { protectField } from "../model/resource.ts";
import type { World } from "../model/world.ts";
import { type PlannedWorld, project } from "./projection.ts";
import { isLegalMove, legalNextStatuses } from "./status.ts";

export interface GateVerdict {
  /** What blocks the apply. */
  readonly closed: readonly ClosedGate[];
  /** What was already broken and the plan does not move. */
  readonly warnings: readonly Finding[];
}

/** Judges the state the plan would leave behind. */
export function judgeGates(planned: PlannedWorld): GateVerdict {
  const { kinds, world, changes } = planned;
  const projection = project(planned);
  const moved = movedAddresses(kinds, changes);
  const violations = kinds.all.flatMap((kind) => kind.gates?.(projection) ?? []).toSorted(byCodeThenAddress);
  const blocking = violations.filter(({ address, isAdvice = false }) => moved.has(address) && !isAdvice);
  return {
    closed: [
      ...statusGates(kinds, world, changes),
      ...protectionGates(kinds, world, changes),
      ...proofGates(changes, moved, projection),
      ...blocking,
    ].toSorted(byCodeThenAddress),
    warnings: violations.filter(({ address, isAdvice = false }) => moved.has(address) === isAdvice).map(warningOf),
  };
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

/** What somebody wrote past v7 is no ground to move on: an approval above all, which only its plan can give. */
function proofGates(
  changes: readonly ResourceChange[],
  moved: ReadonlySet<Address>,
  projection: Projection,
): GateViolation[] {
  return changes.flatMap(({ address, action, reason }) => {
    const fields = projection.unproven(address);
    const goesOn = action === "update" && reason !== "reverted" && moved.has(address);
    if (!goesOn || fields.length === 0) return [];
    const message = `${address} cannot move while ${fields.join(", ")} stands in its row otherwise than v7 applied it`;
    return [{ code: "V7-G023", address, because: [], message }];
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
