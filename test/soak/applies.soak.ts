import { expect, test } from "vitest";
import { phase, task } from "../scenes/documents.ts";
import { openScene } from "../scenes/scene.ts";
import { progressOf, record, sizeOf } from "./measure.ts";

const rounds = sizeOf("applies");

test.skipIf(rounds === 0)("of twenty applies of one plan exactly one commits, round after round", async () => {
  const scene = await openScene();
  const progress = progressOf("applies");
  const wrong: unknown[] = [];
  scene.checkout.declare(phase("1"));
  let done = 0;
  for (let goesOn = true; goesOn && done < rounds; goesOn = progress(done, rounds)) {
    const round = done + 1;
    scene.checkout.declare(task("1.1", { notes: `round ${round}` }));
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => scene.apply()));
    const committed = outcomes.filter(({ status, ...rest }) => status === "fulfilled" && hasApplyId(rest)).length;
    const [serial] = await scene.column("SELECT serial::int FROM v7_state");
    if (committed !== 1 || serial !== round) wrong.push({ round, committed, serial });
    done = round;
  }
  await scene.end();
  record({ flag: "applies", done, wrong: wrong.length });
  expect(wrong).toEqual([]);
});

function hasApplyId(result: object): boolean {
  return "value" in result && (result.value as { applyId?: string }).applyId !== undefined;
}
