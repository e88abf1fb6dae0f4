import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { recordHistory, type RecordRequest } from "../../src/journal/record.ts";
import type { WorkEvent } from "../../src/model/work-event.ts";
import { type Checkout, openCheckout } from "../scenes/checkout.ts";
import { type Journal, lines, openJournal } from "./journal.ts";

let journal: Journal;
let clone: Checkout;

/** Three commits of which a clone without old contents has the last one's: a file changed, moved and changed, and changed. */
beforeEach(async () => {
  journal = await openJournal();
  const { root } = journal.scene.checkout;
  journal.git("config", "uploadpack.allowFilter", "true");
  journal.git("config", "uploadpack.allowAnySHA1InWant", "true");
  journal.git("mv", "docs/assessment.md", "docs/findings.md");
  journal.write("docs/findings.md", `${lines(40)}Schema Separation\n`);
  journal.commit("Name what was found");
  journal.write("docs/findings.md", `${lines(40)}contact_status\n`);
  journal.commit("Name the duplicate");
  await journal.scene.psql.query("DELETE FROM v7_changes");
  await journal.scene.psql.query("DELETE FROM v7_commits");
  journal.git("clone", "--quiet", "--filter=blob:none", `file://${root}`, ".git/partial");
  clone = openCheckout(join(root, ".git/partial"), journal.scene.database.url);
});

afterEach(() => journal.end());

/** Records as hooks do, or as a person; answers with what is said meanwhile. */
async function record(request: RecordRequest = {}): Promise<WorkEvent[]> {
  const said: WorkEvent[] = [];
  await recordHistory({ ...(await clone.open()), tell: (event) => said.push(event) }, request);
  return said;
}

/** Packs of what was fetched: each fetch makes one. */
function fetches(): number {
  return (
    clone
      .git("count-objects", "-v")
      .match(/packs: (\d+)/)
      ?.map(Number)[1] ?? 0
  );
}

test("hooks fetch nothing: hashes of what is not here stay unknown, which is said, and all else is recorded", async () => {
  const before = fetches();
  expect(await record()).toEqual([
    {
      type: "passed-over",
      part: "record",
      code: "V7-H040",
      message: "the hashes of 2 contents that are not in this clone",
    },
  ]);
  expect(fetches()).toBe(before);
  expect(await journal.commits()).toHaveLength(3);
  const known = (await journal.recorded()).filter((line) => !line.endsWith(" -"));
  expect(known.length).toBeGreaterThan(0);
  expect(journal.logged()).toEqual(expect.arrayContaining(known.filter((line) => line.includes(" created "))));
});

test("v7 record fetches once, and records all exactly", async () => {
  const before = fetches();
  expect(await record({ fetches: true })).toEqual([]);
  expect(fetches()).toBe(before + 1);
  expect(await journal.recorded()).toEqual(journal.logged());
});

test("one content that is gone costs its hash alone, also where the remote is away", async () => {
  await record({ fetches: true });
  await journal.scene.psql.query("DELETE FROM v7_changes");
  await journal.scene.psql.query("DELETE FROM v7_commits");
  const lost = journal.git("rev-parse", "HEAD~1:docs/findings.md").trim();
  clone.git("remote", "set-url", "origin", "file:///nowhere");
  removeObject(lost);
  expect(await record({ fetches: true })).toMatchObject([
    { message: "the hash of a content that is not in this clone" },
  ]);
  // The move needs what is gone to be known as one.
  const exact = journal.logged();
  const otherwise = (await journal.recorded()).filter((line) => !exact.includes(line));
  expect(otherwise.filter((line) => !line.includes(" docs/"))).toEqual([]);
  expect(await journal.commits()).toHaveLength(3);
});

/** Keeps the others in a pack that says nothing of a remote. */
function removeObject(id: string): void {
  const all = clone.git("cat-file", "--batch-all-objects", "--batch-check=%(objectname)").split("\n");
  const rest = all.filter((line) => line !== "" && line !== id).join("\n");
  const packs = join(clone.root, ".git/objects/pack");
  const kept = join(clone.root, ".git/kept");
  execFileSync("git", ["pack-objects", "--quiet", kept], { cwd: clone.root, input: rest });
  rmSync(packs, { recursive: true });
  mkdirSync(packs);
  for (const name of readdirSync(join(clone.root, ".git")).filter((entry) => entry.startsWith("kept-")))
    for (const file of [name, name.replace(/\.\w+$/, ".promisor")])
      copyOrMake(join(clone.root, ".git", file), join(packs, file.replace("kept-", "pack-")));
}

/** The mark of what was fetched is an empty file. */
function copyOrMake(from: string, to: string): void {
  if (existsSync(from)) copyFileSync(from, to);
  else writeFileSync(to, "");
}
