import { expect, test } from "vitest";
import { heldShare, promised, questions } from "../unit/pace/simulated-projects.ts";
import { progressOf, record, sizeOf } from "./measure.ts";

const histories = sizeOf("forecasts");

test.skipIf(histories === 0)("of simulated projects, P50 holds in 45 to 70 of a hundred and P85 in 80 to 97", () => {
  const progress = progressOf("forecasts");
  const asked = questions(histories);
  const wrong: unknown[] = [];
  for (const [index, question] of asked.entries()) {
    const [least = 0, most = 0] = promised[question.percentile] ?? [];
    const share = heldShare(question);
    const { name, percentile, days, times } = question;
    console.log(
      `${name}, after ${days} days, ${times} × what was done: P${percentile} held in ${share.toFixed(1)} of 100`,
    );
    if (share < least || share > most) wrong.push({ name, percentile, days, times, share });
    if (!progress(index + 1, asked.length)) break;
  }
  record({ flag: "forecasts", done: histories, wrong: wrong.length });
  expect(wrong).toEqual([]);
});
