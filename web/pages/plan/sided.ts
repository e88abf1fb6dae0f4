import type { Conflict, PlanFile, ResourceChange, ResourceDrift } from "../../../src/model/output/plan-file.ts";
import type { SymbolName, Tone } from "../../parts/symbols.ts";

/** What one side says of a field: a value, or a word for there being none. */
export type Side = { readonly value: unknown } | { readonly word: string };

/** A field on its three sides, and which of them stands alone. */
export interface SidedField {
  readonly field: string;
  readonly declared: Side;
  readonly live: Side;
  readonly applied: Side;
  readonly alone: "declared" | "live" | "all" | "none";
}

/** A row of the review: a resource with what concerns it. */
export interface SidedResource {
  readonly address: string;
  readonly kind: string;
  /** What people call it; empty where the plan does not say. */
  readonly name: string;
  readonly symbol: SymbolName;
  readonly tone: Tone;
  /** In a word, for those who do not see the symbol. */
  readonly action: string;
  /** What is to be known of it beside its fields. */
  readonly says: string;
  readonly source: string;
  readonly fields: readonly SidedField[];
  /** Declared fields that are the same on both sides. */
  readonly equal: readonly SidedField[];
  readonly sql: string | undefined;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly resources: readonly SidedResource[];
  /** Whether filters may hide rows of it. */
  readonly isFiltered: boolean;
}

/** The parts of a plan that are rows. */
export type PlannedRows = Pick<PlanFile, "resource_changes" | "resource_drift" | "conflicts" | "approvals_required">;

/** What v7 last wrote, by address; null where it wrote no such row, or where nobody could say. */
export type LastApplied = { readonly [address: string]: { readonly [field: string]: unknown } | null } | null;

/** What a plan holds, the gravest first; sections that have nothing are left out. */
export function sectionsOf(plan: PlannedRows, applied: LastApplied = null): readonly Section[] {
  const drift = (decision: ResourceDrift["decision"]): readonly SidedResource[] =>
    plan.resource_drift.filter((row) => row.decision === decision).map(sidesOfDrift);
  const asked = new Set(plan.approvals_required.flatMap(({ addresses }) => addresses));
  const changes = plan.resource_changes
    .map((change) => ofChange(change, asked, appliedOf(applied, change.address)))
    .toSorted(byGravity);
  const all: readonly Section[] = [
    { ...section("conflicts", "Conflicts", "A person decides, row by row"), resources: plan.conflicts.map(ofConflict) },
    { ...section("drift", "Changed outside v7, kept", "This plan leaves them as they are"), resources: drift("kept") },
    {
      ...section("reverted", "Changed outside v7, undone", "This plan restores what v7 last wrote"),
      resources: drift("reverted"),
    },
    { ...section("changes", "Changes", ""), resources: changes, isFiltered: true },
  ];
  return all.filter(({ resources }) => resources.length > 0);
}

const section = (id: string, title: string, says: string): Omit<Section, "resources"> => ({
  id,
  title,
  says,
  isFiltered: false,
});

const gravity: Readonly<Record<string, number>> = { destroy: 0, change: 1, add: 2, move: 3 };

function byGravity(left: SidedResource, right: SidedResource): number {
  return (gravity[left.action] ?? 9) - (gravity[right.action] ?? 9);
}

/** What v7 last wrote of a field, as a side. */
type AppliedSide = (field: string) => Side;

function appliedOf(applied: LastApplied, address: string): AppliedSide {
  if (applied === null) return () => ({ word: "not told" });
  const fields = Object.hasOwn(applied, address) ? applied[address] : undefined;
  if (fields === undefined) return () => ({ word: "not told" });
  return (field) => (fields !== null && Object.hasOwn(fields, field) ? sideOf(fields[field]) : { word: "never" });
}

function ofChange(change: ResourceChange, asked: ReadonlySet<string>, applied: AppliedSide): SidedResource {
  const [action = "update"] = change.change.actions;
  const isMove = change.previous_address !== null && change.fields.length === 0;
  const words = { create: "add", update: isMove ? "move" : "change", delete: "destroy" } as const;
  const tones = { create: "add", update: isMove ? "" : "chg", delete: "del" } as const;
  const { before, after } = change.change;
  const changed = new Set(change.fields.map(({ field }) => field));
  const same = Object.keys(after ?? before ?? {}).filter((field) => !changed.has(field) && action === "update");
  const gone = Object.keys(before ?? {}).map((field) => ({ field, before: before?.[field] ?? null, after: null }));
  const effects = Object.entries(change.change.after_unknown).filter(([field]) => !changed.has(field));
  return {
    address: change.address,
    kind: change.kind,
    name: nameOf(after ?? before),
    symbol: isMove ? "moved" : action,
    tone: tones[action],
    action: words[action],
    says: [reasons[change.reason], moved(change), asked.has(change.address) ? "Somebody has to agree to it." : ""]
      .filter(Boolean)
      .join(" "),
    source: change.source === null ? "" : `${change.source.file}:${change.source.line}`,
    fields: [
      ...(action === "delete" ? gone : change.fields).map((field) => changedField(change, action, field, applied)),
      ...effects.map(([field, effect]) => effectOf(field, effect, before?.[field])),
    ],
    equal: same.map((field) => sameField(field, after?.[field], applied)),
    sql: change.sql,
  };
}

const reasons: Readonly<Record<ResourceChange["reason"], string>> = {
  declared: "",
  adopted: "The row is there, and v7 has never written it.",
  moved: "",
  reverted: "Restores what v7 last wrote.",
  forced: "The document wins, as was asked for by --force-conflicts.",
  removed: "No document declares it any more.",
};

function moved({ previous_address: previous }: ResourceChange): string {
  return previous === null ? "" : `It was ${previous}, and keeps its row.`;
}

function changedField(
  { reason }: ResourceChange,
  action: "create" | "update" | "delete",
  { field, before, after }: ResourceChange["fields"][number],
  applied: AppliedSide,
): SidedField {
  const last = applied(field);
  if (action === "create")
    return { field, declared: sideOf(after), live: { word: "no row" }, applied: last, alone: "declared" };
  if (action === "delete")
    return { field, declared: { word: "no document" }, live: sideOf(before), applied: last, alone: "declared" };
  const alone = reason === "reverted" ? "live" : reason === "forced" ? "all" : "declared";
  return { field, declared: sideOf(after), live: sideOf(before), applied: last, alone };
}

function effectOf(field: string, effect: string, before: unknown): SidedField {
  const words: Readonly<Record<string, string>> = {
    set_on_apply: "set on apply",
    set_on_apply_if_empty: "set on apply, if empty",
    cleared: "cleared on apply",
  };
  return {
    field,
    declared: { word: words[effect] ?? effect },
    live: sideOf(before),
    applied: { word: "not managed" },
    alone: "none",
  };
}

function sameField(field: string, value: unknown, applied: AppliedSide): SidedField {
  return { field, declared: sideOf(value), live: sideOf(value), applied: applied(field), alone: "none" };
}

/** A row that somebody changed outside v7: the row stands alone. */
export function sidesOfDrift(drift: Omit<ResourceDrift, "decision">): SidedResource {
  const verb = { changed: "Changed", added: "Added", removed: "Removed" }[drift.action];
  const by = drift.changed_by === null ? " by somebody unknown" : ` by ${drift.changed_by}`;
  const where = drift.application === null ? "" : ` with ${drift.application}`;
  return {
    address: drift.address,
    kind: drift.kind,
    name: "",
    symbol: "drift",
    tone: "out",
    action: "drift",
    says: `${verb}${by}${where}`,
    source: drift.changed_at ?? "",
    fields: drift.fields.map(({ field, applied, live }) => ({
      field,
      declared: drift.action === "added" ? { word: "no document" } : sideOf(applied),
      live: drift.action === "removed" ? { word: "no row" } : sideOf(live),
      applied: drift.action === "added" ? { word: "never" } : sideOf(applied),
      alone: "live",
    })),
    equal: [],
    sql: undefined,
  };
}

function ofConflict(conflict: Conflict): SidedResource {
  return {
    address: conflict.address,
    kind: conflict.kind,
    name: "",
    symbol: "conflict",
    tone: "del",
    action: "conflict",
    says: conflict.message,
    source: "",
    fields: conflict.fields.map(({ field, declared, live, applied }) => ({
      field,
      declared: sideOf(declared),
      live: sideOf(live),
      applied: sideOf(applied),
      alone: "all",
    })),
    equal: [],
    sql: undefined,
  };
}

function sideOf(value: unknown): Side {
  return value === null || value === undefined ? { word: "not set" } : { value };
}

function nameOf(fields: { readonly [field: string]: unknown } | null): string {
  const name = fields?.["name"];
  return typeof name === "string" ? name : "";
}
