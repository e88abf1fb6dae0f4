import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { examine } from "../../src/routines/doctor.ts";
import { recordHistory } from "../../src/journal/record.ts";
import { scanFiles } from "../../src/files/scan/scan.ts";
import { type Checkout, openCheckout } from "../scenes/checkout.ts";
import { separateLogins } from "../scenes/logins.ts";
import { openScene } from "../scenes/scene.ts";
import { migrate } from "../../src/postgres/migrations.ts";
import { oldRegistry } from "../postgres/guest-fixtures.ts";
import { testDatabase } from "../support/database.ts";
import { type Journal, lines, openJournal } from "./journal.ts";

let journal: Journal;

beforeEach(async () => {
  journal = await openJournal();
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await journal.end();
});

/** A clone beside the repository, working on the same database. */
function clone(...options: readonly string[]): Checkout {
  const { root } = journal.scene.checkout;
  journal.git("clone", "--quiet", ...options, `file://${root}`, ".git/clone");
  return openCheckout(join(root, ".git/clone"), journal.scene.database.url);
}

async function recordIn(checkout: Checkout): Promise<unknown> {
  return (await recordHistory(await checkout.open())).output;
}

async function rows(query: string): Promise<unknown[]> {
  return (await journal.scene.psql.query(query)).rows;
}

async function forgetAll(): Promise<void> {
  await journal.scene.psql.query("DELETE FROM v7_changes");
  await journal.scene.psql.query("DELETE FROM v7_commits");
}

describe("a repository", () => {
  test("without a commit has nothing to record", async () => {
    const scene = await openScene();
    scene.checkout.initGit();
    expect((await recordHistory(await scene.checkout.open())).output).toEqual({
      recorded_commits: 0,
      recorded_changes: 0,
    });
    await scene.end();
  });

  test("that is none is named", async () => {
    rmSync(join(journal.scene.checkout.root, ".git"), { recursive: true });
    const workspace = await journal.scene.checkout.open();
    await expect(recordHistory(workspace)).rejects.toMatchObject({ code: "V7-H030", exitCode: 1 });
  });

  test("with a damaged object is told in git's words", async () => {
    journal.write("docs/plan.md", "Plan\n");
    journal.commit("Plan");
    const tree = journal.git("rev-parse", "HEAD^{tree}").trim();
    rmSync(join(journal.scene.checkout.root, ".git/objects", tree.slice(0, 2), tree.slice(2)), { force: true });
    await expect(journal.record()).rejects.toMatchObject({ code: "V7-H031", message: expect.stringContaining(tree) });
  });

  test("with ids of SHA-256 is recorded with the same hashes of content", async () => {
    await forgetAll();
    const { root, initGit } = journal.scene.checkout;
    rmSync(join(root, ".git"), { recursive: true });
    initGit("--object-format=sha256");
    journal.commit("Declare the assessment");
    await journal.record();
    expect(await journal.recorded()).toEqual(journal.logged());
    expect(await journal.commits()).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  });

  test("whose old commits git collected is recorded on", async () => {
    journal.git("commit", "--quiet", "--amend", "--message", "Declare it otherwise");
    journal.git("reflog", "expire", "--expire=now", "--all");
    journal.git("gc", "--quiet", "--prune=now");
    expect(await journal.record()).toEqual({ recorded_commits: 1, recorded_changes: 3 });
    expect(await journal.recorded()).toEqual(journal.logged());
  });

  test("is recorded as its commits were made, whatever git replace shows", async () => {
    journal.write("docs/assessment.md", lines(3));
    const short = journal.commit("Shorten");
    journal.git("replace", short, "HEAD~1");
    await journal.record();
    expect(await journal.scene.column(`SELECT subject FROM v7_commits WHERE sha = '${short}'`)).toEqual(["Shorten"]);
  });

  test("keeps its index as it is", async () => {
    journal.write("docs/staged.md", "Staged\n");
    journal.git("add", "--all");
    const before = journal.git("ls-files", "--stage", "--debug");
    await journal.record();
    expect(journal.git("ls-files", "--stage", "--debug")).toBe(before);
  });

  test("is recorded from a hook of a commit that has an index of its own", async () => {
    journal.write("docs/assessment.md", lines(3));
    journal.commit("Shorten");
    vi.stubEnv("GIT_DIR", join(journal.scene.checkout.root, ".git"));
    vi.stubEnv("GIT_INDEX_FILE", join(journal.scene.checkout.root, ".git/next-index-7.lock"));
    expect(await journal.record()).toEqual({ recorded_commits: 1, recorded_changes: 1 });
  });
});

describe("a clone", () => {
  test("adds what it alone has", async () => {
    const colleague = clone();
    colleague.write("docs/theirs.md", "Theirs\n");
    const theirs = colleague.commit("Theirs");
    expect(await recordIn(colleague)).toEqual({ recorded_commits: 1, recorded_changes: 1 });
    expect(await journal.commits()).toContain(theirs);
  });

  test("that is shallow leaves open what its last commit changed", async () => {
    journal.write("docs/plan.md", "Plan\n");
    journal.commit("Plan");
    await forgetAll();
    expect(await recordIn(clone("--depth=1"))).toEqual({ recorded_commits: 1, recorded_changes: 0 });
    expect(await rows("SELECT subject, parents FROM v7_commits")).toEqual([{ subject: "Plan", parents: [] }]);
  });

  test("that is shallow no more has its whole history recorded, each change once", async () => {
    for (const count of [41, 42, 43, 44]) {
      journal.write("docs/assessment.md", lines(count));
      journal.commit(`Name ENUM ${count}`);
    }
    await forgetAll();
    const shallow = clone("--depth=1");
    await recordIn(shallow);
    shallow.git("fetch", "--quiet", "--depth=3");
    await recordIn(shallow);
    shallow.git("fetch", "--quiet", "--unshallow");
    await recordIn(shallow);
    expect(await journal.recorded()).toEqual(journal.logged());
    expect(await recordIn(shallow)).toEqual({ recorded_commits: 0, recorded_changes: 0 });
  });

  test("that is whole completes what a shallow one began", async () => {
    journal.write("docs/plan.md", "Plan\n");
    journal.commit("Plan");
    await forgetAll();
    await recordIn(clone("--depth=1"));
    expect(await journal.record()).toEqual({ recorded_commits: 1, recorded_changes: 4 });
    expect(await journal.recorded()).toEqual(journal.logged());
  });
});

describe("a session", () => {
  async function open(actor: string, from: string, to: string | null): Promise<unknown> {
    const { rows: made } = await journal.scene.psql.query<{ id: string }>(
      `INSERT INTO v7_sessions (actor, started_at, ended_at, status)
       VALUES ($1, now() + $2::interval, now() + $3::interval, CASE WHEN $3 IS NULL THEN 'active' ELSE 'ended' END) RETURNING id`,
      [actor, from, to],
    );
    return made[0]?.id;
  }

  async function sessionOf(actor = "The Architect"): Promise<unknown[]> {
    journal.write("docs/plan.md", "Plan\n");
    journal.commit("Plan");
    await recordHistory(await journal.scene.checkout.open({ actor }));
    return journal.scene.column(
      "SELECT h.session_id FROM v7_changes h JOIN v7_commits c ON c.sha = h.commit_sha AND c.session_id IS NOT DISTINCT FROM h.session_id WHERE c.subject = 'Plan'",
    );
  }

  test("that was open when its actor committed has the commit and its changes", async () => {
    await open("The Architect", "-2 days", "-1 day");
    const id = await open("The Architect", "-1 hour", null);
    await open("Test Sentinel", "-1 hour", null);
    expect(await sessionOf()).toEqual([id]);
  });

  test("that began in the second of the commit has it", async () => {
    const id = await open("The Architect", "0 seconds", null);
    expect(await sessionOf()).toEqual([id]);
  });

  test("of an actor with another name than git's has what is committed here", async () => {
    vi.stubEnv("GIT_COMMITTER_NAME", "The Architect");
    vi.stubEnv("GIT_COMMITTER_EMAIL", "architect@example.org");
    const id = await open("agent-7", "-1 hour", null);
    expect(await sessionOf("agent-7")).toEqual([id]);
  });

  test("of somebody else has nothing of it", async () => {
    await open("Test Sentinel", "-1 hour", null);
    expect(await sessionOf()).toEqual([null]);
  });
});

describe("the registry", () => {
  test("lends its number to changes of files it knows", async () => {
    await journal.scene.psql.query("INSERT INTO v7_files (path_bytes, path) VALUES ('docs/plan.md', 'docs/plan.md')");
    journal.write("docs/plan.md", "Plan\n");
    journal.write("docs/unknown.md", "Unknown\n");
    journal.commit("Plan");
    await journal.record();
    expect(
      await rows(
        "SELECT h.path, f.path AS file FROM v7_changes h LEFT JOIN v7_files f ON f.id = h.file_id WHERE h.path ~ 'plan|unknown' ORDER BY 1",
      ),
    ).toEqual([
      { path: "docs/plan.md", file: "docs/plan.md" },
      { path: "docs/unknown.md", file: null },
    ]);
  });

  test("that learns of a file only by a scan takes what was recorded of it before", async () => {
    journal.write("docs/plan.md", "Plan\n");
    journal.commit("Plan");
    journal.git("rm", "--quiet", "docs/assessment.md");
    journal.write("docs/plan.md", "Plan better\n");
    journal.commit("Plan better");
    await journal.record();
    await scanFiles(await journal.scene.checkout.open());
    expect(
      await rows(
        "SELECT DISTINCT h.path, f.path AS file FROM v7_changes h LEFT JOIN v7_files f ON f.id = h.file_id WHERE commit_sha IS NOT NULL ORDER BY 1",
      ),
    ).toEqual([
      { path: "docs/assessment.md", file: null },
      { path: "docs/plan.md", file: "docs/plan.md" },
      { path: "src/models/contact.py", file: "src/models/contact.py" },
      { path: "state/personas.yaml", file: "state/personas.yaml" },
    ]);
  });
});

describe("somebody else's registry", () => {
  test("takes changes into its own tables, and each once", async () => {
    const database = await testDatabase({ migrated: false });
    const owner = await database.connect({ applicationName: "psql" });
    await owner.query(oldRegistry());
    await migrate(owner, { guest: { shared: true } });
    const scene = await openScene(database);
    scene.checkout.write("src/models/page.py", lines(5));
    scene.checkout.commit("Add the page model");
    const answers = await Promise.all([1, 2, 3].map(async () => recordHistory(await scene.checkout.open())));
    expect(answers.reduce((sum, { output }) => sum + output.recorded_changes, 0)).toBe(2);
    const query = "SELECT path, file_id FROM v7_changes WHERE commit_sha IS NOT NULL ORDER BY path";
    expect((await scene.psql.query(query)).rows).toEqual([
      { path: "src/models/page.py", file_id: 2 },
      { path: "state/personas.yaml", file_id: null },
    ]);
    await scene.end();
  });
});

describe("doctor", () => {
  async function doctor(): Promise<unknown> {
    const { checks } = (await examine(await journal.scene.checkout.open())).output;
    return checks.find(({ name }) => name === "recorded");
  }

  test("says how many commits are not recorded, on any branch", async () => {
    expect(await doctor()).toMatchObject({ status: "ok", detail: "recorded up to HEAD" });
    journal.git("checkout", "--quiet", "-b", "wo-1.3");
    for (const text of ["Plan\n", "Plan better\n"]) {
      journal.write("docs/plan.md", text);
      journal.commit("Plan");
    }
    journal.git("checkout", "--quiet", "main");
    expect(await doctor()).toEqual({
      name: "recorded",
      status: "warn",
      detail: "2 commits are not recorded",
      fix: "v7 record",
    });
    await journal.record();
    expect(await doctor()).toMatchObject({ status: "ok" });
  });
});

describe("who may record", () => {
  test("are members of v7_apply", async () => {
    const logins = await separateLogins(journal.scene);
    journal.write("docs/plan.md", "Plan\n");
    const plan = journal.commit("Plan");
    const workspace = await journal.scene.checkout.open({ databaseUrl: logins.urlAs("ci") });
    journal.tellRewritten([plan, plan]);
    expect((await recordHistory(workspace)).output).toEqual({ recorded_commits: 1, recorded_changes: 1 });
  });

  test("are not those who approve, who are told what to do", async () => {
    const logins = await separateLogins(journal.scene);
    journal.commit("Meet");
    const workspace = await journal.scene.checkout.open({ databaseUrl: logins.urlAs("arthur") });
    await expect(recordHistory(workspace)).rejects.toMatchObject({ code: "V7-B065", exitCode: 3 });
  });
});
