import type { Conflict, Drift, Plan, ResourceChange } from "../../../src/model/plan.ts";
import type { PlanView } from "../../../src/render/plan/plan-view.ts";

/** The moment the screens show. */
export const now = new Date("2025-08-07T08:30:00Z");

export const emptyPlan: Plan = {
  planId: "3f9a1c5e0b7d4f2a8c6e1d3b5a7f9c0e2d4b6a8f0c1e3d5b7a9f1c3e5d7b9a1f",
  lineage: "6f1f9d0a-6a52-4f0e-9a55-0d5c3f0f4b11",
  targets: [],
  reverts: [],
  forcedConflicts: [],
  changes: [],
  drift: [],
  conflicts: [],
  gates: [],
  findings: [],
  approvals: [],
  summary: { add: 0, change: 0, destroy: 0, drift: 0, conflict: 0 },
  records: [],
};

export const mapEnumValues: ResourceChange = {
  address: "task/1.3",
  kind: "Task",
  action: "create",
  before: null,
  after: { name: "Map enum values", status: "pending" },
  effects: [],
  fields: [
    { field: "name", before: null, after: "Map enum values" },
    { field: "status", before: null, after: "pending" },
  ],
  reason: "declared",
  source: { file: "state/tasks/1.3.yaml", line: 1 },
};

export const documentEnums: ResourceChange = {
  address: "task/1.1",
  kind: "Task",
  action: "update",
  before: { name: "Document all duplicate ENUMs", status: "in_progress" },
  after: { name: "Document all duplicate ENUMs", status: "completed" },
  effects: [],
  fields: [{ field: "status", before: "in_progress", after: "completed" }],
  reason: "declared",
  source: { file: "state/tasks/1.1.yaml", line: 9 },
};

const behindTheBack = { kind: "Task", decision: "kept", changedBy: "agent_rw", application: "psql" } as const;

export const completedByHand: Drift = {
  ...behindTheBack,
  address: "task/1.2",
  action: "changed",
  fields: [{ field: "status", applied: "pending", live: "completed" }],
  changedAt: "2025-08-07T03:12:00Z",
};

export const addedByHand: Drift = {
  ...behindTheBack,
  address: "task/1.9",
  action: "added",
  fields: [],
  changedAt: "2025-08-07T03:14:00Z",
};

export const disputedStatus: Conflict = {
  address: "task/1.1",
  kind: "Task",
  fields: [{ field: "status", declared: "completed", applied: "in_progress", live: "blocked" }],
  message: "the document and the row changed since apply 7c21e0",
};

/** The plan of the second screen: one task to add, one to change, two rows of drift. */
export const screenPlan: Plan = {
  ...emptyPlan,
  changes: [mapEnumValues, documentEnums],
  drift: [completedByHand, addedByHand],
  approvals: [
    { persona: "The Architect", rule: "policy/default#approvals[0]", distinct: true, addresses: ["task/1.1"] },
  ],
  summary: { add: 1, change: 1, destroy: 0, drift: 2, conflict: 0 },
};

export function viewOf(plan: Plan): PlanView {
  return { plan, databaseLine: "aya_rag on ALPHA", gitLine: "wo-1.3 4c1e9aa, contains last apply", now };
}
