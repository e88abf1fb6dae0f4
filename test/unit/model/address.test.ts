import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addressOf,
  compareAddresses,
  nameOf,
  parseFieldAddress,
  segmentOf,
  typedAddress,
} from "../../../src/model/address.ts";

const anyName = fc.oneof(
  fc.string({ unit: "binary", minLength: 1 }),
  fc.string({ unit: fc.constantFrom("#", "%", "/", "\n", "\u0000", "\u007f", "2", "F", "é"), minLength: 1 }),
);

describe("an address", () => {
  test.each([
    ["phase", "1", "phase/1"],
    ["task", "1.2", "task/1.2"],
    ["persona", "The Architect", "persona/The Architect"],
    ["impact", "50% #1", "impact/50%25 %231"],
    ["impact", "a/b", "impact/a%2Fb"],
    ["impact", "a\nb\u007f", "impact/a%0Ab%7F"],
  ])("of %s %j is %s", (segment, name, address) => {
    expect(addressOf(segment, name)).toBe(address);
  });

  test.each([
    ["node/ALPHA/service/PostgreSQL", "node/ALPHA/service/PostgreSQL"],
    ["node/ALPHA/service/Embedding Service", "'node/ALPHA/service/Embedding Service'"],
    ["persona/Arthur's deputy", String.raw`'persona/Arthur'\''s deputy'`],
    ["impact/$(id)", "'impact/$(id)'"],
  ])("%s is typed %s", (address, typed) => {
    expect(typedAddress(address)).toBe(typed);
  });

  test("of a file path keeps its slashes", () => {
    expect(addressOf("fileplan", "src/a#b.ts", { keepSlashes: true })).toBe("fileplan/src/a%23b.ts");
  });

  test("gives back any name, with slashes kept or not", () => {
    fc.assert(
      fc.property(anyName, fc.boolean(), (name, keepSlashes) => {
        const address = addressOf("fileplan", name, { keepSlashes });
        expect([nameOf(address), segmentOf(address)]).toEqual([name, "fileplan"]);
      }),
    );
  });

  test("of two names is never the same", () => {
    fc.assert(
      fc.property(anyName, anyName, (left, right) => {
        expect(addressOf("impact", left) === addressOf("impact", right)).toBe(left === right);
      }),
    );
  });

  test("has no control character, no bare # and at most one slash", () => {
    fc.assert(
      fc.property(anyName, (name) => {
        expect(addressOf("impact", name)).toMatch(/^impact\/[^#/\u0000-\u001f\u007f]+$/);
      }),
    );
  });
});

describe("a field address", () => {
  test.each([
    ["task/1.2", { address: "task/1.2" }],
    ["task/1.2#status", { address: "task/1.2", field: "status" }],
    ["phase/1#approval.status", { address: "phase/1", field: "approval.status" }],
    ["node/ALPHA/service/PostgreSQL", { address: "node/ALPHA/service/PostgreSQL" }],
    ["task/1.2#", undefined],
    ["task/1.2#a#b", undefined],
    ["task/", undefined],
    ["task", undefined],
    ["1.2", undefined],
    ["", undefined],
    ["#status", undefined],
  ])("%j", (text, parsed) => {
    expect(parseFieldAddress(text)).toEqual(parsed);
  });

  test("is found again behind any name", () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const address = addressOf("impact", name);
        expect(parseFieldAddress(`${address}#status`)).toEqual({ address, field: "status" });
      }),
    );
  });
});

describe("addresses sort", () => {
  test("by kind, then numbers by value", () => {
    const sorted = ["phase/1", "phase/2", "phase/10", "task/1.2", "task/1.10", "task/2.1"];
    expect(sorted.toReversed().toSorted(compareAddresses)).toEqual(sorted);
  });

  test("in a total order", () => {
    fc.assert(
      fc.property(anyName, anyName, (left, right) => {
        expect(Math.sign(compareAddresses(left, right)) + Math.sign(compareAddresses(right, left))).toBe(0);
        expect(compareAddresses(left, right) === 0).toBe(left === right);
      }),
    );
  });
});
