import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson, type Json, sameJson } from "../../../src/model/json.ts";

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;

/** The same value with all keys in the opposite order. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, reversed(item)]),
  );
}

describe("canonical JSON", () => {
  test("sorts keys and leaves no space", () => {
    expect(canonicalJson({ severity: "high", issue: { b: [2, 1], a: null } })).toBe(
      '{"issue":{"a":null,"b":[2,1]},"severity":"high"}',
    );
  });

  test("is JSON of the same value", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(sameJson(JSON.parse(canonicalJson(value)) as Json, JSON.parse(JSON.stringify(value)) as Json)).toBe(
          true,
        );
      }),
    );
  });

  test("does not depend on the order of keys", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
      }),
    );
  });

  test("is equal for two values exactly when they are the same", () => {
    fc.assert(
      fc.property(json, json, (left, right) => {
        expect(canonicalJson(left) === canonicalJson(right)).toBe(sameJson(left, right));
      }),
    );
  });
});

describe("the same value", () => {
  test.each<[Json | undefined, Json | undefined, boolean]>([
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [[1, 2], [2, 1], false],
    [1.5, 1.5, true],
    [1, "1", false],
    [null, undefined, false],
    [undefined, undefined, true],
    [[], {}, false],
    [{}, [], false],
    [{ a: null }, {}, false],
    [{ a: null }, { b: null }, false],
    [[null], [], false],
    [JSON.parse('{"__proto__": 1}') as Json, JSON.parse('{"__proto__": 1}') as Json, true],
    [JSON.parse('{"__proto__": 1}') as Json, { toString: 1 }, false],
  ])("%j and %j: %s", (left, right, same) => {
    expect([sameJson(left, right), sameJson(right, left)]).toEqual([same, same]);
  });
});
