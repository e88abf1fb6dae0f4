import { type DocumentInput, persona, phase, policy, task } from "./engine/documents.ts";

/** A document of a kind that declares every field it can, and another value for each. */
export interface KindFixture {
  readonly document: DocumentInput;
  readonly changes: { readonly [field: string]: unknown };
  /** Documents that must be there first. */
  readonly needs?: readonly DocumentInput[];
}

const blocker = {
  issue: "No backup of aya_rag",
  raised_by: "Layer 1 Guardian",
  severity: "high",
  raised_at: "2025-08-07T09:00:00Z",
};

/** By the kind's name. A new kind needs one here; the contract suite does the rest. */
export const fixtures: { readonly [kind: string]: KindFixture } = {
  Persona: {
    document: persona("V7 Conductor", {
      description: "Issues work orders, processes reports and keeps the state of the migration",
      identities: { postgres: ["conductor"], git: ["conductor@example.org"], github: ["v7-conductor"] },
    }),
    changes: { description: "Issues work orders", identities: { postgres: ["conductor", "deputy"] } },
  },
  Policy: {
    document: policy({
      planTtl: "24h",
      applyFrom: { branch: "main", clean: true },
      drift: { default: "keep" },
      approvals: [{ when: { kind: "Phase", field: "status", to: "approved" }, by: ["The Architect"] }],
    }),
    changes: {
      planTtl: "12h",
      applyFrom: { branch: "main", clean: false },
      drift: { default: "keep", kinds: { Task: "keep" } },
      approvals: [],
    },
  },
  Phase: {
    document: phase("1", {
      status: "not_started",
      plannedDays: 5,
      startedAt: "2025-08-07T09:00:00.123456Z",
      completedAt: "2025-08-14T17:30:00Z",
      approval: { status: "pending", by: "The Architect", notes: "All deliverables verified" },
      deliverables: { assessment_report: "https://dart.ai/doc/xyz" },
      blockers: [blocker],
    }),
    changes: {
      name: "Assessment of the rest",
      status: "in_progress",
      leadPersona: "Test Sentinel",
      plannedDays: 7,
      startedAt: "2025-08-08T09:00:00Z",
      completedAt: "2025-08-15T17:30:00.5Z",
      "approval.status": "rejected",
      "approval.by": "Test Sentinel",
      "approval.notes": 'Not yet: "see DART" \\ {1,2}',
      deliverables: { assessment_report: "https://dart.ai/doc/xyz", inventory: "https://dart.ai/doc/abc" },
      blockers: [blocker, { ...blocker, severity: "low" }],
    },
  },
  Task: {
    needs: [phase("2"), task("2.1"), task("2.2")],
    document: task("2.3", {
      status: "pending",
      dartTaskId: "DART_TASK_123",
      dartTaskUrl: "https://dart.ai/task/123",
      startedAt: "2025-08-07T09:00:00Z",
      completedAt: "2025-08-08T17:30:00Z",
      blockers: ["No backup", "No owner"],
      dependsOn: ["2.1", "2.2"],
      deliverableUrls: ["https://dart.ai/doc/xyz"],
      notes: "Work order issued 2025-08-07",
    }),
    changes: {
      name: "Review the duplicate ENUM list",
      responsiblePersona: "Test Sentinel",
      status: "blocked",
      dartTaskId: "DART_TASK_124",
      dartTaskUrl: "https://dart.ai/task/124",
      startedAt: "2025-08-07T13:00:00.000001+04:00",
      completedAt: "2025-08-09T17:30:00Z",
      blockers: ["No owner", "No backup"],
      dependsOn: ["2.2"],
      deliverableUrls: [],
      notes: 'line one\nline two, with "quotes", {braces} and NULL',
    },
  },
};
