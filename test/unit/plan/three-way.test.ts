import { describe, expect, test } from "vitest";
import type { Json } from "../../../src/model/json.ts";
import { declared, planOf, row, worldOf } from "./world.ts";

/** One field, `notes`, of one task: `undefined` is not declared, not applied; a row always holds something. */
type Sides = [declared: Json | undefined, applied: Json | undefined, live: Json, verdict: Verdict];

interface Verdict {
  /** What the plan writes into the field. */
  readonly change?: Json;
  readonly drift?: boolean;
  readonly conflict?: boolean;
  /** What is applied afterwards; `undefined` is nothing. */
  readonly applied: Json | undefined;
}

const table: Sides[] = [
  // In sync, whatever was applied.
  ["a", "a", "a", { applied: "a" }],
  ["a", "b", "a", { applied: "a" }],
  ["a", null, "a", { applied: "a" }],
  ["a", undefined, "a", { applied: "a" }],
  [null, null, null, { applied: null }],
  [null, "a", null, { applied: null }],
  [null, undefined, null, { applied: null }],
  // The document changed.
  ["a", "b", "b", { change: "a", applied: "a" }],
  ["a", null, null, { change: "a", applied: "a" }],
  [null, "b", "b", { change: null, applied: null }],
  // Declared for the first time.
  ["a", undefined, "b", { change: "a", applied: "a" }],
  ["a", undefined, null, { change: "a", applied: "a" }],
  [null, undefined, "b", { change: null, applied: null }],
  // The row changed.
  ["a", "a", "b", { drift: true, applied: "a" }],
  ["a", "a", null, { drift: true, applied: "a" }],
  [null, null, "b", { drift: true, applied: null }],
  // All three differ.
  ["a", "b", "c", { conflict: true, applied: "b" }],
  ["a", "b", null, { conflict: true, applied: "b" }],
  ["a", null, "c", { conflict: true, applied: null }],
  [null, "b", "c", { conflict: true, applied: "b" }],
  // No longer declared: released, its value stays.
  [undefined, "a", "a", { applied: undefined }],
  [undefined, "a", "b", { applied: undefined }],
  [undefined, null, "b", { applied: undefined }],
  // Never declared.
  [undefined, undefined, "b", { applied: undefined }],
  [undefined, undefined, null, { applied: undefined }],
];

function field(value: Json | undefined): { readonly [field: string]: Json } {
  return { name: "Document all duplicate ENUMs", ...(value === undefined ? {} : { notes: value }) };
}

describe("a field that is", () => {
  test.each(table)("declared %j, applied %j, live %j", (wanted, last, current, verdict) => {
    const world = worldOf([row("Task", "1.1", field(current))], [row("Task", "1.1", field(last))]);
    const plan = planOf([declared("Task", "1.1", field(wanted))], world);
    expect(plan.changes.flatMap(({ fields }) => fields)).toEqual(
      verdict.change === undefined ? [] : [{ field: "notes", before: current, after: verdict.change }],
    );
    expect(plan.drift.flatMap(({ fields }) => fields)).toEqual(
      verdict.drift ? [{ field: "notes", applied: last, live: current }] : [],
    );
    expect(plan.conflicts.flatMap(({ fields }) => fields)).toEqual(
      verdict.conflict ? [{ field: "notes", declared: wanted, applied: last, live: current }] : [],
    );
    const [record] = plan.records;
    expect(record?.action === "put" ? record.applied : field(last)).toEqual(field(verdict.applied));
  });
});

const live = row("Task", "1.1", field("a"));
const document = declared("Task", "1.1", field("a"));

describe("a resource", () => {
  test("declared only is created", () => {
    const plan = planOf([document], worldOf([]));
    expect(plan.changes).toMatchObject([
      { action: "create", reason: "declared", before: null, after: field("a"), effects: [] },
    ]);
    expect(plan.records).toMatchObject([{ action: "put", applied: field("a") }]);
  });

  test("declared, never applied, whose row exists is adopted", () => {
    const plan = planOf([declared("Task", "1.1", field("b"))], worldOf([live]));
    expect(plan.changes).toMatchObject([
      { action: "update", reason: "adopted", fields: [{ field: "notes", before: "a", after: "b" }] },
    ]);
  });

  test("declared, never applied, whose row is as declared is only remembered", () => {
    const plan = planOf([document], worldOf([live]));
    expect([plan.changes, plan.records.length]).toEqual([[], 1]);
  });

  test("whose document is gone is removed", () => {
    const plan = planOf([], worldOf([live], [live]));
    expect(plan.changes).toMatchObject([{ action: "delete", reason: "removed", before: field("a"), after: null }]);
    expect(plan.records).toEqual([{ action: "forget", address: "task/1.1" }]);
  });

  test("whose document is gone and whose row changed is a conflict", () => {
    const plan = planOf([], worldOf([row("Task", "1.1", field("b"))], [live]));
    expect([plan.changes, plan.records]).toEqual([[], []]);
    expect(plan.conflicts).toMatchObject([
      { address: "task/1.1", fields: [{ field: "notes", declared: null, applied: "a", live: "b" }] },
    ]);
  });

  test("whose document is gone and whose undeclared columns changed is removed", () => {
    const plan = planOf([], worldOf([row("Task", "1.1", { ...field("a"), status: "deferred" })], [live]));
    expect(plan.summary).toMatchObject({ destroy: 1, conflict: 0 });
  });

  test("whose document and row are both gone is forgotten", () => {
    const plan = planOf([], worldOf([], [live]));
    expect([plan.changes, plan.drift, plan.conflicts]).toEqual([[], [], []]);
    expect(plan.records).toEqual([{ action: "forget", address: "task/1.1" }]);
  });

  test("whose row is gone is drift", () => {
    const plan = planOf([document], worldOf([], [live]));
    expect(plan.changes).toEqual([]);
    expect(plan.drift).toMatchObject([{ address: "task/1.1", action: "removed", decision: "kept" }]);
  });

  test("whose row is gone and whose document changed is a conflict", () => {
    const plan = planOf([declared("Task", "1.1", field("b"))], worldOf([], [live]));
    expect([plan.changes, plan.records]).toEqual([[], []]);
    expect(plan.conflicts).toMatchObject([{ fields: [{ field: "notes", declared: "b", applied: "a", live: null }] }]);
  });

  test("that nobody declared or applied is listed in a table the kind owns alone, and never deleted", () => {
    const plan = planOf([], worldOf([live]));
    expect([plan.changes, plan.records]).toEqual([[], []]);
    expect(plan.drift).toMatchObject([{ address: "task/1.1", action: "added", decision: "kept" }]);
  });
});

describe("decisions", () => {
  const drifted = worldOf(
    [row("Task", "1.1", { ...field("x"), status: "deferred" })],
    [row("Task", "1.1", { ...field("a"), status: "pending" })],
  );
  const documents = [declared("Task", "1.1", { ...field("a"), status: "pending" })];

  test("a reverted row gets all its applied values back", () => {
    const plan = planOf(documents, drifted, { reverts: ["task/1.1"] });
    expect(plan.changes).toMatchObject([{ reason: "reverted", after: { notes: "a", status: "pending" } }]);
    expect(plan.drift).toMatchObject([{ decision: "reverted" }]);
    expect(plan.gates).toEqual([]);
  });

  test("a reverted field leaves the others as they are", () => {
    const plan = planOf(documents, drifted, { reverts: ["task/1.1#notes"] });
    expect(plan.changes).toMatchObject([
      { fields: [{ field: "notes", before: "x", after: "a" }], after: { notes: "a", status: "deferred" } },
    ]);
  });

  test("a reverted row that is gone is created again", () => {
    const plan = planOf([document], worldOf([], [live]), { reverts: ["task/1.1"] });
    expect(plan.changes).toMatchObject([{ action: "create", reason: "reverted" }]);
    expect(plan.drift).toMatchObject([{ action: "removed", decision: "reverted" }]);
  });

  test.each([
    [{ default: "revert" }, "reverted"],
    [{ default: "keep", kinds: { Task: "revert" } }, "reverted"],
    [{ default: "revert", kinds: { Task: "keep" } }, "kept"],
    [{ kinds: { Phase: "revert" } }, "kept"],
  ])("an applied Policy of %j", (drift, decision) => {
    const rules = row("Policy", "default", { drift });
    const world = worldOf([...drifted.live.values(), rules], [...drifted.applied.values(), rules]);
    expect(planOf([...documents, declared("Policy", "default", { drift })], world).drift).toMatchObject([{ decision }]);
  });

  test("a Policy that is only declared decides nothing yet", () => {
    const plan = planOf([...documents, declared("Policy", "default", { drift: { default: "revert" } })], drifted);
    expect(plan.drift).toMatchObject([{ decision: "kept" }]);
  });

  test("a forced conflict takes the document's value", () => {
    const world = worldOf([row("Task", "1.1", field("c"))], [row("Task", "1.1", field("b"))]);
    const plan = planOf([document], world, { forcedConflicts: ["task/1.1"] });
    expect(plan.changes).toMatchObject([{ reason: "forced", fields: [{ before: "c", after: "a" }] }]);
    expect(plan.conflicts).toEqual([]);
  });

  test("a forced conflict of a gone document removes the row", () => {
    const plan = planOf([], worldOf([row("Task", "1.1", field("b"))], [live]), { forcedConflicts: ["task/1.1"] });
    expect(plan.summary).toMatchObject({ destroy: 1, conflict: 0 });
  });

  test("a forced conflict of a gone row creates it again", () => {
    const plan = planOf([declared("Task", "1.1", field("b"))], worldOf([], [live]), { forcedConflicts: ["task/1.1"] });
    expect(plan.changes).toMatchObject([{ action: "create", reason: "forced" }]);
  });
});
