import { execFileSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { recordHistory } from "../../src/journal/record.ts";
import { openCheckout } from "../scenes/checkout.ts";
import { type Journal, openJournal } from "./journal.ts";

let journal: Journal;

beforeEach(async () => {
  journal = await openJournal();
});

afterEach(() => journal.end());

async function rows(query: string): Promise<unknown[]> {
  return (await journal.scene.psql.query(query)).rows;
}

describe("a name", () => {
  /** A commit of files whose names no shell would take. */
  function commitNamed(...names: readonly Buffer[]): void {
    const blob = execFileSync("git", ["hash-object", "-w", "--stdin"], gitAt("Text\n")).toString().trim();
    const entries = names.map((name) => Buffer.concat([Buffer.from(`100644 ${blob}\t`), name, Buffer.from([0])]));
    execFileSync("git", ["update-index", "-z", "--index-info"], gitAt(Buffer.concat(entries)));
    journal.git("commit", "--quiet", "--message", "Names");
  }

  function gitAt(input: string | Buffer): { cwd: string; input: string | Buffer } {
    return { cwd: journal.scene.checkout.root, input };
  }

  async function paths(): Promise<unknown[]> {
    const query = "SELECT path FROM v7_changes h JOIN v7_commits c ON c.sha = h.commit_sha WHERE c.subject = 'Names'";
    return journal.scene.column(`${query} ORDER BY path COLLATE "C"`);
  }

  test.each([
    ["with a line feed, a bell and a quote", Buffer.from('a\nb\x07"c'), String.raw`a\x0ab\x07"c`],
    ["that begins like a change", Buffer.from("\n:100644 x"), String.raw`\x0a:100644 x`],
    ["that is no UTF-8", Buffer.from([0x61, 0xff, 0xc3, 0x28]), String.raw`a\xff\xc3(`],
    ["in other scripts", Buffer.from("مخطط/計画.md"), "مخطط/計画.md"],
    ["that would be read backwards", Buffer.from("a\u202eb"), String.raw`a\xe2\x80\xaeb`],
    ["with a backslash", Buffer.from(String.raw`a\x0ab`), String.raw`a\\x0ab`],
    ["longer than a page of an index", Buffer.from("long/".repeat(800)), "long/".repeat(800)],
  ])("%s is kept, escaped", async (_, name, text) => {
    commitNamed(Buffer.concat([name, Buffer.from("x")]));
    await journal.record();
    expect(await paths()).toEqual([`${text}x`]);
  });

  test("is kept apart from one that looks like its escaped form", async () => {
    commitNamed(Buffer.from("a\nb"), Buffer.from(String.raw`a\x0ab`));
    await journal.record();
    expect(await paths()).toEqual([String.raw`a\\x0ab`, String.raw`a\x0ab`]);
  });
});

describe("a commit", () => {
  test("keeps author, subject and time, control characters and bytes that are no text escaped", async () => {
    const raw = Buffer.concat([
      Buffer.from(`tree ${journal.git("rev-parse", "HEAD^{tree}").trim()}\n`),
      Buffer.from("author Jos\xe9 <jose@example.org> 1754555400 +0400\n", "latin1"),
      Buffer.from("committer The Architect <architect@example.org> 1754555401 +0400\n\n"),
      Buffer.from("Ring \x07 the \x1b[31mbell\n\nMore\n"),
    ]);
    const argv = ["hash-object", "-t", "commit", "-w", "--stdin", "--literally"];
    const options = { cwd: journal.scene.checkout.root, input: raw };
    const sha = execFileSync("git", argv, options).toString().trim();
    journal.git("update-ref", "refs/heads/bell", sha);
    await journal.record();
    expect(
      await rows(`SELECT author, author_email, subject, committed_at::text FROM v7_commits WHERE sha = '${sha}'`),
    ).toEqual([
      {
        author: String.raw`Jos\xe9`,
        author_email: "jose@example.org",
        subject: String.raw`Ring \x07 the \x1b[31mbell`,
        committed_at: "2025-08-07 08:30:01+00",
      },
    ]);
  });

  test("of a time no calendar has does not hold up the others", async () => {
    const tree = journal.git("rev-parse", "HEAD^{tree}").trim();
    const raw = `tree ${tree}\nauthor A <a> 99999999999999 +0000\ncommitter A <a> 99999999999999 +0000\n\nLate\n`;
    const options = { cwd: journal.scene.checkout.root, input: raw };
    const sha = execFileSync("git", ["hash-object", "-t", "commit", "-w", "--stdin", "--literally"], options);
    journal.git("update-ref", "refs/heads/late", sha.toString().trim());
    expect(await journal.record()).toEqual({ recorded_commits: 1, recorded_changes: 3 });
  });

  test("with a known secret in its subject is stored without it", async () => {
    const password = "hunter2hunter2";
    const { root } = journal.scene.checkout;
    journal.git("commit", "--quiet", "--allow-empty", "--message", `Use ${password}`);
    const url = journal.scene.database.url.replace(/^(postgres(?:ql)?:\/\/)(?:[^/@]*@)?/, `$1postgres:${password}@`);
    const workspace = await openCheckout(root, url).open();
    const { database } = await openCheckout(root, journal.scene.database.url).open();
    await recordHistory({ ...workspace, database });
    expect(await journal.scene.column("SELECT subject FROM v7_commits WHERE subject LIKE 'Use%'")).toEqual(["Use ***"]);
  });
});
