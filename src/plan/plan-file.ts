import type { Address } from "../model/address.ts";
import { type Finding, type FindingRow, findingRows } from "../model/finding.ts";
import type { Json } from "../model/json.ts";
import {
  type ChangeAction,
  type ChangeReason,
  type ChangeSource,
  type ClosedGate,
  type ConflictField,
  type Drift,
  type DriftField,
  type FieldChange,
  type FieldEffect,
  type Plan,
  type PlanSummary,
  planFormatVersion,
  type RequiredApproval,
  type ResourceChange,
} from "../model/plan.ts";
import type { Fields } from "../model/resource.ts";

/** A plan as it is saved and as `plan --json` prints it: `schemas/v1/plan.schema.json`. Keys are fixed. */
export interface PlanFile {
  readonly format_version: number;
  /** SHA-256, 64 hexadecimal digits. */
  readonly plan_id: string;
  readonly tool_version: string;
  /** ISO 8601, UTC. */
  readonly created_at: string;
  readonly git: PlanFileGit;
  readonly database: { readonly name: string; readonly lineage: string };
  readonly targets: readonly Address[];
  readonly reverts: readonly Address[];
  readonly forced_conflicts: readonly Address[];
  readonly gates: readonly ClosedGate[];
  readonly resource_changes: readonly PlanFileChange[];
  readonly resource_drift: readonly PlanFileDrift[];
  readonly conflicts: readonly PlanFileConflict[];
  readonly findings: readonly FindingRow[];
  readonly approvals_required: readonly RequiredApproval[];
  readonly summary: PlanSummary;
  /** Of a plan of copies: what stays where it is, and why. Nothing rests on it. */
  readonly consolidation?: Json;
}

/** `null` where the plan was made outside git, or before the first commit. */
export interface PlanFileGit {
  readonly commit: string | null;
  readonly branch: string | null;
  readonly dirty: boolean;
}

export interface PlanFileChange {
  readonly address: Address;
  readonly kind: string;
  /** The address the row had before a move. */
  readonly previous_address: Address | null;
  readonly change: {
    readonly actions: readonly ChangeAction[];
    readonly before: Fields | null;
    readonly after: Fields | null;
    /** What status effects do to fields that are not declared. */
    readonly after_unknown: { readonly [field: string]: PlanFileEffect };
  };
  readonly fields: readonly FieldChange[];
  readonly reason: ChangeReason;
  readonly source: ChangeSource | null;
  readonly sql?: string;
}

/** The transaction's time; the same, only when the field is empty; NULL. */
export type PlanFileEffect = "set_on_apply" | "set_on_apply_if_empty" | "cleared";

export interface PlanFileDrift {
  readonly address: Address;
  readonly kind: string;
  readonly action: Drift["action"];
  readonly fields: readonly DriftField[];
  readonly decision: Drift["decision"];
  readonly changed_by: string | null;
  readonly application: string | null;
  readonly changed_at: string | null;
}

export interface PlanFileConflict {
  readonly address: Address;
  readonly kind: string;
  readonly fields: readonly ConflictField[];
  readonly message: string;
}

/** What surrounds a plan and is not sealed by its id. */
export interface PlanFileMeta {
  readonly toolVersion: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly git: PlanFileGit;
  readonly databaseName: string;
  /** Statements by address, when they were asked for. */
  readonly sql?: ReadonlyMap<Address, string>;
}

/** The plan in its saved form. */
export function planFileOf(plan: Plan, meta: PlanFileMeta): PlanFile {
  return {
    format_version: planFormatVersion,
    plan_id: plan.planId,
    tool_version: meta.toolVersion,
    created_at: meta.createdAt,
    git: meta.git,
    database: { name: meta.databaseName, lineage: plan.lineage },
    targets: plan.targets,
    reverts: plan.reverts,
    forced_conflicts: plan.forcedConflicts,
    gates: plan.gates,
    resource_changes: plan.changes.map((change) => fileChange(change, meta.sql?.get(change.address))),
    resource_drift: plan.drift.map(fileDrift),
    conflicts: plan.conflicts.map(({ address, kind, fields, message }) => ({ address, kind, fields, message })),
    findings: findingRows(plan.findings),
    approvals_required: plan.approvals,
    summary: plan.summary,
  };
}

/**
 * The plan a file describes: enough to hash, show and compare it. `records` and the rows' ids are not saved, because
 * apply always plans again.
 */
export function planOf(file: PlanFile): Plan {
  return {
    planId: file.plan_id,
    lineage: file.database.lineage,
    targets: file.targets,
    reverts: file.reverts,
    forcedConflicts: file.forced_conflicts,
    changes: file.resource_changes.map(changeOf),
    drift: file.resource_drift.map(driftOf),
    conflicts: file.conflicts,
    gates: file.gates,
    findings: file.findings.map(findingOf),
    approvals: file.approvals_required,
    summary: file.summary,
    records: [],
  };
}

function fileChange(change: ResourceChange, sql: string | undefined): PlanFileChange {
  return {
    address: change.address,
    kind: change.kind,
    previous_address: change.movedFrom ?? null,
    change: {
      actions: [change.action],
      before: change.before,
      after: change.after,
      after_unknown: Object.fromEntries(change.effects.map(({ field, effect }) => [field, effectNames[effect]])),
    },
    fields: change.fields,
    reason: change.reason,
    source: change.source ?? null,
    ...(sql === undefined ? {} : { sql }),
  };
}

const effectNames = {
  stamp: "set_on_apply",
  stampIfNull: "set_on_apply_if_empty",
  clear: "cleared",
} as const satisfies Record<FieldEffect["effect"], PlanFileEffect>;

const effectsByName = { set_on_apply: "stamp", set_on_apply_if_empty: "stampIfNull", cleared: "clear" } as const;

function fileDrift(drift: Drift): PlanFileDrift {
  return {
    address: drift.address,
    kind: drift.kind,
    action: drift.action,
    fields: drift.fields,
    decision: drift.decision,
    changed_by: drift.changedBy ?? null,
    application: drift.application ?? null,
    changed_at: drift.changedAt ?? null,
  };
}

function findingOf({ severity, code, message, file, line, column, address, repairable }: FindingRow): Finding {
  return {
    severity,
    code,
    message,
    ...(file === null ? {} : { file }),
    ...(line === null ? {} : { line }),
    ...(column === null ? {} : { column }),
    ...(address === null ? {} : { address }),
    ...(repairable ? { repairable } : {}),
  };
}

function changeOf(change: PlanFileChange): ResourceChange {
  const { before, after, actions, after_unknown: effects } = change.change;
  return {
    address: change.address,
    kind: change.kind,
    action: actions[0] ?? "update",
    ...(change.previous_address === null ? {} : { movedFrom: change.previous_address }),
    before,
    after,
    effects: Object.entries(effects).map(([field, name]) => ({ field, effect: effectsByName[name] })),
    fields: change.fields,
    reason: change.reason,
    ...(change.source === null ? {} : { source: change.source }),
  };
}

function driftOf(drift: PlanFileDrift): Drift {
  return {
    address: drift.address,
    kind: drift.kind,
    action: drift.action,
    fields: drift.fields,
    decision: drift.decision,
    ...(drift.changed_by === null ? {} : { changedBy: drift.changed_by }),
    ...(drift.application === null ? {} : { application: drift.application }),
    ...(drift.changed_at === null ? {} : { changedAt: drift.changed_at }),
  };
}
