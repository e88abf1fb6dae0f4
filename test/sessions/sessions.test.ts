import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readLayout } from "../../src/files/places/layout.ts";
import { redactor } from "../../src/model/secrets.ts";
import { scanFiles } from "../../src/files/scan/scan.ts";
import { renderSessionEnd } from "../../src/render/session.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import type { SessionEndOutput } from "../../src/model/output/session-end.ts";
import type { Session } from "../../src/model/output/session-start.ts";
import {
  closeSession,
  listSessions,
  logEntry,
  openSession,
  type SessionsRequest,
  showSession,
} from "../../src/sessions/sessions.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;
let psql: Connection;
let root: string;

beforeEach(async () => {
  scene = await openScene();
  psql = scene.psql;
  root = scene.checkout.root;
});

afterEach(() => scene.end());

const undeclared = readLayout([]);

interface Circumstances {
  /** The folder of logs. */
  readonly dir?: string;
  readonly secrets?: readonly string[];
}

async function workspaceOf(actor: string, { dir = "sessions", secrets = [] }: Circumstances = {}): Promise<Workspace> {
  const workspace = await scene.open({ actor });
  const config = { ...workspace.config, sessions: { dir }, timezone: "Asia/Dubai" };
  return { ...workspace, config, redactor: redactor(secrets) };
}

async function sessionsOf(workspace: Workspace): Promise<readonly Session[]> {
  return (await listSessions(workspace, { limit: 10 })).output.sessions;
}

async function log(workspace: Workspace, text: string): Promise<Session> {
  return (await logEntry(workspace, { text })).output.session;
}

async function close(workspace: Workspace, id?: number): Promise<SessionEndOutput> {
  return (await closeSession(workspace, { id, layout: undeclared })).output;
}

function logOf(path: string | null): string {
  return readFileSync(join(root, path ?? ""), "utf8");
}

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

describe("starting", () => {
  test("makes a row and a log with actor, title and local time", async () => {
    const { session } = await openSession(await workspaceOf("Arthur"), "Enum review");
    expect(session).toMatchObject({ id: 1, actor: "Arthur", title: "Enum review", status: "active", ended_at: null });
    expect(session.log_path).toMatch(/^sessions\/\d{4}-\d\d-\d\d-1-[0-9a-f]{6}\.md$/);
    expect(logOf(session.log_path)).toMatch(
      /^# Session 1: Enum review\n\n- Actor: Arthur\n- Started: \d{4}-\d\d-\d\d \d\d:\d\d \(Asia\/Dubai\)\n\n## Log\n\n$/,
    );
  });

  test("is refused while the actor has a session, and leaves no second log", async () => {
    await openSession(await workspaceOf("Arthur"), null);
    await expect(openSession(await workspaceOf("Arthur"), null)).rejects.toMatchObject({
      code: "V7-N001",
      exitCode: 3,
    });
    expect(readdirSync(join(root, "sessions"))).toHaveLength(1);
  });

  test("twenty times at once gives one session", async () => {
    const workspaces = await Promise.all(Array.from({ length: 20 }, () => workspaceOf("Arthur")));
    const outcomes = await Promise.allSettled(workspaces.map((workspace) => openSession(workspace, null)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(readdirSync(join(root, "sessions"))).toHaveLength(1);
  });

  test("tells how the last session ended and which ones are open", async () => {
    await openSession(await workspaceOf("V7 Conductor"), null);
    await openSession(await workspaceOf("Arthur"), "Enum review");
    await close(await workspaceOf("Arthur"));
    const { last, open } = await openSession(await workspaceOf("Arthur"), null);
    expect(last).toMatchObject({ id: 2, title: "Enum review", status: "ended" });
    expect(open.map(({ actor }) => actor)).toEqual(["V7 Conductor"]);
  });

  test("writes other logs than another clone with a database of its own, on the same day", async () => {
    const { session } = await openSession(await workspaceOf("Arthur"), "Assessment");
    await psql.script("TRUNCATE v7_sessions RESTART IDENTITY CASCADE; UPDATE v7_state SET lineage = gen_random_uuid()");
    rmSync(join(root, "sessions"), { recursive: true });
    const other = await openSession(await workspaceOf("Arthur"), "Design");
    expect(other.session.id).toBe(session.id);
    expect(other.session.log_path).not.toBe(session.log_path);
  });

  test("never writes over a log that is there", async () => {
    const { session } = await openSession(await workspaceOf("Arthur"), "Assessment");
    await psql.script("TRUNCATE v7_sessions RESTART IDENTITY CASCADE");
    const again = await openSession(await workspaceOf("Arthur"), "Design");
    expect(again.session.log_path).toBe(session.log_path?.replace(".md", "-2.md"));
    expect(logOf(session.log_path)).toContain("Assessment");
  });

  test("leaves neither row nor log where logs cannot be", async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), "v7-elsewhere-"));
    symlinkSync(elsewhere, join(root, "logs"));
    const workspace = await workspaceOf("Arthur", { dir: "logs" });
    await expect(openSession(workspace, null)).rejects.toMatchObject({ code: "V7-N004" });
    expect(await sessionsOf(workspace)).toEqual([]);
    expect(readdirSync(elsewhere)).toEqual([]);
    rmSync(elsewhere, { recursive: true });
  });

  test("leaves neither row nor log where the database cannot keep the row", async () => {
    await psql.query("ALTER TABLE v7_sessions ADD CONSTRAINT stop CHECK (log_path IS NULL)");
    const workspace = await workspaceOf("Arthur");
    await expect(openSession(workspace, null)).rejects.toThrow("stop");
    expect(await sessionsOf(workspace)).toEqual([]);
    expect(readdirSync(join(root, "sessions"))).toEqual([]);
  });
});

describe("logging", () => {
  test("adds an entry with its time; further lines stay in it", async () => {
    const workspace = await workspaceOf("Arthur");
    await openSession(workspace, null);
    const session = await log(workspace, "45 duplicate ENUMs\nin 12 groups");
    expect(session.stats.log_entries).toBe(1);
    expect(logOf(session.log_path)).toMatch(/\n\n- \d\d:\d\d 45 duplicate ENUMs\n {2}in 12 groups\n$/);
  });

  test("writes into no file that a row calls a log", async () => {
    const workspace = await workspaceOf("Arthur");
    await openSession(workspace, null);
    writeFileSync(join(root, "README.md"), "somebody's own");
    await psql.query("UPDATE v7_sessions SET log_path = 'README.md'");
    await expect(log(workspace, "45 duplicate ENUMs")).rejects.toMatchObject({ code: "V7-N004" });
    expect(readFileSync(join(root, "README.md"), "utf8")).toBe("somebody's own");
  });

  test("hides secrets and control characters", async () => {
    const workspace = await workspaceOf("Arthur", { secrets: ["hunter2hunter2"] });
    await openSession(workspace, "as hunter2hunter2");
    const { log_path: path } = await log(workspace, "PGPASSWORD=swordfish1 and hunter2hunter2 \u001b[2J");
    expect(logOf(path)).not.toMatch(/hunter2|swordfish1|\u001b/);
    const { rows } = await psql.query<{ title: string }>("SELECT title FROM v7_sessions");
    expect(rows).toEqual([{ title: "as ***" }]);
  });

  test("by thirty processes at once keeps every entry whole", async () => {
    await openSession(await workspaceOf("Arthur"), null);
    const entries = Array.from({ length: 30 }, (_, index) => `entry ${index} ${"of one piece ".repeat(50)}`.trim());
    const workspaces = await Promise.all(Array.from({ length: 5 }, () => workspaceOf("Arthur")));
    await Promise.all(
      workspaces.map(async (workspace, at) => {
        for (const entry of entries.filter((_, index) => index % 5 === at)) await log(workspace, entry);
      }),
    );
    const [session] = await sessionsOf(await workspaceOf("Arthur"));
    const logged = logOf(session?.log_path ?? null)
      .split("\n")
      .filter((line) => line.startsWith("- ") && line.includes("entry"));
    expect(logged.map((line) => line.slice("- 08:30 ".length)).toSorted()).toEqual(entries.toSorted());
    expect(session?.stats.log_entries).toBe(30);
  });

  test("goes on in a clone that does not have the log", async () => {
    const workspace = await workspaceOf("Arthur");
    const { session } = await openSession(workspace, "Enum review");
    rmSync(join(root, "sessions"), { recursive: true });
    await log(workspace, "from another worktree");
    expect(logOf(session.log_path)).toMatch(/^# Session 1: Enum review\n[^]*- \d\d:\d\d from another worktree\n$/);
  });

  test("needs a session", async () => {
    await expect(log(await workspaceOf("Arthur"), "early")).rejects.toMatchObject({ code: "V7-N002" });
    expect(existsSync(join(root, "sessions"))).toBe(false);
  });
});

describe("ending", () => {
  test("counts its commits, and the files they changed or a scan found, each once", async () => {
    const workspace = await workspaceOf("Arthur");
    await openSession(workspace, null);
    await psql.script(commits);
    const { session } = await close(workspace);
    expect(session).toMatchObject({
      status: "ended",
      stats: { files_created: 1, files_modified: 1, files_deleted: 1, commits: 1 },
    });
  });

  test("claims nothing that was there before the first scan found it", async () => {
    const workspace = await workspaceOf("Arthur");
    scene.checkout.write("docs/old.md", "old\n");
    const then = new Date(Date.now() - 3_600_000);
    for (const path of readdirSync(root, { recursive: true, encoding: "utf8" }))
      utimesSync(join(root, path), then, then);
    await openSession(workspace, null);
    // A file system's clock ticks more slowly than the database's.
    await delay(20);
    scene.checkout.write("docs/new.md", "new\n");
    await scanFiles(workspace);
    const { session } = await close(workspace);
    // Its own log is no work of a session.
    expect(session.stats).toMatchObject({ files_created: 1, files_modified: 0, files_deleted: 0 });
  });

  test("tells of commits made in it that bear another time, and of none that were only recorded in it", async () => {
    const workspace = await workspaceOf("Arthur");
    const commit = (sha: string, parent: string, at: string, recorded: string): string =>
      `INSERT INTO v7_commits (sha, parents, author, committed_at, recorded_at) VALUES
         (repeat('${sha}', 40), ARRAY[repeat('${parent}', 40)], 'Arthur', ${at}, ${recorded})`;
    await psql.query(commit("a", "0", "now() - interval '9 days'", "now() - interval '1 day'"));
    await openSession(workspace, null);
    await psql.query(commit("b", "a", "now() - interval '8 days'", "now()"));
    await psql.query(commit("c", "a", "now() + interval '1 day'", "now()"));
    await psql.query(commit("d", "0", "now() - interval '9 years'", "now()"));
    const { session } = await close(workspace);
    expect(session.stats).toMatchObject({ commits: 0, commits_dated_elsewhere: 2 });
    expect(logOf(session.log_path)).toContain("\n- Commits: 0, 2 more dated outside the session\n");
    expect(renderSessionEnd({ session })).toContain("0 commits, 2 more dated outside it.");
  });

  test("closes the log with what was counted", async () => {
    const workspace = await workspaceOf("Arthur");
    await openSession(workspace, null);
    await psql.script(commits);
    const { session } = await close(workspace);
    expect(logOf(session.log_path)).toMatch(
      /\n## Ended \d{4}-\d\d-\d\d \d\d:\d\d\n\n- Files: 1 created, 1 modified, 1 deleted\n- Commits: 1\n$/,
    );
  });

  test("takes a snapshot that names the session", async () => {
    const workspace = await workspaceOf("Arthur");
    await openSession(workspace, null);
    const { snapshot } = await close(workspace);
    expect(snapshot).toMatchObject({ session_id: 1, triggered_by: "session" });
  });

  test("of a session somebody else left open marks it abandoned", async () => {
    await openSession(await workspaceOf("V7 Conductor"), null);
    const { session } = await close(await workspaceOf("Arthur"), 1);
    expect(session).toMatchObject({ actor: "V7 Conductor", status: "abandoned" });
    await expect(openSession(await workspaceOf("V7 Conductor"), null)).resolves.toMatchObject({ last: { id: 1 } });
  });

  test("twice is refused and writes nothing", async () => {
    const workspace = await workspaceOf("Arthur");
    await openSession(workspace, null);
    await close(workspace);
    await expect(close(workspace)).rejects.toMatchObject({ code: "V7-N002" });
    await expect(close(workspace, 1)).rejects.toMatchObject({ code: "V7-N002" });
    const { rows } = await psql.query("SELECT id FROM v7_system_state");
    expect(rows).toHaveLength(1);
  });
});

describe("listing", () => {
  test("is narrowed to an actor, to how sessions stand, and to those that began since", async () => {
    await openSession(await workspaceOf("V7 Conductor"), "Left open");
    await close(await workspaceOf("Arthur"), 1);
    await openSession(await workspaceOf("Arthur"), "Enum review");
    await psql.query("UPDATE v7_sessions SET started_at = now() - interval '9 days' WHERE id = 1");
    const titles = async (filter: Partial<SessionsRequest>): Promise<(string | null)[]> => {
      const { sessions } = (await listSessions(await workspaceOf("Arthur"), { limit: 10, ...filter })).output;
      return sessions.map(({ title }) => title);
    };
    expect(await titles({})).toEqual(["Enum review", "Left open"]);
    expect(await titles({ actor: "V7 Conductor" })).toEqual(["Left open"]);
    expect(await titles({ state: "open" })).toEqual(["Enum review"]);
    expect(await titles({ state: "abandoned" })).toEqual(["Left open"]);
    expect(await titles({ since: new Date(Date.now() - 86_400_000).toISOString() })).toEqual(["Enum review"]);
  });
});

describe("showing", () => {
  test("gives the log, or says that this clone does not have it", async () => {
    const workspace = await workspaceOf("Arthur");
    await openSession(workspace, "Enum review");
    expect((await showSession(workspace, { id: 1 })).output.log).toContain("# Session 1: Enum review");
    rmSync(join(root, "sessions"), { recursive: true });
    expect((await showSession(workspace, { id: 1 })).output.log).toBeNull();
  });

  test("gives the commits made in it, without those that were rewritten since", async () => {
    await openSession(await workspaceOf("Arthur"), null);
    await psql.script(commits);
    const { output } = await showSession(await workspaceOf("Arthur"), { id: 1 });
    expect(output.commits.map(({ sha, author }) => [sha, author])).toEqual([["a".repeat(40), "Arthur"]]);
  });

  test("a session that is not there fails", async () => {
    await expect(showSession(await workspaceOf("Arthur"), { id: 7 })).rejects.toMatchObject({ code: "V7-N003" });
  });
});
