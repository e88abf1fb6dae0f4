import fc from "fast-check";
import { expect, test } from "vitest";
import type { CatalogueObject, ObjectSort } from "../../../src/enums/catalogue/objects.ts";
import { orderOf } from "../../../src/enums/clone/order.ts";

function object(sort: ObjectSort, key: string, ...needs: string[]): CatalogueObject {
  const nothing = { table: null, schema: null, owner: null, comment: null };
  return { key, sort, identity: key, ...nothing, grants: [], definition: "", flags: {}, needs };
}

function told(objects: readonly CatalogueObject[]): string[] {
  return orderOf(objects).map(({ kind, object: { identity } }) => `${kind} ${identity}`);
}

test("what an object needs comes before it; what needs nothing comes by sort and name", () => {
  const objects = [
    object("view", "queue", "contacts", "is_open"),
    object("function", "is_open", "status"),
    object("table", "contacts", "status", "crm"),
    object("enum", "status", "crm"),
    object("table", "companies", "crm"),
    object("schema", "crm"),
  ];
  const expected = ["crm", "status", "is_open", "companies", "contacts", "queue"].map((name) => `make ${name}`);
  expect(told(objects)).toEqual(expected);
});

test("a view in a circle is a stub first, with the types of its columns before it, and replaced when all it needs is there", () => {
  const objects = [
    object("enum", "status"),
    object("view", "first", "second", "status"),
    object("view", "second", "first"),
    object("function", "counts", "first"),
  ];
  expect(told(objects)).toEqual(["make status", "stub first", "make counts", "make second", "replace first"]);
});

test("a circle without a view is tried as it comes", () => {
  const objects = [object("range", "span", "canonical"), object("function", "canonical", "span")];
  expect(told(objects).toSorted()).toEqual(["make canonical", "make span"]);
});

test("whatever the objects: each is made once, after its needs where there is no circle, and in one order however they came", () => {
  const graph = fc
    .array(
      fc.record({
        sort: fc.constantFrom<ObjectSort>("enum", "table", "view", "function"),
        needs: fc.array(fc.nat(30)),
      }),
      {
        maxLength: 30,
      },
    )
    .map((nodes) =>
      nodes.map(({ sort, needs }, at) =>
        // What comes later needs what came before, so there is no circle.
        object(sort, `o${at}`, ...needs.filter((need) => need < at).map((need) => `o${need}`)),
      ),
    );
  fc.assert(
    fc.property(graph, fc.infiniteStream(fc.nat()), (objects, dice) => {
      const shuffled = objects.map((each) => ({ each, by: dice.next().value })).toSorted((a, b) => a.by - b.by);
      const steps = orderOf(objects);
      const places = new Map(steps.map(({ object: { key } }, at) => [key, at]));
      expect(steps.map(({ kind }) => kind)).toEqual(objects.map(() => "make"));
      expect(places.size).toBe(objects.length);
      for (const { key, needs } of objects)
        for (const need of needs) expect(places.get(need)).toBeLessThan(places.get(key) ?? -1);
      expect(told(shuffled.map(({ each }) => each))).toEqual(told(objects));
    }),
  );
});
