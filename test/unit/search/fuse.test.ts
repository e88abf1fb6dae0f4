import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fuse, type Ranked } from "../../../src/search/fuse.ts";

const shares = { text: 0.7, vector: 0.3 };

function ranked(...scores: readonly (readonly [source: string, score: number])[]): Ranked[] {
  return scores.map(([source, score], at) => ({ id: `${source}#${at}`, source, score, weight: 1 }));
}

function order(text: readonly Ranked[], vector: readonly Ranked[] | undefined): string[] {
  return fuse(text, vector, { shares }).map(({ part, score }) => `${part.source} ${score.toFixed(2)}`);
}

describe("fuse", () => {
  test("scales each list from its best to its last, and lets words weigh as the embedder says", () => {
    const text = ranked(["PRD.md", 12], ["AD-005.md", 7], ["README.md", 2]);
    const vector = ranked(["AD-005.md", 0.9], ["AYA.md", 0.5], ["README.md", 0.1]);
    expect(order(text, vector)).toEqual(["PRD.md 0.70", "AD-005.md 0.65", "AYA.md 0.15", "README.md 0.00"]);
  });

  test("counts a source once, by the best of its parts", () => {
    const [found] = fuse(ranked(["PRD.md", 2], ["PRD.md", 9], ["PRD.md", 4]), undefined, { shares });
    expect(found?.part.id).toBe("PRD.md#1");
  });

  test("shows the part that found the source", () => {
    const text = ranked(["PRD.md", 1], ["AYA.md", 9]);
    const vector = [{ id: "PRD.md#near", source: "PRD.md", score: 0.8, weight: 1 }, ...ranked(["AYA.md", 0.1])];
    expect(fuse(text, vector, { shares }).find(({ part }) => part.source === "PRD.md")?.part.id).toBe("PRD.md#near");
  });

  test("lets generated text match less, however often it has the words", () => {
    const bundle = { id: "bundle#0", source: "bundle", score: 4, weight: 0.3 };
    expect(order([bundle, ...ranked(["page", 2])], undefined)).toEqual(["page 1.00", "bundle 0.00"]);
  });

  test("of words alone runs from 1 to 0", () => {
    expect(order(ranked(["a", 8], ["b", 6], ["c", 4]), undefined)).toEqual(["a 1.00", "b 0.50", "c 0.00"]);
  });

  test("gives the same order whatever order the lists come in", () => {
    const list = fc
      .array(fc.record({ source: fc.constantFrom(..."abcdef"), score: fc.integer({ min: 0, max: 5 }) }))
      .map((entries) => entries.map((entry, at) => ({ ...entry, id: `${entry.source}#${at}`, weight: 1 })));
    fc.assert(
      fc.property(list, list, (text, vector) => {
        expect(fuse(text.toReversed(), vector.toReversed(), { shares })).toEqual(fuse(text, vector, { shares }));
      }),
    );
  });
});
