import { describe, expect, test } from "vitest";
import { type Evidence, nextActions } from "../../../src/plan/next-actions.ts";
import { readyTasks } from "../../../src/plan/ready-tasks.ts";
import type { Fields } from "../../../src/model/resource.ts";
import type { LiveResource } from "../../../src/model/world.ts";
import { declared, planOf, row, settled, worldOf } from "./world.ts";

const now = new Date("2025-08-12T08:00:00Z");
const sentinel = "Layer 1 Data Sentinel";
const running = row("Phase", "1", { status: "in_progress" });

/** A task of phase 1. */
function task(number: string, fields: Fields = {}): LiveResource & ReturnType<typeof row> {
  const usual = { name: "Map ENUM values", responsiblePersona: sentinel, status: "pending" };
  return row("Task", number, { ...usual, ...fields });
}

function evidence(rows: readonly ReturnType<typeof row>[], more: Partial<Evidence> = {}): Evidence {
  const quiet = { plan: undefined, errors: 0, drift: [], conflicts: [], waiting: [], phaseStep: null, queued: [] };
  return { ...quiet, world: settled(...rows), now, ...more };
}

const namesOf = (tasks: readonly { readonly name: string }[]): string[] => tasks.map(({ name }) => name);
const ready = (rows: readonly ReturnType<typeof row>[], persona?: string): string[] =>
  namesOf(readyTasks({ world: settled(...rows), now }, { persona }));

describe("a task can begin", () => {
  test("that is pending, after nothing that is open, in a phase under way", () => {
    const rows = [
      running,
      task("1.1", { status: "completed" }),
      task("1.2", { dependsOn: ["1.1"] }),
      task("1.3", { dependsOn: ["1.2"] }),
    ];
    expect(ready(rows)).toEqual(["1.2"]);
  });

  test.each(["blocked", "deferred", "in_progress", "review", "completed", "cancelled"])(
    "and none that is %s",
    (status) => {
      expect(ready([running, task("1.1", { status })])).toEqual([]);
    },
  );

  test("and none of a phase that has not begun", () => {
    expect(ready([row("Phase", "1", { status: "not_started" }), task("1.1")])).toEqual([]);
  });

  test("by the persona that it is for, and by no other", () => {
    expect(ready([running, task("1.1")], sentinel)).toEqual(["1.1"]);
    expect(ready([running, task("1.1")], "Test Sentinel")).toEqual([]);
  });

  test("that somebody took, once their time is over", () => {
    const taken = { "claim.by": "Test Sentinel", "claim.until": "2025-08-12T09:00:00Z" };
    const over = { "claim.by": "Test Sentinel", "claim.until": "2025-08-12T07:00:00Z" };
    expect(ready([running, task("1.1", taken), task("1.2", over)])).toEqual(["1.2"]);
    expect(ready([running, task("1.1", { ...taken, responsiblePersona: "Test Sentinel" })], "Test Sentinel")).toEqual([
      "1.1",
    ]);
  });

  test("first that most others wait for, one behind the other", () => {
    const rows = [
      running,
      task("1.1"),
      task("1.2"),
      task("1.3", { dependsOn: ["1.2"] }),
      task("1.4", { dependsOn: ["1.3"] }),
    ];
    expect(ready(rows)).toEqual(["1.2", "1.1"]);
  });

  test("also where others wait for each other in a circle", () => {
    const rows = [
      running,
      task("1.1"),
      task("1.2", { dependsOn: ["1.3"] }),
      task("1.3", { dependsOn: ["1.2", "1.1"] }),
    ];
    expect(ready(rows)).toEqual(["1.1"]);
  });
});

test("what to do is told from the gravest on, each with what to type", () => {
  const rows = [
    running,
    task("1.1", { status: "in_progress", startedAt: "2025-08-07T08:00:00Z" }),
    task("1.2"),
    row("Impact", "contact-status", { riskAssessment: "high", description: "Curation reads it" }),
  ];
  const drift = { kind: "Task", action: "changed", fields: [], decision: "kept" } as const;
  const told = nextActions(
    evidence(rows, {
      errors: 1,
      drift: [{ ...drift, address: "task/1.2", changedBy: "agent_rw", application: "psql" }],
      conflicts: [{ address: "task/1.1", kind: "Task", fields: [], message: "All three differ." }],
      waiting: [{ plan_id: "3f9a1c07d2b8", missing: ["The Architect"], next: "v7 approve 3f9a1c" }],
      phaseStep: "v7 phase review 1",
      queued: [{ title: "Scan the downloads", rationale: "Never scanned", argv: ["v7", "scan", "my files"] }],
    }),
    { persona: undefined },
  );
  expect(told.map(({ kind, command }) => `${kind}: ${String(command)}`)).toEqual([
    "documents: v7 validate",
    "conflict: v7 plan",
    "drift: v7 pull task/1.2",
    "approval: v7 approve 3f9a1c",
    "impact: v7 impact approve contact-status --as PERSONA",
    "gate: v7 phase review 1",
    "stale: v7 task show 1.1",
    "task: v7 task start 1.2",
    "gap: v7 scan 'my files'",
  ]);
  expect(told.find(({ kind }) => kind === "drift")?.why).toBe("By agent_rw with psql.");
  expect(told.find(({ kind }) => kind === "stale")?.why).toBe(`In progress for 5 days, by ${sentinel}.`);
});

test("a persona is not told of plans that wait for others", () => {
  const waiting = [{ plan_id: "3f9a1c07d2b8", missing: ["The Architect"], next: "v7 approve 3f9a1c" }];
  expect(nextActions(evidence([], { waiting }), { persona: sentinel })).toEqual([]);
  expect(nextActions(evidence([], { waiting }), { persona: "The Architect" })).toHaveLength(1);
});

test("what is declared and not applied is one thing to do, unless its plan waits already", () => {
  const plan = planOf([declared("Task", "1.1", { status: "pending" })], worldOf([]));
  expect(nextActions(evidence([], { plan }), { persona: undefined })).toMatchObject([
    { kind: "plan", title: "1 change is declared and not applied", command: "v7 plan" },
  ]);
  const waiting = [{ plan_id: plan.planId, missing: ["The Architect"], next: null }];
  expect(nextActions(evidence([], { plan, waiting }), { persona: undefined })).toMatchObject([{ kind: "approval" }]);
});
