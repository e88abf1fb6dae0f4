import { describe, expect, test } from "vitest";
import { type Plan, planFormatVersion } from "../../../src/model/plan.ts";
import { planIdOf } from "../../../src/plan/plan-id.ts";
import { declared, planOf, row, worldOf } from "./world.ts";

const name = "Document all duplicate ENUMs";

describe("the plan id", () => {
  const documents = [
    declared("Phase", "1", { name: "Assessment", plannedDays: 5 }),
    declared("Task", "1.1", { name, dependsOn: ["1.2", "1.3"] }),
  ];
  const world = worldOf([row("Phase", "1", { name: "Assesment" })], [row("Phase", "1", { name: "Assesment" })]);
  const id = planOf(documents, world).planId;

  test("is a SHA-256", () => {
    expect(id).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each<[string, () => string]>([
    ["the order of files", () => planOf(documents.toReversed(), world).planId],
    [
      "the order of keys",
      () =>
        planOf(
          documents.map((item) => ({ ...item, fields: Object.fromEntries(Object.entries(item.fields).toReversed()) })),
          world,
        ).planId,
    ],
    [
      "the order of a set",
      () =>
        planOf(
          [documents[0], declared("Task", "1.1", { name, dependsOn: ["1.3", "1.2"] })].flatMap((item) => item ?? []),
          world,
        ).planId,
    ],
    [
      "places in files",
      () =>
        planOf(
          documents.map((item) => ({ ...item, source: { file: "state/all.yaml", index: 7, line: 99 } })),
          world,
        ).planId,
    ],
    ["the serial and the last commit", () => planOf(documents, { ...world, serial: 99, appliedCommit: "f00d" }).planId],
    [
      "the ids of rows",
      () =>
        planOf(documents, {
          ...world,
          live: new Map([...world.live].map(([key, item]) => [key, { ...item, recordKey: "other" }])),
        }).planId,
    ],
    [
      "the order in which rows were read",
      () => planOf(documents, { ...world, live: new Map([...world.live].toReversed()) }).planId,
    ],
  ])("does not depend on %s", (_, other) => {
    expect(other()).toBe(id);
  });

  const sealed: Plan = {
    ...planOf(documents, world),
    gates: [{ code: "V7-G003", address: "phase/1", because: [], message: "" }],
    approvals: [{ persona: "The Architect", rule: "policy/default#approvals[0]", distinct: false, addresses: [] }],
  };
  const [first] = sealed.changes;
  const edited = (change: object): Partial<Plan> => ({
    changes: sealed.changes.map((item) => (item === first ? { ...item, ...change } : item)),
  });

  test.each<[string, Partial<Plan>]>([
    ["the database's lineage", { lineage: "another" }],
    ["targets", { targets: ["phase/1"] }],
    ["reverts", { reverts: ["phase/1"] }],
    ["forced conflicts", { forcedConflicts: ["phase/1"] }],
    ["an address", edited({ address: "phase/2" })],
    ["an action", edited({ action: "delete" })],
    ["a value before", edited({ before: { name: "x" } })],
    ["a value after", edited({ after: { name: "x" } })],
    ["where a row came from", edited({ movedFrom: "phase/3" })],
    ["a change more or less", { changes: sealed.changes.slice(1) }],
    ["a gate's code", { gates: [{ code: "V7-G004", address: "phase/1", because: [], message: "" }] }],
    ["a gate's address", { gates: [{ code: "V7-G003", address: "phase/2", because: [], message: "" }] }],
    [
      "who must approve",
      { approvals: [{ persona: "V7 Conductor", rule: "policy/default#approvals[0]", distinct: false, addresses: [] }] },
    ],
    [
      "whether approvers must be others",
      { approvals: [{ persona: "The Architect", rule: "policy/default#approvals[0]", distinct: true, addresses: [] }] },
    ],
  ])("seals %s", (_, change) => {
    expect(planIdOf({ ...sealed, ...change })).not.toBe(planIdOf(sealed));
  });

  test("does not seal who changed rows, what was found beside, or what a gate says", () => {
    const beside: Plan = {
      ...sealed,
      drift: [],
      findings: [],
      gates: sealed.gates.map((gate) => ({ ...gate, message: "in other words" })),
    };
    expect(planIdOf(beside)).toBe(planIdOf(sealed));
    expect(planFormatVersion).toBe(1);
  });
});
