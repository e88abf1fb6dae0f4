import { describe, expect, test } from "vitest";
import type { ResourceChange } from "../../../src/model/plan.ts";
import type { World } from "../../../src/model/world.ts";
import { gateChecklist, gateState, type JudgedRule } from "../../../src/plan/gate-checklist.ts";
import { plannedWorld } from "../../../src/plan/plan-standing.ts";
import { project } from "../../../src/plan/projection.ts";
import { kinds } from "../../../src/reconcilers/index.ts";
import { row, settled, worldOf } from "./world.ts";

function checklist(world: World, changes: readonly ResourceChange[] = [], address = "phase/1"): readonly JudgedRule[] {
  const projection = project(plannedWorld(changes, { kinds, world }));
  return gateChecklist({ kinds, projection }, address, { status: "completed" });
}

const told = (rules: readonly JudgedRule[]): readonly string[] =>
  rules.map(({ code, state, because }) => [code, state, ...because].join(" "));

const assessment = row("Phase", "1", { status: "in_progress", "approval.status": null });
const done = row("Task", "1.1", { status: "completed" });
const begun = row("Task", "1.2", { status: "in_progress" });
const feared = row("Impact", "contact-status", { riskAssessment: "high", approvalStatus: "pending", phase: 1 });

describe("the checklist of a phase's gate", () => {
  test("names every rule: what is broken first, then what a person has yet to decide, then what is kept", () => {
    expect(told(checklist(settled(assessment, done, begun, feared)))).toEqual([
      "V7-G002 failed task/1.2",
      "V7-G021 failed impact/contact-status",
      "V7-G004 waits",
      "V7-G003 passed",
      "V7-G023 passed",
    ]);
  });

  test("waits for a person alone where all work is done", () => {
    const rules = checklist(settled(assessment, done));
    expect(gateState(rules)).toBe("waits");
    expect(rules.filter(({ state }) => state !== "passed").map(({ code }) => code)).toEqual(["V7-G004"]);
  });

  test("takes nothing for done that somebody wrote past v7", () => {
    const forged = { ...begun, fields: { status: "completed" } };
    const rules = checklist(worldOf([assessment, done, forged], [assessment, done, begun]));
    expect(told(rules)).toContain("V7-G002 failed task/1.2");
    const moved = { ...assessment, fields: { status: "review", "approval.status": null } };
    expect(told(checklist(worldOf([moved, done], [assessment, done])))).toContain("V7-G023 failed");
  });

  test("is judged with a plan on top by the gates of an apply", () => {
    const completes: ResourceChange = {
      address: "task/1.2",
      kind: "Task",
      action: "update",
      before: { status: "in_progress" },
      after: { status: "completed" },
      effects: [],
      fields: [{ field: "status", before: "in_progress", after: "completed" }],
      reason: "declared",
    };
    const world = settled(assessment, done, begun);
    expect(gateState(checklist(world))).toBe("closed");
    expect(gateState(checklist(world, [completes]))).toBe("waits");
  });

  test("tells a rule that it has no words for by its message", () => {
    const rules = checklist(settled(assessment));
    expect(rules[0]).toMatchObject({ code: "V7-G007", state: "failed", says: expect.stringContaining("phase/1") });
  });

  test("is empty for a phase that has no row", () => {
    expect(checklist(settled(done), [], "phase/1")).toEqual([]);
  });
});
