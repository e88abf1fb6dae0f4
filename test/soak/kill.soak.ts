import { expect, test } from "vitest";
import { killRounds } from "../engine/kill.ts";
import { progressOf, record, sizeOf } from "./measure.ts";

const rounds = sizeOf("kill");

test.skipIf(rounds === 0)("kill -9 at random moments of an apply", async () => {
  const { seed, done, partial, untruthful } = await killRounds(rounds, progressOf("kill"));
  record({ flag: "kill", done, wrong: partial.length + untruthful });
  expect({ seed, partial, untruthful }).toEqual({ seed, partial: [], untruthful: 0 });
});
