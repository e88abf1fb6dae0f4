import fc from "fast-check";
import { expect, test } from "vitest";
import { inBatches } from "../../../src/search/embedders/in-batches.ts";

const phases = ["Assessment", "PRD", "Infrastructure", "Gate", "Curation", "UI"];

async function batchesOf(texts: readonly string[], most: number, characters: number): Promise<(readonly string[])[]> {
  const batches: (readonly string[])[] = [];
  await inBatches(texts, { most, characters }, async (batch) => {
    batches.push(batch);
    return batch;
  });
  return batches;
}

test("texts of like length go together, so many at most", async () => {
  expect(await batchesOf(phases, 2, 1_000)).toEqual([
    ["UI", "PRD"],
    ["Gate", "Curation"],
    ["Assessment", "Infrastructure"],
  ]);
});

test("fewer where they are long: each counts as much as the longest beside it, and one is always taken", async () => {
  expect(await batchesOf(phases, 8, 12)).toEqual([
    ["UI", "PRD", "Gate"],
    ["Curation"],
    ["Assessment"],
    ["Infrastructure"],
  ]);
});

test("whatever the texts, answers come in their order, each text is asked about once, and progress ends with all", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string()),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 0, max: 20 }),
      async (texts, most, characters) => {
        const told: number[] = [];
        let asked = 0;
        const ask = async (batch: readonly string[]): Promise<string[]> => {
          asked += batch.length;
          return batch.map((text) => `<${text}>`);
        };
        const answers = await inBatches(texts, { most, characters }, ask, (done) => told.push(done));
        expect(answers).toEqual(texts.map((text) => `<${text}>`));
        expect(asked).toBe(texts.length);
        expect(told.at(-1) ?? 0).toBe(texts.length);
      },
    ),
  );
});
