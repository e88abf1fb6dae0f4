import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { packagePath } from "../../src/system/package-file.ts";
import { until } from "../faults/until.ts";
import { commitAndRecord, worktrees } from "../git/colleagues.ts";
import { throwDice } from "../support/dice.ts";
import { type Fate, openLine, type WireMessage } from "../support/line.ts";
import { type Journal, lines, openJournal } from "./journal.ts";

let journal: Journal;

beforeEach(async () => {
  journal = await openJournal();
});

afterEach(() => journal.end());

async function doubled(): Promise<unknown[]> {
  return journal.scene.column(
    "SELECT commit_sha || path FROM v7_changes GROUP BY commit_sha, path HAVING count(*) > 1",
  );
}

describe("recording at once", () => {
  test("from five work trees loses none of 50 commits and doubles none", async () => {
    await Promise.all(worktrees(journal, 5).map((folder) => commitAndRecord(journal, folder, 10)));
    expect(await journal.recorded()).toEqual(journal.logged());
    expect(await journal.commits()).toHaveLength(51);
    expect(await doubled()).toEqual([]);
  });

  test("by eight who all find the same commits writes each once", async () => {
    for (const count of [41, 42, 43]) {
      journal.write("docs/assessment.md", lines(count));
      journal.commit(`Name ENUM ${count}`);
    }
    // A table without v7's unique index, as a host may have it: the commit alone decides who writes.
    await journal.scene.psql.query("DROP INDEX v7_changes_commit_path_key");
    const counts = await Promise.all(Array.from({ length: 8 }, () => journal.record()));
    expect(counts.reduce((sum, { recorded_commits: commits }) => sum + commits, 0)).toBe(3);
    expect(counts.reduce((sum, { recorded_changes: changes }) => sum + changes, 0)).toBe(3);
    expect(await doubled()).toEqual([]);
  });

  test("by eight completes what a shallow clone began once", async () => {
    journal.write("docs/plan.md", "Plan\n");
    const plan = journal.commit("Plan");
    await journal.scene.psql.query("DELETE FROM v7_changes");
    await journal.scene.psql.query("DELETE FROM v7_commits");
    await journal.scene.psql.query("DROP INDEX v7_changes_commit_path_key");
    await journal.scene.psql.query(
      `INSERT INTO v7_commits (sha, author, committed_at) VALUES ('${plan}', 'Author', now())`,
    );
    await Promise.all(Array.from({ length: 8 }, () => journal.record()));
    expect(await journal.recorded()).toEqual(journal.logged());
  });
});

describe("a killed run", () => {
  test("leaves whole commits, and the next one records the rest", async () => {
    const { root } = journal.scene.checkout;
    // The registry has nothing to say of what is not there: each round says the same.
    for (const folder of ["docs", "src"]) rmSync(join(root, folder), { recursive: true });
    const stream = Array.from(
      { length: 400 },
      (_, index) =>
        `commit refs/heads/long\ncommitter The Architect <architect@example.org> ${1_754_555_400 + index} +0000\ndata 2\nGo\n${files(index)}\n`,
    );
    const importing = spawn("git", ["fast-import", "--quiet"], { cwd: root, stdio: ["pipe", "ignore", "ignore"] });
    importing.stdin.end(stream.join(""));
    await once(importing, "close");
    const sent: string[] = [];
    await recordInChild(({ bytes }) => void sent.push(bytes.toString("latin1")));
    const first = sent.findIndex((text) => text.includes("INSERT INTO v7_commits"));
    expect(first).toBeGreaterThan(0);
    const dice = throwDice();
    let killed = 0;
    // How many messages a run sends differs a little with what the server answers when: the shortest run so far counts.
    let length = sent.length;
    for (let round = 1; round <= 10 || (killed < 5 && round <= 20); round += 1) {
      await journal.scene.psql.script("DELETE FROM v7_changes; DELETE FROM v7_commits");
      // From the first row on; every other time so that the message never arrives and none can end before its kill.
      const at = first + dice.whole(length - first);
      const isHeld = round % 2 === 0;
      let seen = -1;
      const signal = await recordInChild((_message, kill) => {
        seen += 1;
        if (seen === at) setTimeout(kill, isHeld ? 0 : dice.upTo(10));
        return seen >= at && isHeld ? "stall" : "pass";
      });
      if (signal === "SIGKILL") killed += 1;
      if (seen < at) length = seen + 1;
      const partial =
        "SELECT c.sha FROM v7_commits c LEFT JOIN v7_changes h ON h.commit_sha = c.sha WHERE c.subject = 'Go' GROUP BY c.sha HAVING count(h.id) <> 20";
      expect({ seed: dice.seed, at, partial: await journal.scene.column(partial) }).toMatchObject({ partial: [] });
    }
    // Of those whose message goes on, some end before their kill and show nothing; so do those that never send it.
    expect({ seed: dice.seed, enough: killed >= 5 }).toMatchObject({ enough: true });
    await journal.record();
    expect(await journal.commits()).toHaveLength(401);
    expect(await doubled()).toEqual([]);
  });

  /** Runs the real command over a line that is listened to; answers the signal that ended it. */
  async function recordInChild(
    listen: (message: WireMessage, kill: () => void) => Fate | void,
  ): Promise<NodeJS.Signals | null> {
    const { checkout, database } = journal.scene;
    const line = await openLine(database.url, {
      fateOf: (message) => (message.from === "client" && listen(message, () => void child.kill("SIGKILL"))) || "pass",
    });
    const argv = [packagePath("bin/run.js"), "record", "--repo", checkout.root, "--database-url", line.url];
    const child = spawn(process.execPath, argv, { stdio: "ignore" });
    await once(child, "close");
    line.close();
    const sessions =
      "SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND application_name LIKE 'v7 record%'";
    // The server notices a lost client a little later; its transaction may still hold rows.
    await until(async () => (await journal.scene.column(sessions))[0] === 0);
    return child.signalCode;
  }

  /** Twenty files, each with a text of this commit's own. */
  function files(index: number): string {
    return Array.from({ length: 20 }, (_, file) => {
      const text = `${index} ${file}`;
      return `M 644 inline docs/${file}.md\ndata ${text.length}\n${text}\n`;
    }).join("");
  }
});
