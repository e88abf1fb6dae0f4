import { describe, expect, test } from "vitest";
import { legalNextStatuses } from "../../../src/plan/status.ts";
import { phase } from "../../../src/reconcilers/phase.ts";
import { task } from "../../../src/reconcilers/task.ts";
import { codes, move } from "./steps.ts";
import { declared, planOf, row, settled, worldOf } from "./world.ts";

describe("a status moves one legal edge an apply", () => {
  const phaseEdges: Record<string, string[]> = {
    not_started: ["in_progress"],
    in_progress: ["review", "blocked", "rolled_back", "not_started"],
    blocked: ["in_progress", "rolled_back"],
    review: ["approved", "rolled_back", "in_progress"],
    approved: ["completed", "rolled_back", "review"],
    completed: ["rolled_back", "approved"],
    rolled_back: ["in_progress", "blocked", "review", "approved", "completed"],
  };
  const taskEdges: Record<string, string[]> = {
    pending: ["in_progress", "blocked", "deferred", "cancelled"],
    blocked: ["in_progress", "deferred", "cancelled", "pending", "review"],
    deferred: ["in_progress", "blocked", "cancelled", "pending", "review"],
    in_progress: ["review", "completed", "blocked", "deferred", "cancelled", "pending"],
    review: ["completed", "blocked", "deferred", "cancelled", "in_progress"],
    completed: ["cancelled", "in_progress", "review"],
    cancelled: ["pending", "blocked", "deferred", "in_progress", "review", "completed"],
  };

  test.each([
    ["Phase", phase, phaseEdges],
    ["Task", task, taskEdges],
  ] as const)("%s", (_, kind, edges) => {
    expect(Object.keys(edges)).toEqual(Object.keys(kind.status?.edges ?? {}));
    for (const [from, to] of Object.entries(edges)) {
      const next = kind.status ? legalNextStatuses(kind.status, from) : [];
      expect([from, new Set(next)]).toEqual([from, new Set(to)]);
    }
  });

  test("an illegal move is a closed gate that names the legal ones", () => {
    const plan = move(
      { "phase/1": { status: "in_progress" }, "task/1.1": { status: "pending" } },
      { "task/1.1": { status: "completed" } },
    );
    expect(codes(plan)).toContain("V7-G001 task/1.1");
    expect(plan.gates[0]?.message).toContain("in_progress");
  });

  test("a creation may enter any status", () => {
    expect(codes(move({ "phase/1": { status: "in_progress" } }, { "task/1.1": { status: "completed" } }))).toEqual([]);
  });

  test("an adopted row has no edge", () => {
    const plan = planOf(
      [declared("Task", "1.1", { status: "completed" })],
      worldOf([row("Task", "1.1", { status: "pending" })]),
    );
    expect(codes(plan)).toEqual([]);
  });

  test("a reverted row has no edge", () => {
    const world = worldOf([row("Task", "1.1", { status: "pending" })], [row("Task", "1.1", { status: "completed" })]);
    expect(codes(planOf([declared("Task", "1.1", { status: "completed" })], world, { reverts: ["task/1.1"] }))).toEqual(
      [],
    );
  });

  test("a move beside a reverted field of the same row keeps its edge", () => {
    const world = worldOf(
      [row("Task", "1.1", { status: "pending", notes: "hotfix" })],
      [row("Task", "1.1", { status: "pending", notes: "Inventory" })],
    );
    const plan = planOf([declared("Task", "1.1", { status: "completed", notes: "Inventory" })], world, {
      reverts: ["task/1.1"],
    });
    expect(codes(plan)).toEqual(["V7-G001 task/1.1"]);
  });

  test("the edge counts from what was applied, not from what somebody made of the row", () => {
    const world = worldOf([row("Task", "1.1", { status: "in_progress" })], [row("Task", "1.1", { status: "pending" })]);
    const plan = planOf([declared("Task", "1.1", { status: "completed" })], world, { forcedConflicts: ["task/1.1"] });
    expect(codes(plan)).toEqual(["V7-G001 task/1.1"]);
  });
});

describe("protection", () => {
  const fields = { status: "pending", "metadata.protect": true };

  test("stops a removal", () => {
    const plan = planOf([], settled(row("Task", "1.1", fields)));
    expect(codes(plan)).toEqual(["V7-G011 task/1.1"]);
  });

  test("is lifted by no longer declaring it, which is a change of its own", () => {
    const plan = planOf([declared("Task", "1.1", { status: "pending" })], settled(row("Task", "1.1", fields)));
    expect(plan.changes).toMatchObject([
      { action: "update", fields: [{ field: "metadata.protect", before: true, after: false }] },
    ]);
    expect(plan.gates).toEqual([]);
  });

  test("stops a machine from being declared out of use", () => {
    const alpha = { role: "primary", status: "active", "metadata.protect": true };
    const plan = planOf(
      [declared("Node", "ALPHA", { ...alpha, status: "inactive" })],
      settled(row("Node", "ALPHA", alpha)),
    );
    expect(codes(plan)).toEqual(["V7-G011 node/ALPHA"]);
  });

  test("does not stop other changes", () => {
    const plan = planOf(
      [declared("Task", "1.1", { ...fields, status: "in_progress" })],
      settled(row("Task", "1.1", fields)),
    );
    expect(codes(plan)).toEqual([]);
  });
});
