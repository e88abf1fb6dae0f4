import { expect, test } from "vitest";
import { killRounds } from "../engine/kill.ts";

test("kill -9 at 1,000 random moments of an apply", async () => {
  const { partial, untruthful } = await killRounds(1_000);
  expect([partial, untruthful]).toEqual([[], 0]);
}, 7_200_000);
