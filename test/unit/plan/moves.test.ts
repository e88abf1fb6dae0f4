import { describe, expect, test } from "vitest";
import { declared, planOf, row, settled, worldOf } from "./world.ts";

const name = "Document all duplicate ENUMs";

describe("moves", () => {
  const before = row("Task", "1.1", { name, status: "pending" });
  const moved = declared("Task", "1.4", { name, status: "pending" }, "1.1");

  test("keep the row under its new address", () => {
    const plan = planOf([moved], settled(before));
    expect(plan.changes).toMatchObject([
      { address: "task/1.4", action: "update", movedFrom: "task/1.1", reason: "moved", fields: [] },
    ]);
    expect(plan.records).toMatchObject([
      { action: "forget", address: "task/1.1" },
      { action: "put", address: "task/1.4" },
    ]);
  });

  test("act once: applied, the same document plans nothing", () => {
    expect(planOf([moved], settled(row("Task", "1.4", { name, status: "pending" }))).changes).toEqual([]);
  });

  test("of a row that was never applied create a new one", () => {
    expect(planOf([moved], worldOf([before])).changes).toMatchObject([{ address: "task/1.4", action: "create" }]);
  });

  test("carry changes, drift and legal edges along", () => {
    const world = worldOf(
      [row("Task", "1.1", { name, status: "pending", notes: "hotfix" })],
      [row("Task", "1.1", { name, status: "pending", notes: "a" })],
    );
    const plan = planOf([declared("Task", "1.4", { name, status: "completed", notes: "a" }, "1.1")], world);
    expect(plan.changes).toMatchObject([{ fields: [{ field: "status", before: "pending", after: "completed" }] }]);
    expect(plan.drift).toMatchObject([{ address: "task/1.4", fields: [{ field: "notes", live: "hotfix" }] }]);
    expect(plan.gates).toMatchObject([{ code: "V7-G001", address: "task/1.4" }]);
  });

  test("to an address that is taken are a conflict and change nothing", () => {
    const plan = planOf([moved], worldOf([before, row("Task", "1.4", { name: "Hotfix" })], [before]));
    expect([plan.changes, plan.records]).toEqual([[], []]);
    expect(plan.conflicts).toMatchObject([
      { address: "task/1.4", message: expect.stringContaining("exists already") as string },
    ]);
  });

  test("from one address never put two documents on one row, whatever the order of files", () => {
    const twice = [declared("Task", "1.5", { name }, "1.1"), declared("Task", "1.4", { name }, "1.1")];
    const plans = [planOf(twice, settled(before)), planOf(twice.toReversed(), settled(before))];
    expect(plans[0]?.changes.filter(({ movedFrom }) => movedFrom !== undefined)).toMatchObject([
      { address: "task/1.4" },
    ]);
    expect(plans[0]?.planId).toBe(plans[1]?.planId);
  });

  test("from an address that is still declared do not take its row away", () => {
    const plan = planOf([moved, declared("Task", "1.1", { name, status: "pending" })], settled(before));
    expect(plan.changes).toMatchObject([{ address: "task/1.4", action: "create" }]);
  });
});
