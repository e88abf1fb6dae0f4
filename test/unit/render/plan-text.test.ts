import { describe, expect, test } from "vitest";
import type { ClosedGate, Plan, ResourceChange } from "../../../src/model/plan.ts";
import { renderPlan } from "../../../src/render/plan/plan-text.ts";
import {
  addedByHand,
  completedByHand,
  disputedStatus,
  documentEnums,
  emptyPlan,
  mapEnumValues,
  screenPlan,
  viewOf,
} from "./plans.ts";

/** Everybody who was asked has agreed. */
const agreed = { approvals: [], missing: [], approvers: {}, asked_at: null, next: "v7 apply 3f9a1c --approved" };

describe("the plan's text", () => {
  test("reads as the plan screen", () => {
    expect(renderPlan(viewOf(screenPlan))).toBe(`Database: aya_rag on ALPHA   Git: wo-1.3 4c1e9aa, contains last apply

Drift (kept):
  ~ task/1.2#status  pending → completed  03:12 agent_rw, psql
  + task/1.9         in no document       03:14 agent_rw, psql

Changes:
  + task/1.3  Map enum values            state/tasks/1.3.yaml:1
      status: pending
  ~ task/1.1                             state/tasks/1.1.yaml:9
      status: in_progress → completed

Plan 3f9a1c needs: The Architect. Drift kept: 2 rows.
Plan: 1 to add, 1 to change, 0 to destroy.`);
  });

  test("says that nothing changed", () => {
    expect(renderPlan(viewOf(emptyPlan))).toBe(`Database: aya_rag on ALPHA   Git: wo-1.3 4c1e9aa, contains last apply

No changes. The database matches the declared state.`);
  });

  test("ends in the drift's count when there is nothing to apply", () => {
    const plan = { ...emptyPlan, drift: [completedByHand, addedByHand], summary: { ...emptyPlan.summary, drift: 2 } };
    expect(lastLine(plan)).toBe("No changes to apply. Drift: 2 rows.");
  });

  test("names the next command when nobody has to approve", () => {
    const view = { ...viewOf({ ...screenPlan, drift: [], approvals: [] }), agreement: agreed };
    expect(renderPlan(view)).toContain("Plan 3f9a1c. Next: v7 apply 3f9a1c --approved\n");
    expect(renderPlan({ ...view, isQuestion: true })).toContain("\nPlan 3f9a1c.\n");
  });

  test("ends with how to ask, and then with who types what", () => {
    const missing = { ...agreed, missing: ["The Architect"], approvers: { "The Architect": ["arthur", "john"] } };
    const view = viewOf({ ...screenPlan, drift: [] });
    expect(renderPlan({ ...view, agreement: { ...missing, next: "v7 plan --ask" } })).toContain(
      "\nPlan 3f9a1c needs: The Architect. Next: v7 plan --ask\n",
    );
    const asked = { ...missing, asked_at: "2025-08-07T08:00:00Z", next: "v7 approve 3f9a1c" };
    expect(renderPlan({ ...view, agreement: asked })).toContain(
      "\nPlan 3f9a1c needs: The Architect. Asked.\narthur or john runs: v7 approve 3f9a1c\n",
    );
    const nobody = { ...asked, approvers: { "The Architect": [] } };
    expect(renderPlan({ ...view, agreement: nobody })).toContain(
      "\nThe Architect has no login that counts: identities.postgres of the Persona names them\n",
    );
  });

  test("says who approved", () => {
    const approvals = [{ persona: "The Architect", approved_by: "arthur", approved_at: "2025-08-07T08:28:00Z" }];
    const view = { ...viewOf({ ...screenPlan, drift: [] }), agreement: { ...agreed, approvals } };
    expect(renderPlan(view)).toMatch(
      /\nPlan 3f9a1c\. Approved by The Architect \(arthur, .*\)\. Next: v7 apply 3f9a1c --approved\n/,
    );
  });

  test("of a plan that was made earlier says what has become of it, and not to apply it", () => {
    const standing = {
      status: "stale",
      because: "task/1.1 changed since it was made",
      expires_at: null,
      refused: null,
    } as const;
    const view = { ...viewOf(screenPlan), standing, agreement: { ...agreed, next: "v7 plan" } };
    expect(renderPlan(view)).toContain(
      "\nPlan 3f9a1c is stale: task/1.1 changed since it was made. Next: v7 plan\nPlan: 1 to add",
    );
  });

  test("shows what status effects set and clear", () => {
    const change: ResourceChange = {
      ...documentEnums,
      effects: [
        { field: "completedAt", effect: "stamp" },
        { field: "startedAt", effect: "stampIfNull" },
        { field: "blockers", effect: "clear" },
      ],
    };
    expect(linesBelow({ ...emptyPlan, changes: [change] }, "~ task/1.1")).toEqual([
      "      status: in_progress → completed",
      "      completedAt: (set on apply)",
      "      startedAt: (set on apply if empty)",
      "      blockers: (cleared)",
    ]);
  });

  test("shows where a moved row was", () => {
    const change: ResourceChange = {
      ...documentEnums,
      address: "task/1.3",
      movedFrom: "task/1.2",
      fields: [],
      reason: "moved",
    };
    expect(renderPlan(viewOf({ ...emptyPlan, changes: [change] }))).toContain("~ task/1.3 (was task/1.2) ");
  });

  test("shows a removal with its name and no file", () => {
    const { source: _, ...change } = {
      ...mapEnumValues,
      action: "delete",
      before: mapEnumValues.after,
      after: null,
      fields: [],
    } as const;
    expect(renderPlan(viewOf({ ...emptyPlan, changes: [change] }))).toMatch(
      / {2}- task\/1\.3 {2}Map enum values {2,}in no document\n/,
    );
  });

  test("names a closed gate, its code and what it waits for", () => {
    const gate: ClosedGate = {
      code: "V7-G002",
      address: "phase/1",
      because: ["task/1.2"],
      message: "1 open task (1.2)",
    };
    const text = renderPlan(viewOf({ ...screenPlan, gates: [gate], approvals: [] }));
    expect(text).toContain("  Gate closed: phase/1: 1 open task (1.2) [V7-G002]\n      waits for task/1.2\n");
    expect(text).not.toContain("v7 apply");
  });

  test("lists drift that the plan undoes apart from drift it keeps", () => {
    const plan: Plan = { ...emptyPlan, drift: [{ ...completedByHand, decision: "reverted" }, addedByHand] };
    expect(linesBelow(plan, "Drift (kept):")).toEqual(["  + task/1.9  in no document  03:14 agent_rw, psql"]);
    expect(linesBelow(plan, "Drift (reverted):")).toEqual([
      "  ~ task/1.2#status  pending → completed  03:12 agent_rw, psql",
    ]);
  });

  test("shows a conflict's three sides and both ways out", () => {
    const plan = { ...emptyPlan, conflicts: [disputedStatus], summary: { ...emptyPlan.summary, conflict: 1 } };
    expect(renderPlan(viewOf(plan))).toContain(`Conflicts:
  ! task/1.1  the document and the row changed since apply 7c21e0
      status: declared completed · applied in_progress · live blocked
  Keep the row: v7 pull task/1.1 --theirs   Keep the document: v7 plan --force-conflicts task/1.1

1 conflict: apply refuses until each is decided.
Plan: 0 to add, 0 to change, 0 to destroy.`);
  });

  test("shows references as addresses when told what they stand for", () => {
    const change: ResourceChange = {
      ...documentEnums,
      fields: [{ field: "dependsOn", before: [], after: ["1.1", "1.2"] }],
    };
    const view = { ...viewOf({ ...emptyPlan, changes: [change] }), referenceSegment: () => "task" };
    expect(renderPlan(view)).toContain("      dependsOn: [] → [task/1.1, task/1.2]\n");
  });

  test("shows statements only when they are given", () => {
    const sql = new Map([["task/1.1", "UPDATE v7_subworkflow_tasks\n   SET status = $1"]]);
    const text = renderPlan({ ...viewOf(screenPlan), sql });
    expect(text).toContain("      | UPDATE v7_subworkflow_tasks\n      |    SET status = $1\n");
  });

  test("shows the fields of a row that goes", () => {
    const change: ResourceChange = { ...mapEnumValues, action: "delete", before: mapEnumValues.after, after: null };
    expect(linesBelow({ ...emptyPlan, changes: [change] }, "- task/1.3")).toEqual(["      status: pending"]);
  });

  test("of more than twenty new rows shows only those that decide about others, until all are asked for", () => {
    const tasks = Array.from({ length: 20 }, (_, index) => ({ ...mapEnumValues, address: `task/1.${index}` }));
    const persona = { ...mapEnumValues, kind: "Persona", address: "persona/Dev Team", after: { description: "Codes" } };
    const view = viewOf({ ...emptyPlan, changes: [...tasks, persona] });
    expect(renderPlan(view).match(/^ {6}.*/gm)).toEqual(["      description: Codes"]);
    expect(renderPlan(view)).toContain("  Fields of 20 rows are not shown: v7 plan --full\n");
    expect(renderPlan({ ...view, isFull: true }).match(/^ {6}status: pending$/gm)).toHaveLength(20);
  });

  test("renders ten thousand changes, each once", () => {
    const changes = Array.from({ length: 10_000 }, (_, index) => ({ ...documentEnums, address: `task/1.${index}` }));
    expect(renderPlan(viewOf({ ...emptyPlan, changes })).split("\n")).toHaveLength(20_006);
  });
});

function lastLine(plan: Plan): string | undefined {
  return renderPlan(viewOf(plan)).split("\n").at(-1);
}

function linesBelow(plan: Plan, start: string): string[] {
  const lines = renderPlan(viewOf(plan)).split("\n");
  const first = lines.findIndex((line) => line.trimStart().startsWith(start)) + 1;
  return lines.slice(first, lines.indexOf("", first));
}
