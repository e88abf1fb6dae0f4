import { describe, expect, test } from "vitest";
import type { Document } from "../../../src/model/document.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { kinds } from "../../../src/reconcilers/index.ts";
import { isPhaseOpen } from "../../../src/reconcilers/phase.ts";

function document(kind: string, name: string, spec: JsonObject, rest: Partial<Document> = {}): Document {
  return { kind, name, spec, protect: false, source: { file: "state/all.yaml", index: 0, line: 1 }, ...rest };
}

function expand(subject: Document): unknown {
  return kinds
    .byName(subject.kind)
    ?.expand(subject)
    .map(({ address, fields, movedFrom }) => ({ address, fields, movedFrom }));
}

describe("the registry", () => {
  test("lists kinds by rank, each found by its name and its segment", () => {
    expect(kinds.all.map(({ rank }) => rank)).toEqual(
      kinds.all.map(({ rank }) => rank).toSorted((left, right) => left - right),
    );
    const whole = kinds.all.filter(({ part }) => !part);
    expect(whole.length).toBeGreaterThan(10);
    for (const kind of whole) expect([kinds.byName(kind.name), kinds.bySegment(kind.segment)]).toEqual([kind, kind]);
  });

  test("does not know kinds nobody made", () => {
    expect([kinds.byName("constructor"), kinds.bySegment("__proto__")]).toEqual([undefined, undefined]);
  });

  test("gives every kind a status machine whose states and effects are of its own", () => {
    expect(kinds.all.filter(({ status }) => status?.effects?.length).length).toBeGreaterThan(1);
    for (const { status, table } of kinds.all) {
      const fields = table?.fields.map(({ field }) => field) ?? [];
      for (const { stamps = [], clears = [], from = [], to = [] } of status?.effects ?? []) {
        expect(fields).toEqual(expect.arrayContaining([...stamps.map(({ field }) => field), ...clears]));
        expect(Object.keys(status?.edges ?? {})).toEqual(expect.arrayContaining([...from, ...to]));
      }
    }
  });

  test("keeps keys of tables and names of documents convertible both ways", () => {
    for (const [kind, address] of [
      ["Phase", "phase/7"],
      ["Task", "task/1.10"],
      ["FilePlan", "fileplan/src/models/contact.py"],
      ["NodeService", "node/ALPHA/service/Embedding%2FService"],
    ] as const) {
      const table = kinds.byName(kind)?.table;
      expect(table?.addressOf(table.keyOf(address))).toBe(address);
    }
  });
});

describe("expanding a document", () => {
  test("takes the fields it declares, explicit nulls too, and no others", () => {
    expect(expand(document("Task", "1.1", { name: "Document all duplicate ENUMs", notes: null }))).toEqual([
      { address: "task/1.1", fields: { name: "Document all duplicate ENUMs", notes: null }, movedFrom: undefined },
    ]);
  });

  test("flattens nested fields one by one", () => {
    expect(expand(document("Phase", "1", { approval: { status: "approved", by: null } }))).toEqual([
      { address: "phase/1", fields: { "approval.status": "approved", "approval.by": null }, movedFrom: undefined },
    ]);
  });

  test("adds labels, protection and the former address", () => {
    const subject = document("Task", "1.4", {}, { labels: { wave: "enums" }, protect: true, movedFrom: "1.1" });
    expect(expand(subject)).toEqual([
      {
        address: "task/1.4",
        fields: { "metadata.labels": { wave: "enums" }, "metadata.protect": true },
        movedFrom: "task/1.1",
      },
    ]);
  });

  test("of a kind without a table takes the spec as it is", () => {
    expect(expand(document("Policy", "default", { planTtl: "24h", drift: { default: "keep" } }))).toEqual([
      { address: "policy/default", fields: { planTtl: "24h", drift: { default: "keep" } }, movedFrom: undefined },
    ]);
  });

  test("changes nothing in it", () => {
    const subject = document("Task", "1.1", { dependsOn: ["1.2"] });
    const before = structuredClone(subject);
    expand(subject);
    expect(subject).toEqual(before);
  });
});

describe("references", () => {
  test("of a task are its phase, its persona and its dependencies, each with its place", () => {
    const subject = document("Task", "1.2", { responsiblePersona: "Test Sentinel", dependsOn: ["1.1", "2.1"] });
    expect(kinds.byName("Task")?.references?.(subject)).toMatchObject([
      { kind: "Phase", name: "1", path: ["metadata", "name"] },
      { kind: "Persona", name: "Test Sentinel", path: ["spec", "responsiblePersona"] },
      { kind: "Task", name: "1.1", path: ["spec", "dependsOn", 0] },
      { kind: "Task", name: "2.1", path: ["spec", "dependsOn", 1] },
    ]);
  });

  test("of a phase are its lead", () => {
    expect(kinds.byName("Phase")?.references?.(document("Phase", "1", { leadPersona: "The Architect" }))).toMatchObject(
      [{ kind: "Persona", name: "The Architect", path: ["spec", "leadPersona"] }],
    );
  });

  test("of a policy are its approvers", () => {
    const approvals = [
      { when: {}, by: ["The Architect"] },
      { when: {}, by: ["V7 Conductor"] },
    ];
    expect(kinds.byName("Policy")?.references?.(document("Policy", "default", { approvals }))).toMatchObject([
      { kind: "Persona", name: "The Architect", path: ["spec", "approvals", 0, "by", 0] },
      { kind: "Persona", name: "V7 Conductor", path: ["spec", "approvals", 1, "by", 0] },
    ]);
  });
});

test.each([
  ["in_progress", "approved", true],
  ["completed", "approved", true],
  ["completed", null, false],
  ["review", "pending", false],
  ["rolled_back", "approved", false],
  ["blocked", "approved", false],
  ["not_started", "approved", false],
])("a phase that is %s with approval %s opens the next one: %s", (status, approval, open) => {
  expect(isPhaseOpen({ status, "approval.status": approval })).toBe(open);
});
