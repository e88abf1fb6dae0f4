import { describe, expect, test } from "vitest";
import type { Finding } from "../../../src/model/finding.ts";
import type { Resource } from "../../../src/model/resource.ts";
import type { Plan } from "../../../src/model/plan.ts";
import { declared, planOf, row, settled, worldOf } from "./world.ts";

const name = "Document all duplicate ENUMs";

/** A service of a node, as a row and as an entry of a document. */
function part(node: string, name: string, movedFrom?: string): ReturnType<typeof row> & Resource {
  return {
    ...row("Node", node, { port: 5432 }),
    kind: "NodeService",
    name,
    address: `node/${node}/service/${name}`,
    source: { file: `state/nodes/${node}.yaml`, index: 0, line: 1 },
    ...(movedFrom === undefined ? {} : { movedFrom: `node/${movedFrom}/service/${name}` }),
  };
}

/** The documents whose word about their old address is not followed. */
function ignoredIn({ findings }: Plan): readonly Finding[] {
  return findings.filter(({ code }) => code === "V7-P086");
}

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

  test("that are not followed are told", () => {
    const still = planOf([moved, declared("Task", "1.1", { name, status: "pending" })], settled(before));
    expect(ignoredIn(still)).toMatchObject([{ address: "task/1.4" }]);
  });
});

describe("moves onto a row that was there before", () => {
  const [air, beta, service] = [
    row("Node", "AIR", { role: "replica" }),
    row("Node", "BETA", { role: "primary" }),
    part("BETA", "PostgreSQL"),
  ];
  const documents = [declared("Node", "AIR", { role: "primary" }, "BETA"), part("AIR", "PostgreSQL", "BETA")];
  const conflict = { address: "node/AIR", message: expect.stringContaining("give the document a name") as string };

  test.each([
    ["is still in use", settled(air, beta, service)],
    ["was retired", { ...settled(beta, service), retired: new Map([["node/AIR", "1"]]) }],
  ])("that %s are one conflict: neither row is lost, and no part moves", (_, world) => {
    const plan = planOf(documents, world);
    expect([plan.changes, plan.records, plan.drift, plan.findings]).toEqual([[], [], [], []]);
    expect(plan.conflicts).toMatchObject([conflict]);
  });

  test("and along a chain are conflicts of all", () => {
    const rows = ["6", "7", "8"].map((phase) => row("Phase", phase, { name: `Phase ${phase}` }));
    const moved = ["7", "8"].map((phase) =>
      declared("Phase", phase, { name: `Phase ${Number(phase) - 1}` }, String(Number(phase) - 1)),
    );
    const plan = planOf(moved, settled(...rows));
    expect([plan.changes, plan.conflicts.map(({ address }) => address)]).toEqual([[], ["phase/7", "phase/8"]]);
  });
});

describe("moves along a chain", () => {
  const [first, second] = ["1.1", "1.2"].map((number) => row("Task", number, { name: `Task ${number}` }));
  const chain = [
    declared("Task", "1.2", { name: "Task 1.1" }, "1.1"),
    declared("Task", "1.3", { name: "Task 1.2" }, "1.2"),
  ];
  if (!first || !second) throw new Error("no rows");

  test("all act, and no row goes", () => {
    const plan = planOf(chain, settled(first, second));
    expect(plan.changes.map(({ action, address, movedFrom }) => [action, movedFrom, address])).toEqual([
      ["update", "task/1.1", "task/1.2"],
      ["update", "task/1.2", "task/1.3"],
    ]);
    expect([plan.conflicts, ignoredIn(plan)]).toEqual([[], []]);
  });

  test("act once", () => {
    const after = settled(row("Task", "1.2", { name: "Task 1.1" }), row("Task", "1.3", { name: "Task 1.2" }));
    const plan = planOf(chain, after);
    expect([plan.changes, ignoredIn(plan)]).toEqual([[], []]);
  });

  test("take what depends on a row along to its new name", () => {
    const third = row("Task", "1.9", { name: "Review", dependsOn: ["1.2"] });
    const follows = declared("Task", "1.9", { name: "Review", dependsOn: ["1.3"] });
    const stays = declared("Task", "1.9", { name: "Review", dependsOn: ["1.2"] });
    const changed = (document: typeof follows): unknown[] =>
      planOf([...chain, document], settled(first, second, third)).changes.filter(
        ({ address }) => address === "task/1.9",
      );
    expect(changed(follows)).toEqual([]);
    expect(changed(stays)).toMatchObject([{ fields: [{ field: "dependsOn", before: ["1.3"], after: ["1.2"] }] }]);
  });

  test("of a row that stays where it is do not act", () => {
    const [, last] = chain;
    const documents = [declared("Task", "1.2", { name: "Task 1.2" }), ...(last ? [last] : [])];
    expect(planOf(documents, settled(second)).changes).toMatchObject([{ address: "task/1.3", action: "create" }]);
  });

  test("in a circle are conflicts that name all, and write nothing", () => {
    const swap = [
      declared("Task", "1.2", { name: "Task 1.1" }, "1.1"),
      declared("Task", "1.1", { name: "Task 1.2" }, "1.2"),
    ];
    const plan = planOf(swap, settled(first, second));
    expect([plan.changes, plan.records]).toEqual([[], []]);
    expect(plan.conflicts.map(({ address }) => address)).toEqual(["task/1.1", "task/1.2"]);
    expect(plan.conflicts[0]?.message).toContain("would change places");
  });

  test("of nodes, whose parts would go along, are conflicts", () => {
    const nodes = ["ALPHA", "BETA"].map((node) => row("Node", node, { role: "primary" }));
    const passed = [
      declared("Node", "BETA", { role: "primary" }, "ALPHA"),
      declared("Node", "GAMMA", { role: "primary" }, "BETA"),
    ];
    const plan = planOf(passed, settled(...nodes));
    expect([plan.changes, plan.conflicts.length]).toEqual([[], 2]);
  });

  test("of nodes in a circle leave their parts alone, and no value to choose", () => {
    const [alpha, beta] = ["ALPHA", "BETA"].map((node) => row("Node", node, { role: node }));
    const service = part("BETA", "PostgreSQL");
    const owner = (name: string, movedFrom: string): Resource => ({
      ...declared("Node", name, { role: "primary" }, movedFrom),
      lists: ["services"],
    });
    const swap = [owner("BETA", "ALPHA"), owner("ALPHA", "BETA"), part("ALPHA", "PostgreSQL", "BETA")];
    if (!alpha || !beta) throw new Error("no rows");
    const plan = planOf(swap, settled(alpha, beta, service));
    expect([plan.changes, plan.drift]).toEqual([[], []]);
    expect(plan.conflicts.map(({ address, fields }) => [address, fields])).toEqual([
      ["node/ALPHA", []],
      ["node/BETA", []],
    ]);
  });
});
