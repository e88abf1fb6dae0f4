import type { Address } from "./address.ts";
import type { Code } from "./codes/codes.ts";
import type {
  Finding as FileFinding,
  PlanFile,
  ResourceChange as FileChange,
  ResourceDrift as FileDrift,
} from "./output/plan-file.ts";
import { type Finding, findingRows } from "./finding.ts";
import { type Drift, type FieldEffect, type Plan, planFormatVersion, type ResourceChange } from "./plan.ts";

export type { PlanFile } from "./output/plan-file.ts";

/** What surrounds a plan and is not sealed by its id. */
export interface PlanFileMeta {
  readonly toolVersion: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly git: PlanFile["git"];
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
    gates: file.gates.map((gate) => ({ ...gate, code: gate.code as Code })),
    findings: file.findings.map(findingOf),
    approvals: file.approvals_required,
    summary: file.summary,
    records: [],
  };
}

function fileChange(change: ResourceChange, sql: string | undefined): FileChange {
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
} as const satisfies Record<FieldEffect["effect"], FileChange["change"]["after_unknown"][string]>;

const effectsByName = { set_on_apply: "stamp", set_on_apply_if_empty: "stampIfNull", cleared: "clear" } as const;

function fileDrift(drift: Drift): FileDrift {
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

/** A plan of a newer v7 may have codes that this one cannot explain: they are shown as they are. */
function findingOf({ severity, code, message, file, line, column, address, repairable }: FileFinding): Finding {
  return {
    severity,
    code: code as Code,
    message,
    ...(file === null ? {} : { file }),
    ...(line === null ? {} : { line }),
    ...(column === null ? {} : { column }),
    ...(address === null ? {} : { address }),
    ...(repairable ? { repairable } : {}),
  };
}

function changeOf(change: FileChange): ResourceChange {
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

function driftOf(drift: FileDrift): Drift {
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
