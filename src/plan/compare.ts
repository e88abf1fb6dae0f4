import type { Address } from "../model/address.ts";
import { type Json, sameJson } from "../model/json.ts";
import type { Kind } from "../model/kind.ts";
import type { ChangeReason, ConflictField, DriftField, FieldChange } from "../model/plan.ts";
import { type Fields, labelsField, protectField, type Resource } from "../model/resource.ts";
import type { AcceptedValue, AppliedResource, LiveResource } from "../model/world.ts";
import { isAccepted, isGoneAccepted } from "./accepted.ts";

/** What a person asked for beside the documents. */
export interface Decisions {
  /** True when drift of this address (or of one of its fields) is to be undone. */
  reverts(address: Address, kind: string, field?: string): boolean;
  /** True when the document wins over a row that changed at the same time. */
  forces(address: Address): boolean;
}

/** One resource's three sides; `declared` undefined means its document is gone. */
export interface Sides {
  readonly address: Address;
  readonly kind: Kind;
  readonly declared?: Resource;
  readonly fields?: Fields;
  readonly applied?: AppliedResource;
  readonly live?: LiveResource;
  /** What a document took from the row. */
  readonly accepted?: readonly AcceptedValue[];
}

/** The verdict on one resource. Every part may be empty; then it is in sync. */
export interface Comparison {
  readonly action: "none" | "create" | "update" | "delete" | "forget";
  readonly reason: ChangeReason;
  readonly changes: readonly FieldChange[];
  readonly drift: readonly DriftField[];
  readonly driftAction?: "changed" | "added" | "removed";
  readonly driftReverted: boolean;
  readonly conflicts: readonly ConflictField[];
  /** What v7 will have applied afterwards; undefined: nothing to remember. */
  readonly applied?: Fields;
}

/** The three-way comparison of one resource: declared, last applied, live. */
export function compare(sides: Sides, decisions: Decisions): Comparison {
  if (sides.fields === undefined) return compareUndeclared(sides, decisions);
  if (sides.live === undefined) return compareMissing(sides, sides.fields, decisions);
  return compareFields(sides, sides.fields, sides.live, decisions);
}

function compareUndeclared(sides: Sides, decisions: Decisions): Comparison {
  const { address, kind, applied, live } = sides;
  if (applied === undefined || isGoneAccepted(sides)) {
    const owned = live !== undefined && kind.table?.ownership === "sole";
    return owned ? { ...inSync, driftAction: "added" } : inSync;
  }
  if (live === undefined) return { ...inSync, action: "forget" };
  const moved = Object.keys(applied.fields).filter((field) => !sameJson(applied.fields[field], liveValue(live, field)));
  if (moved.length > 0 && !decisions.forces(address)) {
    const conflicts = moved.map((field) => conflictOf(field, undefined, applied.fields[field], live));
    return { ...inSync, conflicts, applied: applied.fields };
  }
  return { ...inSync, action: "delete", reason: "removed" };
}

function compareMissing(sides: Sides, fields: Fields, decisions: Decisions): Comparison {
  const { address, kind, applied, accepted = [] } = sides;
  const create = { ...inSync, action: "create" as const, changes: createdFields(fields), applied: fields };
  if (applied === undefined && accepted.length === 0) return { ...create, reason: "declared" };
  const edited = Object.keys(fields).filter(
    (field) => !sameJson(fields[field], applied?.fields[field]) && !isAccepted(sides, field, fields[field] ?? null),
  );
  if (applied === undefined && edited.length > 0) return { ...create, reason: "declared" };
  if (decisions.reverts(address, kind.name))
    return { ...create, reason: "reverted", driftAction: "removed", driftReverted: true };
  if (edited.length === 0) return { ...inSync, driftAction: "removed", applied: fields };
  if (decisions.forces(address)) return { ...create, reason: "forced" };
  const conflicts = edited.map((field) => conflictOf(field, fields[field], applied?.fields[field], undefined));
  return { ...inSync, conflicts, ...(applied ? { applied: applied.fields } : {}) };
}

function compareFields(sides: Sides, fields: Fields, live: LiveResource, decisions: Decisions): Comparison {
  const { address, kind, applied } = sides;
  const changes: FieldChange[] = [];
  const drift: DriftField[] = [];
  const conflicts: ConflictField[] = [];
  const record: Record<string, Json> = {};
  let reverted = false;
  let forced = false;
  for (const field of declaredFieldNames(kind, fields, applied)) {
    const wanted = fields[field] ?? (field === protectField ? false : null);
    const current = liveValue(live, field);
    if (Object.hasOwn(fields, field) || isHeld(kind, field)) record[field] = wanted;
    const last = baseOf(sides, field, { wanted, current });
    if (sameJson(wanted, current) && followsRow(sides, field, wanted)) continue;
    if (last === undefined || sameJson(last, current)) {
      changes.push({ field, before: current, after: wanted });
    } else if (sameJson(wanted, last)) {
      drift.push({ field, applied: last, live: current });
      if (decisions.reverts(address, kind.name, field)) {
        changes.push({ field, before: current, after: wanted });
        reverted = true;
      }
    } else if (decisions.forces(address)) {
      changes.push({ field, before: current, after: wanted });
      forced = true;
    } else {
      conflicts.push(conflictOf(field, wanted, last, live));
      record[field] = last;
    }
  }
  const moved = sides.declared?.movedFrom !== undefined && applied !== undefined && applied.address !== address;
  return {
    action: changes.length > 0 || moved ? "update" : "none",
    reason: reasonOf({ moved, reverted, forced, adopted: applied === undefined }),
    changes,
    drift,
    ...(drift.length > 0 ? { driftAction: "changed" as const } : {}),
    driftReverted: reverted,
    conflicts,
    applied: record,
  };
}

/**
 * What declared and live values are both compared with: the applied one, unless the document has its value from the row, by
 * `pull` or `adopt`, and the row has gone on from there.
 */
function baseOf(
  sides: Sides,
  field: string,
  { wanted, current }: { readonly wanted: Json; readonly current: Json },
): Json | undefined {
  const last = sides.applied?.fields[field];
  if (last !== undefined && (sameJson(last, current) || sameJson(last, wanted))) return last;
  return isAccepted(sides, field, wanted) && followsRow(sides, field, wanted) ? wanted : last;
}

const inSync: Comparison = {
  action: "none",
  reason: "declared",
  changes: [],
  drift: [],
  driftReverted: false,
  conflicts: [],
};

/** What belongs to a list that no document has: forgotten, and left as it is. */
export const unmanaged: Comparison = inSync;

/**
 * The usual case, told without building anything: every declared field is live and applied, and no other is applied. Of such
 * a resource `compare` has nothing to say.
 */
export function isInSync(
  fields: Fields,
  applied: AppliedResource | undefined,
  live: LiveResource | undefined,
): boolean {
  if (applied === undefined || live === undefined) return false;
  let count = 0;
  for (const field in fields) {
    count += 1;
    const wanted = fields[field];
    if (!sameJson(wanted, live.fields[field]) || !sameJson(wanted, applied.fields[field])) return false;
  }
  return Object.keys(applied.fields).length === count;
}

/**
 * What says who must agree to what is never released and never follows its row: a rule that is left out, or edited in
 * the database and declared afterwards, is a change like any other.
 */
function isHeld(kind: Kind, field: string): boolean {
  return kind.isAuthority === true && field !== protectField && field !== labelsField;
}

/**
 * Whether a declared value that is in the row already needs nothing written. Not where it says who agreed: an approval that
 * somebody wrote into the row, and a document then repeats, is a change like any other, and asks for the persona.
 */
function followsRow({ kind, applied }: Sides, field: string, wanted: Json): boolean {
  const last = applied?.fields[field];
  if (sameJson(wanted, last ?? null)) return true;
  if (kind.approval?.fields.includes(field) === true) return applied === undefined;
  return last === undefined || !isHeld(kind, field);
}

/** Protection that is no longer declared is lifted: unlike other fields it has a default. */
function declaredFieldNames(kind: Kind, fields: Fields, applied: AppliedResource | undefined): string[] {
  const left = Object.keys(applied?.fields ?? {}).filter((field) => isHeld(kind, field) && fields[field] === undefined);
  const names = [...Object.keys(fields), ...left];
  const lifted = applied?.fields[protectField] === true && fields[protectField] === undefined;
  return lifted ? [...names, protectField] : names;
}

function liveValue(live: LiveResource, field: string): Json {
  return live.fields[field] ?? (field === protectField ? false : null);
}

function createdFields(fields: Fields): FieldChange[] {
  return Object.keys(fields).map((field) => ({ field, before: null, after: fields[field] ?? null }));
}

function conflictOf(
  field: string,
  declared: Json | undefined,
  applied: Json | undefined,
  live: LiveResource | undefined,
): ConflictField {
  return { field, declared: declared ?? null, applied: applied ?? null, live: live ? liveValue(live, field) : null };
}

function reasonOf(facts: { moved: boolean; reverted: boolean; forced: boolean; adopted: boolean }): ChangeReason {
  if (facts.moved) return "moved";
  if (facts.reverted) return "reverted";
  if (facts.forced) return "forced";
  return facts.adopted ? "adopted" : "declared";
}
