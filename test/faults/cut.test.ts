import { expect, test } from "vitest";
import { cutEveryMessage } from "./cut-rounds.ts";
import { fiftyChanges } from "./fifty-changes.ts";

test("an apply of fifty changes whose line breaks before or after any message is done or not begun, and says which", async () => {
  const { rounds, committed, rolledBack, wrong } = await cutEveryMessage(fiftyChanges(), { lanes: 4 });
  expect(wrong).toEqual([]);
  expect(rounds).toBeGreaterThan(500);
  expect([committed > 0, rolledBack > 0]).toEqual([true, true]);
}, 600_000);
