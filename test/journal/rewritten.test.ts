import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { recordHistory } from "../../src/journal/record.ts";
import { readSql } from "../../src/system/package-file.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { type Journal, openJournal } from "./journal.ts";

let journal: Journal;

beforeEach(async () => {
  journal = await openJournal();
});

afterEach(() => journal.end());

function amend(subject: string): string {
  journal.git("commit", "--quiet", "--amend", "--message", subject);
  return head();
}

function head(): string {
  return journal.git("rev-parse", "HEAD").trim();
}

/** Each rewritten commit and what became of it. */
async function links(): Promise<string[]> {
  const query = "SELECT sha || ' ' || rewritten_as FROM v7_commits WHERE rewritten_as IS NOT NULL ORDER BY sha";
  return (await journal.scene.column(query)).map(String);
}

function notes(): string[] {
  return readdirSync(join(journal.scene.checkout.root, ".git/v7/rewritten"));
}

/** Records, while something happens just before one of the statements. */
function recordBut(statement: string, meanwhile: () => void | Promise<void>): Promise<void> {
  return recordBy(({ query }) => async (text, values) => {
    if (text === readSql(statement)) await meanwhile();
    return query(text, values);
  });
}

/** Records up to the COMMIT that follows a statement, and no further. */
function recordUntilCommitOf(statement: string): Promise<void> {
  let isNear = false;
  return recordBy(({ query }) => async (text, values) => {
    isNear ||= text === readSql(statement);
    const answer = await query<never>(text, values);
    if (isNear && text === "COMMIT") throw new Error("killed");
    return answer;
  });
}

async function recordBy(queryOn: (connection: Connection) => Connection["query"]): Promise<void> {
  const workspace = await journal.scene.checkout.open();
  const connect = async (purpose: "read" | "write"): Promise<Connection> => {
    const connection = await workspace.database.connect(purpose);
    return { ...connection, query: queryOn(connection) };
  };
  await recordHistory({ ...workspace, database: { ...workspace.database, connect } });
}

describe("a commit", () => {
  test("that was amended says what became of it", async () => {
    const old = head();
    const now = amend("Declare it otherwise");
    journal.tellRewritten([old, now]);
    await journal.record();
    expect(await links()).toEqual([`${old} ${now}`]);
  });

  test("that was rewritten before anybody recorded it is recorded, too", async () => {
    journal.write("docs/plan.md", "Plan\n");
    const old = journal.commit("Plan");
    const now = amend("Plan better");
    journal.tellRewritten([old, now]);
    expect(await journal.record()).toEqual({ recorded_commits: 2, recorded_changes: 2 });
    expect(await links()).toEqual([`${old} ${now}`]);
  });

  test("of a squash is what each of the others became", async () => {
    const olds = ["Plan", "Plan more"].map((subject) => {
      journal.write(`docs/${subject}.md`, subject);
      return journal.commit(subject);
    });
    await journal.record();
    journal.git("reset", "--quiet", "--soft", "HEAD~2");
    const now = journal.commit("Plan all");
    journal.tellRewritten(...olds.map((old) => [old, now] as const));
    await journal.record();
    expect(await links()).toEqual(olds.map((old) => `${old} ${now}`).toSorted());
  });

  test("rewritten as something that is no commit's id is left alone", async () => {
    journal.tellRewritten([head(), "--all"], ["x", head()]);
    await journal.record();
    expect(await links()).toEqual([]);
  });
});

describe("what git told", () => {
  test("is kept while the database is away, and recorded by the next run", async () => {
    const old = head();
    const now = amend("Declare it otherwise");
    journal.tellRewritten([old, now]);
    const away = await journal.scene.checkout.open({ databaseUrl: "postgres://v7@127.0.0.1:1/aya_rag" });
    await expect(recordHistory(away)).rejects.toMatchObject({ exitCode: 6 });
    expect(notes()).toHaveLength(1);
    await journal.record();
    expect(await links()).toEqual([`${old} ${now}`]);
    expect(notes()).toEqual([]);
  });

  test("is kept while the database cannot take it", async () => {
    const old = head();
    journal.tellRewritten([old, amend("Declare it otherwise")]);
    await journal.scene.psql.query("ALTER TABLE v7_commits ADD CONSTRAINT stop CHECK (rewritten_as IS NULL)");
    await expect(journal.record()).rejects.toMatchObject({ code: "V7-H033" });
    expect(notes()).toHaveLength(1);
  });

  test("is forgotten only as far as it is recorded: what comes meanwhile stays for the next run", async () => {
    const old = head();
    journal.tellRewritten([old, amend("Declare it otherwise")]);
    await recordBut("journal/rewritten.sql", () => journal.tellRewritten(["0".repeat(40), old]));
    expect(notes()).toHaveLength(1);
  });

  test("last of a commit counts", async () => {
    const old = head();
    journal.tellRewritten([old, amend("Declare it otherwise")]);
    journal.tellRewritten([old, amend("Declare it as it was")]);
    await journal.record();
    expect(await links()).toEqual([`${old} ${head()}`]);
  });

  test("last of a commit counts, also for a run that read the earlier word only and comes late", async () => {
    const old = head();
    journal.tellRewritten([old, amend("Declare it otherwise")]);
    await recordBut("journal/lock-commits.sql", async () => {
      journal.tellRewritten([old, amend("Declare it as it was")]);
      await journal.record();
    });
    expect(await links()).toEqual([`${old} ${head()}`]);
  });

  test("last of a commit counts, whoever records at once and in whatever order", async () => {
    const old = head();
    const states = Array.from({ length: 12 }, (_, index) => [old, String(index).padStart(40, "a")] as const);
    const records: Promise<unknown>[] = [];
    for (const state of states) {
      journal.tellRewritten(state);
      records.push(journal.record(), journal.record());
      // Some notes are read by one run and some by several.
      await Promise.race(records);
    }
    await Promise.all(records);
    await journal.record();
    expect(await links()).toEqual([states.at(-1)?.join(" ")]);
    expect(notes()).toEqual([]);
  });

  test("is said again after a run that was killed right behind COMMIT, which changes nothing", async () => {
    const old = head();
    journal.tellRewritten([old, amend("Declare it otherwise")]);
    await expect(recordUntilCommitOf("journal/rewritten.sql")).rejects.toThrow("killed");
    expect([await links(), notes()]).toEqual([[`${old} ${head()}`], [expect.any(String)]]);
    await journal.record();
    expect([await links(), notes()]).toEqual([[`${old} ${head()}`], []]);
  });

  test("by a writer that was killed is no note", async () => {
    const old = head();
    journal.tellRewritten([old, amend("Declare it otherwise")]);
    const folder = join(journal.scene.checkout.root, ".git/v7/rewritten");
    writeFileSync(join(folder, "999999999999999.000-1.draft"), `${old} ${"f".repeat(40)}\n`);
    await journal.record();
    expect(await links()).toEqual([`${old} ${head()}`]);
  });
});
