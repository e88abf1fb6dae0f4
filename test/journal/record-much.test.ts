import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { optional } from "../support/optional.ts";
import { type Journal, openJournal, revList } from "./journal.ts";

let journal: Journal;

beforeEach(async () => {
  journal = await openJournal();
});

afterEach(() => journal.end());

describe("much at once", () => {
  test("a blob of 100 MB is hashed in pieces", async () => {
    const { root } = journal.scene.checkout;
    const size = 100 << 20;
    const stream = Buffer.concat([
      Buffer.from(`blob\nmark :1\ndata ${size}\n`),
      Buffer.alloc(size, "Sentinel"),
      Buffer.from(
        "\ncommit refs/heads/big\ncommitter The Architect <architect@example.org> 1754555400 +0000\ndata 4\nBig\n\nM 100644 :1 big.bin\n\n",
      ),
    ]);
    execFileSync("git", ["fast-import", "--quiet"], { cwd: root, input: stream });
    const expected = createHash("sha256").update(
      stream.subarray(stream.indexOf("Sentinel"), stream.indexOf("Sentinel") + size),
    );
    const before = residentBytes();
    await journal.record();
    expect(residentBytes() - before).toBeLessThan(50 << 20);
    expect(await journal.scene.column("SELECT new_hash FROM v7_changes WHERE path = 'big.bin'")).toEqual([
      expected.digest("hex"),
    ]);
  });

  test("a commit of 20,000 files is recorded with each of them", async () => {
    const files = Array.from({ length: 20_000 }, (_, index) => {
      const text = `Document ${index}`;
      return `M 644 inline many/${index % 100}/${index}.md\ndata ${text.length}\n${text}\n`;
    });
    const head =
      "commit refs/heads/many\ncommitter The Architect <architect@example.org> 1754555400 +0000\ndata 4\nMany\n";
    const options = { cwd: journal.scene.checkout.root, input: head + files.join("") };
    execFileSync("git", ["fast-import", "--quiet"], options);
    expect(await journal.record()).toEqual({ recorded_commits: 1, recorded_changes: 20_000 });
    expect(await journal.scene.column("SELECT new_hash FROM v7_changes WHERE path = 'many/42/142.md'")).toEqual([
      createHash("sha256").update("Document 142").digest("hex"),
    ]);
  });

  /** A branch of so many commits of one document, the first of them `Go 0`. */
  function longBranch(count: number): void {
    const commits = Array.from({ length: count }, (_, index) => {
      const head = `commit refs/heads/long\ncommitter The Architect <architect@example.org> ${1_754_555_400 + index} +0000`;
      const [subject, text] = [`Go ${index}`, String(index)];
      return `${head}\ndata ${subject.length}\n${subject}\nM 644 inline docs/count.md\ndata ${text.length}\n${text}\n\n`;
    });
    const options = { cwd: journal.scene.checkout.root, input: commits.join("") };
    execFileSync("git", ["fast-import", "--quiet"], options);
  }

  test("3,000 commits are recorded, each of them", async () => {
    longBranch(3000);
    expect(await journal.record()).toEqual({ recorded_commits: 3000, recorded_changes: 3000 });
    expect(await journal.commits()).toEqual(revList(journal.scene.checkout.root));
  });

  test("a commit is not recorded without its changes", async () => {
    longBranch(3);
    const stop = "ALTER TABLE v7_changes ADD CONSTRAINT stop CHECK (path <> 'docs/count.md')";
    await journal.scene.psql.query(stop);
    await expect(journal.record()).rejects.toMatchObject({ code: "V7-H033" });
    expect(await journal.commits()).toHaveLength(1);
  });

  test("a run that fails in the middle has recorded parents first, and the next goes on from there", async () => {
    longBranch(2500);
    const stop = "ALTER TABLE v7_commits ADD CONSTRAINT stop CHECK (subject <> 'Go 1200')";
    await journal.scene.psql.query(stop);
    await expect(journal.record()).rejects.toMatchObject({ code: "V7-H033", exitCode: 6 });
    await journal.scene.psql.query("ALTER TABLE v7_commits DROP CONSTRAINT stop");
    await journal.record();
    expect(await journal.commits()).toEqual(revList(journal.scene.checkout.root));
  });
});

/** Now, or at most until now where Linux has no /proc that tells. */
function residentBytes(): number {
  return optional.processFolders.isThere() || process.platform !== "linux"
    ? process.memoryUsage.rss()
    : process.resourceUsage().maxRSS * 1024;
}
