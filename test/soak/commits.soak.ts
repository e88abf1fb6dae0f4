import { expect, test } from "vitest";
import { commitAndRecord, worktrees } from "../git/colleagues.ts";
import { openJournal } from "../journal/journal.ts";
import { progressOf, record, sizeOf } from "./measure.ts";

const rounds = sizeOf("commits");

test.skipIf(rounds === 0)("of 200 commits of ten work trees at once none is lost or doubled", async () => {
  const progress = progressOf("commits");
  const wrong: unknown[] = [];
  let done = 0;
  for (let goesOn = true; goesOn && done < rounds; goesOn = progress(done, rounds)) {
    const round = done + 1;
    const journal = await openJournal();
    await Promise.all(worktrees(journal, 10).map((folder) => commitAndRecord(journal, folder, 20)));
    const [recorded, logged] = [await journal.recorded(), journal.logged()];
    if (recorded.join() !== logged.join()) wrong.push({ round, recorded: recorded.length, logged: logged.length });
    await journal.end();
    done = round;
  }
  record({ flag: "commits", done, wrong: wrong.length });
  expect(wrong).toEqual([]);
});
