import { describe, expect, test } from "vitest";
import { type Example, readExamples } from "../../fixtures/secrets/corpus.ts";
import { figuresOf } from "../../fixtures/secrets/figures.ts";
import { secretsInText } from "../../../src/secrets/find-secrets.ts";

async function isFound({ file, text }: Example): Promise<boolean> {
  return (await secretsInText(file, text)).length > 0;
}

// `node scripts/secret-figures.ts` prints them, beside another scanner where that is installed.
describe.each([
  ["the corpus", "positives.txt", "negatives.txt", 120],
  ["what was written before the rules were tried on it", "kept-positives.txt", "kept-negatives.txt", 60],
  ["what was written before the rules learnt from an outsider", "later-positives.txt", "later-negatives.txt", 60],
])("%s", (_, positives, negatives, least) => {
  test("is found, and what is no secret is not, 95 of 100 at least", async () => {
    const figures = await figuresOf(
      { positives: readExamples(positives), negatives: readExamples(negatives) },
      isFound,
    );
    expect(figures.positives).toBeGreaterThanOrEqual(least);
    expect(figures.negatives).toBeGreaterThanOrEqual(least);
    expect({ missed: figures.missed, recall: figures.recall }).toMatchObject({ recall: expect.toSatisfy(isEnough) });
    expect({ alarms: figures.alarms, precision: figures.precision }).toMatchObject({
      precision: expect.toSatisfy(isEnough),
    });
  });
});

function isEnough(share: number): boolean {
  return share >= 0.95;
}

test("no message holds any part of what was found", async () => {
  for (const { file, text } of readExamples("positives.txt"))
    for (const { message } of await secretsInText(file, text))
      expect(message).not.toMatch(/hunter2|Tr0ub4|tr0ng|4ever|9fKq|p%40ss|night/);
});
