import { type Address } from "../model/address.ts";
import { canonicalJson, sameJson } from "../model/json.ts";
import type { Kinds } from "../model/kind.ts";
import type { AppliedChange, ClosedGate, Plan, RequiredApproval, ResourceChange } from "../model/plan.ts";
import type { World } from "../model/world.ts";
import { judgeGates } from "./gates.ts";
import { policyInForce } from "./policy.ts";
import type { PlannedWorld } from "./projection.ts";

/** What has come in a plan's way since it was made. */
export type Obstacle =
  | { readonly status: "foreign" }
  | { readonly status: "stale"; readonly rows: readonly Address[] }
  | { readonly status: "expired" }
  | { readonly status: "closed"; readonly gates: readonly ClosedGate[] };

/**
 * Why a plan made earlier could not be carried out now, as far as rows, Policy and the clock tell: its documents may lie in
 * another checkout. Undefined where nothing stands in its way.
 */
export function obstacleTo(
  { plan, createdAt }: { readonly plan: Plan; readonly createdAt: string },
  { kinds, world, now }: { readonly kinds: Kinds; readonly world: World; readonly now: Date },
): Obstacle | undefined {
  if (plan.lineage !== world.lineage) return { status: "foreign" };
  const policy = policyInForce(kinds, world);
  const rows = movedRows(plan.changes, { kinds, world });
  const asksOthers = whoIsAsked(policy.requiredApprovals(plan.changes)) !== whoIsAsked(plan.approvals);
  if (rows.length > 0 || asksOthers) return { status: "stale", rows };
  const { planLifetimeMs } = policy;
  if (planLifetimeMs !== undefined && now.getTime() - Date.parse(createdAt) > planLifetimeMs)
    return { status: "expired" };
  const closed = closedNow(plan, { kinds, world });
  const gates = closed.filter((gate) => !plan.gates.some((known) => isSame(known, gate)));
  if (gates.length > 0) return { status: "closed", gates };
  const isOpenNow = plan.gates.some((known) => !closed.some((gate) => isSame(known, gate)));
  return isOpenNow ? { status: "stale", rows: [] } : undefined;
}

function isSame(left: ClosedGate, right: ClosedGate): boolean {
  return left.code === right.code && left.address === right.address;
}

function whoIsAsked(approvals: readonly RequiredApproval[]): string {
  return canonicalJson(approvals.map((approval) => ({ ...approval })));
}

interface Ground {
  readonly kinds: Kinds;
  readonly world: World;
}

/** The rows that no longer stand as the plan found them. What is no row of v7's says nothing here. */
function movedRows(changes: readonly ResourceChange[], { kinds, world }: Ground): Address[] {
  const rows = changes.filter(({ kind }) => kinds.byName(kind) !== undefined);
  return rows.filter((change) => !isAsFound(change, world)).map(({ address }) => address);
}

function isAsFound({ action, address, movedFrom, before }: ResourceChange, { live }: World): boolean {
  const row = live.get(movedFrom ?? address);
  if (action === "create") return row === undefined;
  return (
    row !== undefined &&
    Object.entries(before ?? {}).every(([field, value]) => sameJson(value, row.fields[field] ?? null))
  );
}

/** The gates that what the plan does would meet now. */
function closedNow({ changes }: Plan, { kinds, world }: Ground): readonly ClosedGate[] {
  return judgeGates(plannedWorld(changes, { kinds, world })).closed;
}

/** The world with these changes on top, as far as they are of v7's rows. */
export function plannedWorld(changes: readonly ResourceChange[], { kinds, world }: Ground): PlannedWorld {
  const rows = changes.filter(({ kind }) => kinds.byName(kind) !== undefined);
  return { kinds, world, changes: rows, records: rows.map((change) => recordOf(change, world)) };
}

/** What would be applied of it. */
function recordOf({ action, address, kind, after, movedFrom }: ResourceChange, { applied }: World): AppliedChange {
  if (action === "delete") return { action: "forget", address };
  const before = applied.get(movedFrom ?? address)?.fields;
  return { action: "put", address, kind, name: "", applied: { ...before, ...after }, spec: {} };
}
