import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readLayout } from "../../src/files/places/layout.ts";
import { redactor } from "../../src/model/secrets.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import {
  endSession,
  listSessions,
  logEntry,
  type SessionPlace,
  showSession,
  startSession,
} from "../../src/sessions/sessions.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
let psql: Connection;
let root: string;

beforeEach(async () => {
  database = await testDatabase();
  psql = await database.connect({ applicationName: "psql" });
  root = mkdtempSync(join(tmpdir(), "v7-sessions-"));
});

afterEach(async () => {
  await database.drop();
  rmSync(root, { recursive: true });
});

const undeclared = readLayout([]);

async function placeOf(actor: string, more: Partial<SessionPlace> = {}): Promise<SessionPlace> {
  const connection = await database.connect();
  return { connection, root, directory: "sessions", timeZone: "Asia/Dubai", actor, redactor: redactor([]), ...more };
}

function logOf(path: string | null): string {
  return readFileSync(join(root, path ?? ""), "utf8");
}

describe("starting", () => {
  test("makes a row and a log with actor, title and local time", async () => {
    const { session } = await startSession(await placeOf("Arthur"), "Enum review");
    expect(session).toMatchObject({ id: 1, actor: "Arthur", title: "Enum review", status: "active", ended_at: null });
    expect(session.log_path).toMatch(/^sessions\/\d{4}-\d\d-\d\d-1\.md$/);
    expect(logOf(session.log_path)).toMatch(
      /^# Session 1: Enum review\n\n- Actor: Arthur\n- Started: \d{4}-\d\d-\d\d \d\d:\d\d \(Asia\/Dubai\)\n\n## Log\n\n$/,
    );
  });

  test("is refused while the actor has a session, and leaves no second log", async () => {
    await startSession(await placeOf("Arthur"), null);
    await expect(startSession(await placeOf("Arthur"), null)).rejects.toMatchObject({ code: "V7-N001", exitCode: 3 });
    expect(readdirSync(join(root, "sessions"))).toHaveLength(1);
  });

  test("twenty times at once gives one session", async () => {
    const places = await Promise.all(Array.from({ length: 20 }, () => placeOf("Arthur")));
    const outcomes = await Promise.allSettled(places.map((place) => startSession(place, null)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(readdirSync(join(root, "sessions"))).toHaveLength(1);
  });

  test("tells how the last session ended and which ones are open", async () => {
    await startSession(await placeOf("V7 Conductor"), null);
    await startSession(await placeOf("Arthur"), "Enum review");
    await endSession(await placeOf("Arthur"), undeclared);
    const { last, open } = await startSession(await placeOf("Arthur"), null);
    expect(last).toMatchObject({ id: 2, title: "Enum review", status: "ended" });
    expect(open.map(({ actor }) => actor)).toEqual(["V7 Conductor"]);
  });

  test("never writes over a log of another database", async () => {
    const { session } = await startSession(await placeOf("Arthur"), "Assessment");
    await psql.script("TRUNCATE v7_sessions RESTART IDENTITY CASCADE");
    const again = await startSession(await placeOf("Arthur"), "Design");
    expect(again.session.log_path).toBe(session.log_path?.replace(".md", "-2.md"));
    expect(logOf(session.log_path)).toContain("Assessment");
  });

  test("leaves neither row nor log where logs cannot be", async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), "v7-elsewhere-"));
    symlinkSync(elsewhere, join(root, "logs"));
    const place = await placeOf("Arthur", { directory: "logs" });
    await expect(startSession(place, null)).rejects.toMatchObject({ code: "V7-N004" });
    expect(await listSessions(place.connection, 10)).toEqual([]);
    expect(readdirSync(elsewhere)).toEqual([]);
    rmSync(elsewhere, { recursive: true });
  });

  test("leaves neither row nor log where the database cannot keep the row", async () => {
    await psql.query("ALTER TABLE v7_sessions ADD CONSTRAINT stop CHECK (log_path IS NULL)");
    const place = await placeOf("Arthur");
    await expect(startSession(place, null)).rejects.toThrow("stop");
    expect(await listSessions(place.connection, 10)).toEqual([]);
    expect(readdirSync(join(root, "sessions"))).toEqual([]);
  });
});

describe("logging", () => {
  test("adds an entry with its time; further lines stay in it", async () => {
    const place = await placeOf("Arthur");
    await startSession(place, null);
    const session = await logEntry(place, "45 duplicate ENUMs\nin 12 groups");
    expect(session.stats.log_entries).toBe(1);
    expect(logOf(session.log_path)).toMatch(/\n\n- \d\d:\d\d 45 duplicate ENUMs\n {2}in 12 groups\n$/);
  });

  test("hides secrets and control characters", async () => {
    const place = await placeOf("Arthur", { redactor: redactor(["hunter2hunter2"]) });
    await startSession(place, "as hunter2hunter2");
    const { log_path: path } = await logEntry(place, "PGPASSWORD=swordfish1 and hunter2hunter2 \u001b[2J");
    expect(logOf(path)).not.toMatch(/hunter2|swordfish1|\u001b/);
    const { rows } = await psql.query<{ title: string }>("SELECT title FROM v7_sessions");
    expect(rows).toEqual([{ title: "as ***" }]);
  });

  test("by thirty processes at once keeps every entry whole", async () => {
    await startSession(await placeOf("Arthur"), null);
    const entries = Array.from({ length: 30 }, (_, index) => `entry ${index} ${"of one piece ".repeat(50)}`.trim());
    const places = await Promise.all(Array.from({ length: 5 }, () => placeOf("Arthur")));
    await Promise.all(
      places.map(async (place, at) => {
        for (const entry of entries.filter((_, index) => index % 5 === at)) await logEntry(place, entry);
      }),
    );
    const [session] = await listSessions(psql, 1);
    const logged = logOf(session?.log_path ?? null)
      .split("\n")
      .filter((line) => line.startsWith("- ") && line.includes("entry"));
    expect(logged.map((line) => line.slice("- 08:30 ".length)).toSorted()).toEqual(entries.toSorted());
    expect(session?.stats.log_entries).toBe(30);
  });

  test("goes on in a clone that does not have the log", async () => {
    const place = await placeOf("Arthur");
    const { session } = await startSession(place, "Enum review");
    rmSync(join(root, "sessions"), { recursive: true });
    await logEntry(place, "from another worktree");
    expect(logOf(session.log_path)).toMatch(/^# Session 1: Enum review\n[^]*- \d\d:\d\d from another worktree\n$/);
  });

  test("needs a session", async () => {
    await expect(logEntry(await placeOf("Arthur"), "early")).rejects.toMatchObject({ code: "V7-N002" });
    expect(existsSync(join(root, "sessions"))).toBe(false);
  });
});

describe("ending", () => {
  const commits = `
    INSERT INTO v7_commits (sha, author, committed_at, session_id, rewritten_as) VALUES
      (repeat('a', 40), 'Arthur', now(), 1, NULL), (repeat('b', 40), 'Arthur', now(), 1, repeat('a', 40)),
      (repeat('c', 40), 'V7 Conductor', now(), NULL, NULL);
    INSERT INTO v7_changes (path, change_type, detected_by, commit_sha, session_id) VALUES
      ('src/models/contact.py', 'created', 'hook', repeat('a', 40), 1),
      ('src/models/domain.py', 'modified', 'hook', repeat('a', 40), 1),
      ('src/models/page.py', 'created', 'hook', repeat('c', 40), NULL);
    INSERT INTO v7_changes (path, change_type) VALUES
      ('src/models/domain.py', 'modified'), ('src/models/old.py', 'deleted');
    INSERT INTO v7_changes (path, change_type, changed_at) VALUES ('src/models/early.py', 'deleted', now() - interval '1 day')`;

  test("counts its commits, and the files they changed or a scan found, each once", async () => {
    const place = await placeOf("Arthur");
    await startSession(place, null);
    await psql.script(commits);
    const { session } = await endSession(place, undeclared);
    expect(session).toMatchObject({
      status: "ended",
      stats: { files_created: 1, files_modified: 1, files_deleted: 1, commits: 1 },
    });
  });

  test("closes the log with what was counted", async () => {
    const place = await placeOf("Arthur");
    await startSession(place, null);
    await psql.script(commits);
    const { session } = await endSession(place, undeclared);
    expect(logOf(session.log_path)).toMatch(
      /\n## Ended \d{4}-\d\d-\d\d \d\d:\d\d\n\n- Files: 1 created, 1 modified, 1 deleted\n- Commits: 1\n$/,
    );
  });

  test("takes a snapshot that names the session", async () => {
    const place = await placeOf("Arthur");
    await startSession(place, null);
    const { snapshot } = await endSession(place, undeclared);
    expect(snapshot).toMatchObject({ session_id: 1, triggered_by: "session" });
  });

  test("of a session somebody else left open marks it abandoned", async () => {
    await startSession(await placeOf("V7 Conductor"), null);
    const { session } = await endSession(await placeOf("Arthur"), undeclared, 1);
    expect(session).toMatchObject({ actor: "V7 Conductor", status: "abandoned" });
    await expect(startSession(await placeOf("V7 Conductor"), null)).resolves.toMatchObject({ last: { id: 1 } });
  });

  test("twice is refused and writes nothing", async () => {
    const place = await placeOf("Arthur");
    await startSession(place, null);
    await endSession(place, undeclared);
    await expect(endSession(place, undeclared)).rejects.toMatchObject({ code: "V7-N002" });
    await expect(endSession(place, undeclared, 1)).rejects.toMatchObject({ code: "V7-N002" });
    const { rows } = await psql.query("SELECT id FROM v7_system_state");
    expect(rows).toHaveLength(1);
  });
});

describe("showing", () => {
  test("gives the log, or says that this clone does not have it", async () => {
    const place = await placeOf("Arthur");
    await startSession(place, "Enum review");
    expect((await showSession(place.connection, root, 1)).log).toContain("# Session 1: Enum review");
    rmSync(join(root, "sessions"), { recursive: true });
    expect((await showSession(place.connection, root, 1)).log).toBeNull();
  });

  test("a session that is not there fails", async () => {
    await expect(showSession(psql, root, 7)).rejects.toMatchObject({ code: "V7-N003" });
  });
});
