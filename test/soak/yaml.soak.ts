import fc from "fast-check";
import { expect, test } from "vitest";
import { documentTexts, faultsOfReading } from "../unit/documents/fuzz.ts";
import { progressOf, record, sizeOf } from "./measure.ts";

const texts = sizeOf("yaml");
const batch = 10_000;

test.skipIf(texts === 0)("random and mutated texts: no crash, every finding with a code and a place", () => {
  const progress = progressOf("yaml");
  const seed = Date.now();
  const wrong: unknown[] = [];
  let done = 0;
  for (let goesOn = true; goesOn && done < texts;) {
    const numRuns = Math.min(batch, texts - done);
    const outcome = fc.check(
      fc.property(documentTexts, (text) => faultsOfReading(text).length === 0),
      { numRuns, seed: seed + done },
    );
    if (outcome.failed)
      wrong.push({ seed: outcome.seed, text: outcome.counterexample, error: String(outcome.errorInstance) });
    done += numRuns;
    goesOn = progress(Math.ceil(done / batch), Math.ceil(texts / batch));
  }
  record({ flag: "yaml", done, wrong: wrong.length });
  expect(wrong).toEqual([]);
});
