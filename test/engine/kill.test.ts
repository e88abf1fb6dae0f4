import { expect, test } from "vitest";
import { killRounds } from "./kill.ts";

test("kill -9 at 60 random messages of an apply leaves the old state or the new one, and the attempts' ends become known", async () => {
  const { done, committed, rolledBack, underWay, ...told } = await killRounds(60);
  expect(done).toBe(60);
  expect(told).toEqual({ seed: told.seed, partial: [], untruthful: 0 });
  // Kills that all fell before or behind the transaction would show nothing.
  expect({ seed: told.seed, committed: committed > 0, rolledBack: rolledBack > 0, underWay: underWay > 20 }).toEqual({
    seed: told.seed,
    committed: true,
    rolledBack: true,
    underWay: true,
  });
}, 600_000);
