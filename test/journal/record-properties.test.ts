import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rounds } from "../support/optional.ts";
import { type Journal, lines, openJournal } from "./journal.ts";

let journal: Journal;

beforeAll(async () => {
  journal = await openJournal();
});

afterAll(() => journal.end());

/** What a person may do next; what git refuses changes nothing. */
const step = fc.oneof(
  fc.record({
    does: fc.constant("edit" as const),
    file: fc.integer({ min: 1, max: 4 }),
    size: fc.integer({ min: 1, max: 30 }),
  }),
  fc.record({
    does: fc.constant("move" as const),
    file: fc.integer({ min: 1, max: 4 }),
    to: fc.integer({ min: 1, max: 6 }),
  }),
  fc.record({ does: fc.constant("remove" as const), file: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ does: fc.constant("branch" as const), to: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ does: fc.constant("merge" as const), to: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ does: fc.constantFrom("amend" as const, "back" as const, "detach" as const, "record" as const) }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(next: Step): Promise<void> {
  switch (next.does) {
    case "edit":
      journal.write(`docs/${next.file}.md`, lines(next.size, `ENUM ${next.file}`));
      journal.commit(`Edit ${next.file}`);
      return;
    case "move":
      attempt("mv", "--force", `docs/${next.file}.md`, `docs/${next.to}.md`);
      journal.commit(`Move ${next.file}`);
      return;
    case "remove":
      attempt("rm", "--quiet", `docs/${next.file}.md`);
      journal.commit(`Remove ${next.file}`);
      return;
    case "branch":
      attempt("checkout", "--quiet", `layer-${next.to}`);
      return;
    case "merge":
      if (!attempt("merge", "--quiet", "--no-edit", "-X", "ours", `layer-${next.to}`)) attempt("merge", "--abort");
      return;
    case "amend":
      attempt("commit", "--quiet", "--amend", "--allow-empty", "--message", "Say it otherwise");
      return;
    case "back":
      attempt("reset", "--quiet", "--hard", "HEAD~1");
      return;
    case "detach":
      attempt("checkout", "--quiet", "--detach");
      return;
    case "record":
      await journal.record();
      return;
  }
}

function attempt(...argv: readonly string[]): boolean {
  const identity = ["-c", "user.name=The Architect", "-c", "user.email=architect@example.org"];
  return spawnSync("git", [...identity, ...argv], { cwd: journal.scene.checkout.root, stdio: "ignore" }).status === 0;
}

/** A repository with a commit on each branch, and an empty journal. */
async function begin(): Promise<void> {
  rmSync(join(journal.scene.checkout.root, ".git"), { recursive: true, force: true });
  rmSync(join(journal.scene.checkout.root, "docs"), { recursive: true, force: true });
  journal.git("init", "--quiet", "--initial-branch", "main");
  await journal.scene.psql.script("DELETE FROM v7_changes; DELETE FROM v7_commits");
  for (const file of [1, 2, 3, 4]) journal.write(`docs/${file}.md`, lines(10 + file, `ENUM ${file}`));
  journal.commit("Begin");
  for (const layer of [1, 2, 3]) {
    journal.git("checkout", "--quiet", "-b", `layer-${layer}`, "main");
    journal.write(`src/layer${layer}.py`, lines(layer));
    journal.commit(`Begin layer ${layer}`);
  }
}

describe("whatever happens to a history", () => {
  test("what is recorded of it is what git log shows, each commit once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        await begin();
        for (const next of steps) await take(next);
        await journal.record();
        expect(await journal.recorded()).toEqual(journal.logged());
        expect(await journal.record()).toEqual({ recorded_commits: 0, recorded_changes: 0 });
      }),
      { numRuns: rounds({ test: 8, all: 80 }), endOnFailure: true },
    );
  }, 600_000);
});
