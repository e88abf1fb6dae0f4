import { expect, test } from "vitest";
import { killRounds } from "./kill.ts";

test("kill -9 at 60 random moments of an apply leaves the old state or the new one, and the attempts' ends become known", async () => {
  const { committed, rolledBack, partial, untruthful } = await killRounds(60);
  expect(partial).toEqual([]);
  expect(untruthful).toBe(0);
  expect([committed > 0, rolledBack > 0]).toEqual([true, true]);
}, 600_000);
