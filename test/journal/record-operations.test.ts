import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Journal, openJournal } from "./journal.ts";
import { operations } from "./operations.ts";

let journal: Journal;

beforeEach(async () => {
  journal = await openJournal();
});

afterEach(() => journal.end());

describe("after", () => {
  test.each(operations)("%s, what is recorded is what git log shows", async (_, steps) => {
    steps(journal);
    await journal.record();
    expect(await journal.recorded()).toEqual(journal.logged());
    expect(await journal.record()).toEqual({ recorded_commits: 0, recorded_changes: 0 });
  });
});
