import { expect, test } from "vitest";
import { openApply } from "./apply-undertaking.ts";
import { cutEveryMessage } from "./cut-rounds.ts";
import { fiftyChanges } from "./fifty-changes.ts";
import { openMigrate } from "./migrate-undertaking.ts";

const patience = 600_000;

test("the fifty changes are fifty, of every sort", async () => {
  const undertaking = await openApply(fiftyChanges());
  try {
    const outcome = await undertaking.run(undertaking.databaseUrl);
    expect(outcome).toMatchObject({ summary: { add: 20, change: 20, destroy: 10 } });
  } finally {
    await undertaking.end();
  }
});

test(
  "an apply of fifty changes whose line breaks before or after any message is done or not begun, and says which",
  async () => {
    const { isWhole, committed, rolledBack, wrong } = await cutEveryMessage(() => openApply(fiftyChanges()), {
      lanes: 4,
    });
    expect(wrong).toEqual([]);
    expect([isWhole, committed >= 30, rolledBack > 300]).toEqual([true, true, true]);
  },
  patience,
);

test(
  "migrations whose line breaks before or after any message of the client, too",
  async () => {
    // The server's 240 messages are cut in the soak: nearly all of them are answers of one batch.
    const { isWhole, committed, rolledBack, wrong } = await cutEveryMessage(openMigrate, {
      lanes: 4,
      sides: ["client"],
      mayBeUnsure: true,
    });
    expect(wrong).toEqual([]);
    expect([isWhole, committed > 0, rolledBack > 0]).toEqual([true, true, true]);
  },
  patience,
);
