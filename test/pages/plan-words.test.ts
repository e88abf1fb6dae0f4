import { describe, expect, test } from "vitest";
import type { PlanFile, ResourceChange } from "../../src/model/output/plan-file.ts";
import { comparedWith } from "../../web/pages/plan/against.ts";
import { sectionsOf } from "../../web/pages/plan/sided.ts";
import { type ReviewedPlan, verdictOn } from "../../web/pages/plan/standing.ts";
import { wordDiff } from "../../web/parts/word-diff.ts";

const planId = "3f9a1c07d2b8e541".repeat(4);

function change(
  address: string,
  action: "create" | "update" | "delete",
  more: Partial<ResourceChange> = {},
): ResourceChange {
  const before = action === "create" ? null : { name: "Map enum values", status: "pending" };
  const after = action === "delete" ? null : { name: "Map enum values", status: "completed" };
  const status = { field: "status", before: before?.status ?? null, after: after?.status ?? null };
  const reason = action === "delete" ? "removed" : "declared";
  return {
    address,
    kind: "Task",
    previous_address: null,
    change: { actions: [action], before, after, after_unknown: {} },
    fields: action === "delete" ? [] : [status],
    reason,
    source: null,
    ...more,
  };
}

function plan(more: Partial<PlanFile> = {}): PlanFile {
  return {
    format_version: 1,
    plan_id: planId,
    tool_version: "0.1.0",
    created_at: "2025-10-10T07:41:00Z",
    git: { commit: null, branch: "main", dirty: false },
    database: { name: "aya_rag", lineage: "" },
    targets: [],
    reverts: [],
    forced_conflicts: [],
    gates: [],
    resource_changes: [change("task/1.3", "create"), change("task/1.1", "update"), change("task/1.4", "delete")],
    resource_drift: [],
    conflicts: [],
    findings: [],
    approvals_required: [],
    summary: { add: 1, change: 1, destroy: 1, drift: 0, conflict: 0 },
    ...more,
  };
}

const architect = { persona: "The Architect", rule: "approvals[0]", distinct: true, addresses: ["task/1.4"] };
const nobodyYet = {
  advisory: false,
  approvals: [],
  missing: ["The Architect"],
  approvers: { "The Architect": ["arthur"] },
  asked_at: null,
  next: null,
};

function reviewed(more: Partial<ReviewedPlan> = {}): ReviewedPlan {
  const asked = plan({ approvals_required: [architect] });
  const fresh = { status: "open", because: null, appliedBy: null, expiresAt: null, refused: null } as const;
  return { plan: asked, standing: nobodyYet, lastApplied: null, ...fresh, ...more };
}

const gate = { code: "V7-G002", address: "phase/1", because: [], message: "the gate of phase/2 is closed" };
const conflict = { address: "task/1.2", kind: "Task", fields: [], message: "all three differ" };

describe("the sentence above a plan", () => {
  test.each<[string, ReviewedPlan, string]>([
    ["waits", reviewed(), "Plan 3f9a1c waits for The Architect"],
    ["agreed", reviewed({ standing: { ...nobodyYet, missing: [] } }), "Plan 3f9a1c is agreed"],
    ["nobody is asked", reviewed({ plan: plan() }), "Plan 3f9a1c is ready, nobody has to agree"],
    [
      "advice",
      reviewed({ standing: { ...nobodyYet, advisory: true } }),
      "Plan 3f9a1c asks for The Architect; here that is advice",
    ],
    [
      "no changes",
      reviewed({ plan: plan({ resource_changes: [] }) }),
      "No changes. The database matches the declared state.",
    ],
    [
      "gate",
      reviewed({ plan: plan({ gates: [gate] }) }),
      "Plan 3f9a1c cannot be applied: the gate of phase/2 is closed",
    ],
    [
      "conflict",
      reviewed({ plan: plan({ conflicts: [conflict] }) }),
      "Plan 3f9a1c cannot be applied: a row needs a decision",
    ],
    [
      "stale",
      reviewed({ status: "stale", because: "task/1.1 changed since" }),
      "Plan 3f9a1c is stale: task/1.1 changed since",
    ],
    ["expired", reviewed({ status: "expired" }), "Plan 3f9a1c has expired"],
    ["replaced", reviewed({ status: "replaced" }), "Plan 3f9a1c was replaced"],
    ["applied", reviewed({ status: "applied", appliedBy: "7c21e1aa" }), "Plan 3f9a1c was applied as 7c21e1"],
    [
      "agreed for a time",
      reviewed({ standing: { ...nobodyYet, missing: [] }, expiresAt: "2025-10-11T07:41:00Z" }),
      "Plan 3f9a1c is agreed, until tomorrow 07:41",
    ],
    ["over", reviewed({ status: "expired", expiresAt: "2025-10-10T07:41:00Z" }), "Plan 3f9a1c has expired, 07:41"],
    [
      "refused",
      reviewed({ refused: { at: "2025-10-10T07:41:00Z", because: "approvals are missing [V7-P003]" } }),
      "Plan 3f9a1c was refused 07:41 and waits for The Architect",
    ],
    ["unknown", reviewed({ standing: null, status: "unknown" }), "Plan 3f9a1c: how it stands is not known"],
  ])("%s", (_, given, title) => {
    expect(verdictOn(given, new Date("2025-10-10T08:02:00Z")).title).toBe(title);
  });
});

describe("the commands beside a plan", () => {
  const commandsOf = (given: ReviewedPlan): readonly string[] => verdictOn(given).steps.map(({ command }) => command);

  test("are to agree and to apply, with sixteen digits of the id", () => {
    expect(commandsOf(reviewed())).toEqual(["v7 approve 3f9a1c07d2b8e541", "v7 apply 3f9a1c07d2b8e541 --approved"]);
  });

  test.each<[string, Partial<ReviewedPlan>]>([
    ["a closed gate", { plan: plan({ gates: [gate], approvals_required: [architect] }) }],
    ["a conflict", { plan: plan({ conflicts: [conflict], approvals_required: [architect] }) }],
    ["stale rows", { status: "stale" }],
    ["an end of its time", { status: "expired" }],
    ["another plan in its place", { status: "replaced" }],
    ["an apply", { status: "applied" }],
    ["no word of the database", { standing: null }],
  ])("are none to agree with %s", (_, more) => {
    expect(commandsOf(reviewed(more)).filter((command) => command.startsWith("v7 approve"))).toEqual([]);
  });
});

describe("the command that carries a plan out", () => {
  const ready = (more: Partial<ReviewedPlan>): string | undefined =>
    verdictOn(reviewed({ standing: { ...nobodyYet, missing: [] }, ...more })).steps[0]?.command;

  test("is the server's, with sixteen digits of the id: also what a mass delete needs", () => {
    const standing = { ...nobodyYet, missing: [], next: "v7 apply 3f9a1c --approved --allow-mass-delete 12" };
    expect(ready({ standing })).toBe("v7 apply 3f9a1c07d2b8e541 --approved --allow-mass-delete 12");
  });

  test("of copies is their own", () => {
    const copies = plan({ resource_changes: [change("copy/README.md", "create", { kind: "Copy" })] });
    expect(ready({ plan: copies })).toBe("v7 consolidate execute 3f9a1c07d2b8e541 --approved");
    expect(verdictOn(reviewed({ plan: copies, status: "expired" })).steps[0]?.command).toContain("v7 consolidate plan");
  });
});

describe("a plan beside one that was read before", () => {
  const earlier = plan({
    resource_changes: [change("task/1.1", "update"), change("task/1.4", "delete"), change("task/1.9", "create")],
  });
  const { sections, equal, gone } = comparedWith(sectionsOf(plan()), sectionsOf(earlier), "57910b");

  test("begins with what is new, and says since when", () => {
    expect(sections.flatMap(({ resources }) => resources.map(({ address, says }) => [address, says]))).toEqual([
      ["task/1.3", "New since 57910b."],
    ]);
  });

  test("folds what is as it was, and names what is gone: nothing is left out", () => {
    expect(equal.flatMap(({ resources }) => resources.map(({ address }) => address))).toEqual(["task/1.4", "task/1.1"]);
    expect(gone).toEqual(["task/1.9"]);
  });

  test("shows a row whose values are others now", () => {
    const other = change("task/1.1", "update", {
      fields: [{ field: "status", before: "in_progress", after: "completed" }],
    });
    const compared = comparedWith(
      sectionsOf(plan()),
      sectionsOf(plan({ resource_changes: [other, change("task/1.3", "create"), change("task/1.4", "delete")] })),
      "57910b",
    );
    expect(compared.sections.flatMap(({ resources }) => resources.map(({ says }) => says))).toEqual([
      "Changed since 57910b.",
    ]);
  });
});

describe("the rows of a plan", () => {
  test("have what v7 last wrote as their third side: a value, never, or that nobody told it", () => {
    const [changes] = sectionsOf(plan(), {
      "task/1.1": { name: "Map enum values", status: "pending" },
      "task/1.4": { name: "Map enum values" },
      "task/1.3": null,
    });
    const lastOf = (address: string, field: string): unknown => {
      const row = changes?.resources.find((one) => one.address === address);
      return [...(row?.fields ?? []), ...(row?.equal ?? [])].find((one) => one.field === field)?.applied;
    };
    expect(lastOf("task/1.1", "status")).toEqual({ value: "pending" });
    expect(lastOf("task/1.1", "name")).toEqual({ value: "Map enum values" });
    expect(lastOf("task/1.4", "status")).toEqual({ word: "never" });
    expect(lastOf("task/1.3", "status")).toEqual({ word: "never" });
    expect(sectionsOf(plan())[0]?.resources[0]?.fields[0]?.applied).toEqual({ word: "not told" });
  });

  test("begin with what is destroyed, and end with what is new", () => {
    const [changes] = sectionsOf(plan());
    expect(changes?.resources.map(({ address, action }) => [address, action])).toEqual([
      ["task/1.4", "destroy"],
      ["task/1.1", "change"],
      ["task/1.3", "add"],
    ]);
  });

  test("leave out no declared field: those that are equal are counted with those that differ", () => {
    for (const { fields, equal, address } of sectionsOf(plan()).flatMap(({ resources }) => resources)) {
      const declared = plan().resource_changes.find((one) => one.address === address)?.change;
      const all = Object.keys(declared?.after ?? declared?.before ?? {});
      const isNew = declared?.before === null;
      expect(new Set([...fields, ...equal].map(({ field }) => field)).size).toBe(isNew ? 1 : all.length);
    }
  });

  test("tint the side that stands alone: the document of a change, the row of drift, all three of a conflict", () => {
    const drift = {
      address: "task/1.2",
      kind: "Task",
      action: "changed",
      decision: "kept",
      changed_by: "agent_rw",
      application: "psql",
      changed_at: null,
    } as const;
    const sections = sectionsOf(
      plan({
        resource_drift: [{ ...drift, fields: [{ field: "status", applied: "pending", live: "completed" }] }],
        conflicts: [{ ...conflict, fields: [{ field: "notes", declared: "a", applied: "b", live: "c" }] }],
      }),
    );
    expect(sections.map(({ id, resources }) => [id, resources[0]?.fields[0]?.alone])).toEqual([
      ["conflicts", "all"],
      ["drift", "live"],
      ["changes", "declared"],
    ]);
  });

  test("say what is not there in words", () => {
    const [changes] = sectionsOf(plan(), { "task/1.3": null });
    expect(changes?.resources[0]?.fields[0]).toMatchObject({ declared: { word: "no document" } });
    expect(changes?.resources[2]?.fields[0]).toMatchObject({ live: { word: "no row" }, applied: { word: "never" } });
  });
});

describe("a difference by words", () => {
  test("marks what was put in and what was taken out", () => {
    expect(
      wordDiff("compatibility layer during transition", "compatibility view during transition; remove it"),
    ).toEqual([
      { kind: "same", text: "compatibility " },
      { kind: "del", text: "layer" },
      { kind: "ins", text: "view" },
      { kind: "same", text: " during transition" },
      { kind: "ins", text: "; remove it" },
    ]);
  });

  test("gives both texts back, whatever they are", () => {
    const texts = ["", "a", "Document all duplicate ENUMs", "x y ".repeat(900), "ENUMs all  duplicate\nDocument"];
    for (const before of texts)
      for (const after of texts) {
        const pieces = wordDiff(before, after);
        const without = (kind: string): string =>
          pieces
            .filter((piece) => piece.kind !== kind)
            .map(({ text }) => text)
            .join("");
        expect([without("ins"), without("del")]).toEqual([before, after]);
      }
  });
});
