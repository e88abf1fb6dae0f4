import { describe, expect, test } from "vitest";
import { Failure } from "../../../src/model/failure.ts";
import type { Plan } from "../../../src/model/plan.ts";
import { type PlanFileMeta, planFileOf, planOf } from "../../../src/model/plan-file.ts";
import { parsePlanFile } from "../../../src/plan/plan-file-reader.ts";

const plan: Plan = {
  planId: "3f9a1c5e0b7d4f2a8c6e1d3b5a7f9c0e2d4b6a8f0c1e3d5b7a9f1c3e5d7b9a1f",
  lineage: "6f1f9d0a-6a52-4f0e-9a55-0d5c3f0f4b11",
  targets: ["task/1.1"],
  reverts: ["task/1.2"],
  forcedConflicts: [],
  changes: [
    {
      address: "task/1.1",
      kind: "Task",
      action: "update",
      movedFrom: "task/1.0",
      before: { status: "in_progress" },
      after: { status: "completed" },
      effects: [
        { field: "completedAt", effect: "stamp" },
        { field: "startedAt", effect: "stampIfNull" },
        { field: "blockers", effect: "clear" },
      ],
      fields: [{ field: "status", before: "in_progress", after: "completed" }],
      reason: "declared",
      source: { file: "state/tasks/1.1.yaml", line: 9 },
    },
  ],
  drift: [
    {
      address: "task/1.2",
      kind: "Task",
      action: "changed",
      fields: [{ field: "status", applied: "pending", live: "completed" }],
      decision: "reverted",
      changedBy: "agent_rw",
      application: "psql",
      changedAt: "2025-08-07T03:12:00Z",
    },
    { address: "task/1.9", kind: "Task", action: "added", fields: [], decision: "kept" },
  ],
  conflicts: [
    {
      address: "task/1.3",
      kind: "Task",
      fields: [{ field: "notes", declared: null, applied: "Inventory", live: "Review" }],
      message: "the document and the row changed",
    },
  ],
  gates: [{ code: "V7-G002", address: "phase/1", because: ["task/1.2"], message: "1 open task (1.2)" }],
  findings: [{ severity: "warning", code: "V7-G002", message: "1 open task (1.2)", address: "phase/1" }],
  approvals: [
    { persona: "The Architect", rule: "policy/default#approvals[0]", distinct: true, addresses: ["task/1.1"] },
  ],
  summary: { add: 0, change: 1, destroy: 0, drift: 2, conflict: 1 },
  records: [],
};

const meta: PlanFileMeta = {
  toolVersion: "0.1.0",
  createdAt: "2025-08-07T08:30:00Z",
  git: { commit: "4c1e9aa0000000000000000000000000000000000", branch: "wo-1.3", dirty: false },
  databaseName: "aya_rag on ALPHA",
};

describe("a saved plan", () => {
  test("gives back the plan it was made from", () => {
    expect(planOf(parsePlanFile(JSON.stringify(planFileOf(plan, meta))))).toEqual(plan);
  });

  test("is read as well from what plan --json printed", () => {
    const file = planFileOf(plan, meta);
    expect(parsePlanFile(JSON.stringify({ command: "plan", ...file }))).toEqual(file);
  });

  test("names effects as what apply does to the field", () => {
    expect(planFileOf(plan, meta).resource_changes[0]?.change.after_unknown).toEqual({
      completedAt: "set_on_apply",
      startedAt: "set_on_apply_if_empty",
      blockers: "cleared",
    });
  });

  test("holds statements only when they were asked for", () => {
    const sql = new Map([["task/1.1", "UPDATE v7_subworkflow_tasks SET status = $1"]]);
    expect(planFileOf(plan, { ...meta, sql }).resource_changes[0]?.sql).toBe(
      "UPDATE v7_subworkflow_tasks SET status = $1",
    );
    expect(planFileOf(plan, meta).resource_changes[0]).not.toHaveProperty("sql");
  });
});

describe("what is no plan", () => {
  test.each([
    ["no JSON", "kind: Task", "this is not a saved plan: the file is not JSON"],
    ["a list", "[]", "this is not a saved plan: the file must be an object"],
    ["another format", '{"format_version": 2}', "the plan has format 2, this v7 reads format 1"],
  ])("%s is refused", (_, text, message) => {
    expect(failureOf(text)).toMatchObject({ code: "V7-P010", message });
  });

  test("every wrong place is named", () => {
    const file = planFileOf(plan, meta);
    const broken = {
      ...file,
      plan_id: 7,
      resource_changes: [{ ...file.resource_changes[0], kind: undefined, colour: "red" }],
    };
    expect(failureOf(JSON.stringify(broken)).findings.map(({ message }) => message)).toEqual([
      "plan_id must be text",
      "resource_changes[0].colour is not known",
      "resource_changes[0].kind must be text",
    ]);
  });

  test("a value nested without end is refused", () => {
    const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
    const text = JSON.stringify(planFileOf(plan, meta)).replace('"declared":null', `"declared":${deep}`);
    expect(failureOf(text).message).toBe(
      "this is not a saved plan: conflicts[0].fields[0].declared is nested deeper than 64",
    );
  });
});

function failureOf(text: string): Failure {
  try {
    parsePlanFile(text);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error("the text was read as a plan");
}
