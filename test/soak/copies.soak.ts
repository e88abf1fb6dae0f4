import { expect, test } from "vitest";
import { killCopies } from "../consolidate/kill.ts";
import { progressOf, record, sizeOf } from "./measure.ts";

const rounds = sizeOf("copies");

test.skipIf(rounds === 0)("kill -9 at random moments of copying", async () => {
  const { seed, done, underWay, wrong } = await killCopies(rounds, progressOf("copies"));
  record({ flag: "copies", done, wrong: wrong.length });
  expect({ seed, wrong }).toEqual({ seed, wrong: [] });
  expect(underWay).toBeGreaterThan(done / 10);
});
