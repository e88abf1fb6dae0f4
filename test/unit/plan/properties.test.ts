import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "../../../src/model/json.ts";
import type { Fields, Resource } from "../../../src/model/resource.ts";
import type { World } from "../../../src/model/world.ts";
import { applyTo, declared, frozen, planOf, row, worldOf } from "./world.ts";

const phaseStatuses = ["not_started", "in_progress", "review", "approved", "completed", "blocked", "rolled_back"];
const taskStatuses = ["pending", "in_progress", "blocked", "review", "completed", "cancelled", "deferred"];
const times = ["2025-08-07T09:00:00Z", "2025-08-07T09:00:00.123456Z", null];
const taskNames = ["1.1", "1.2", "1.10", "2.1", "2.2"];
const notes = fc.constantFrom<Json>("Inventory", "Review", "", null);

const phaseFields = fc.record<{ [field: string]: Json }>(
  {
    name: fc.constantFrom("Assessment", "Design"),
    status: fc.constantFrom(...phaseStatuses),
    plannedDays: fc.constantFrom<Json>(5, 7, null),
    startedAt: fc.constantFrom<Json>(...times),
    "approval.status": fc.constantFrom<Json>("approved", "pending", null),
    blockers: fc.constantFrom<Json>(
      null,
      [],
      [{ issue: "No backup", severity: "high" }],
      [{ severity: "high", issue: "No backup" }],
    ),
    deliverables: fc.constantFrom<Json>(null, { report: "https://dart.ai/doc/xyz" }, {}),
    "metadata.protect": fc.constant(true),
  },
  { requiredKeys: [] },
);
const taskFields = fc.record<{ [field: string]: Json }>(
  {
    name: fc.constantFrom("Document all duplicate ENUMs", "Review the list"),
    status: fc.constantFrom(...taskStatuses),
    notes,
    completedAt: fc.constantFrom<Json>(...times),
    dependsOn: fc.constantFrom<Json>(null, [], ["1.1"], ["1.2", "1.1"]),
    blockers: fc.constantFrom<Json>(null, [], ["a", "b"], ["b", "a"]),
    "metadata.labels": fc.constantFrom<Json>({ wave: "enums" }, { wave: "files" }),
  },
  { requiredKeys: [] },
);

interface Entry {
  readonly kind: "Phase" | "Task";
  readonly name: string;
  readonly fields: Fields;
}

const entries: fc.Arbitrary<Entry[]> = fc
  .tuple(
    fc.dictionary(fc.constantFrom("1", "2", "10"), phaseFields),
    fc.dictionary(fc.constantFrom(...taskNames), taskFields),
  )
  .map(([phases, tasks]) => [
    ...Object.entries(phases).map(([name, fields]): Entry => ({ kind: "Phase", name, fields })),
    ...Object.entries(tasks).map(([name, fields]): Entry => ({ kind: "Task", name, fields })),
  ]);

const documents = entries.map((items) => items.map(({ kind, name, fields }) => declared(kind, name, fields)));
const canonical = (items: Entry[]): ReturnType<typeof row>[] =>
  items.map(({ kind, name, fields }) => row(kind, name, sorted(fields)));
/** Rows and applied state in the form they are read in: sets in order. */
const world = fc.tuple(entries, entries).map(([live, applied]) => worldOf(canonical(live), canonical(applied)));

function sorted(fields: Fields): Fields {
  const set = fields["dependsOn"];
  return Array.isArray(set) ? { ...fields, dependsOn: set.map(String).toSorted() } : fields;
}

/** What an apply would write when a person decides every conflict for the documents and wants no drift. */
function decideAll(items: readonly Resource[], before: World): Parameters<typeof planOf>[2] {
  const addresses = [
    ...new Set([...items.map(({ address }) => address), ...before.live.keys(), ...before.applied.keys()]),
  ];
  return { reverts: addresses, forcedConflicts: addresses };
}

describe("for any documents, applied state and rows", () => {
  test("the plan of an applied plan is empty, whatever drift it kept", () => {
    fc.assert(
      fc.property(documents, world, (items, before) => {
        const after = applyTo(before, planOf(items, before));
        const again = planOf(items, after);
        expect([again.changes, again.records]).toEqual([[], []]);
      }),
    );
  });

  test("with every conflict forced and all drift reverted, rows hold what is declared", () => {
    fc.assert(
      fc.property(documents, world, (items, before) => {
        const after = applyTo(before, planOf(items, before, decideAll(items, before)));
        for (const { address, fields } of items) expect(after.live.get(address)?.fields).toMatchObject(sorted(fields));
        const again = planOf(items, after);
        expect([again.changes, again.conflicts, again.drift.filter(({ action }) => action !== "added")]).toEqual([
          [],
          [],
          [],
        ]);
      }),
    );
  });

  test("S1, then S2, then S1 again restores the fields S1 declares", () => {
    fc.assert(
      fc.property(documents, documents, (first, second) => {
        const one = applyTo(worldOf([]), planOf(first, worldOf([])));
        const two = applyTo(one, planOf(second, one));
        const three = applyTo(two, planOf(first, two));
        for (const { address, fields } of first) expect(three.live.get(address)?.fields).toMatchObject(sorted(fields));
      }),
    );
  });

  test("planning twice gives the same plan and changes none of its inputs", () => {
    fc.assert(
      fc.property(documents, world, (items, before) => {
        frozen(items);
        frozen(before);
        expect(planOf(items, before)).toEqual(planOf(items, before));
      }),
    );
  });

  test("the order of files and of rows makes no difference", () => {
    fc.assert(
      fc.property(documents, world, (items, before) => {
        const shuffled: World = {
          ...before,
          live: new Map([...before.live].toReversed()),
          applied: new Map([...before.applied].toReversed()),
        };
        const { records, ...plan } = planOf(items, before);
        const { records: others, ...other } = planOf(items.toReversed(), shuffled);
        expect(other).toEqual(plan);
        expect(new Set(others)).toEqual(new Set(records));
      }),
    );
  });

  test("kept drift and open conflicts are never written", () => {
    fc.assert(
      fc.property(documents, world, (items, before) => {
        const plan = planOf(items, before);
        const after = applyTo(before, plan);
        for (const { address, fields } of [...plan.drift, ...plan.conflicts]) {
          for (const { field } of fields)
            expect(after.live.get(address)?.fields[field] ?? false).toEqual(
              before.live.get(address)?.fields[field] ?? false,
            );
        }
      }),
    );
  });

  test("an undeclared field is written by nothing but an effect", () => {
    fc.assert(
      fc.property(documents, world, (items, before) => {
        for (const { fields, address, action } of planOf(items, before).changes) {
          if (action === "delete") continue;
          const own = items.find((item) => item.address === address)?.fields ?? {};
          for (const { field } of fields) expect([...Object.keys(own), "metadata.protect"]).toContain(field);
        }
      }),
    );
  });
});
