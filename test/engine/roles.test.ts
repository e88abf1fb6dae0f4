import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { approve, listApprovals } from "../../src/engine/approvals/approvals.ts";
import { history } from "../../src/engine/audit/history.ts";
import { adopt } from "../../src/engine/edit/adopt.ts";
import { pull } from "../../src/engine/edit/pull.ts";
import { migrateDatabase } from "../../src/engine/database/migrate.ts";
import { showResource } from "../../src/engine/look/show.ts";
import { unlock } from "../../src/engine/apply/unlock.ts";
import { listChanges, listFiles } from "../../src/files/registry/read.ts";
import { readHealth, takeSnapshot } from "../../src/files/registry/health.ts";
import { scanFiles } from "../../src/files/scan/scan.ts";
import { recordHistory } from "../../src/journal/record.ts";
import type { Answer } from "../../src/model/answer.ts";
import { Failure } from "../../src/model/failure.ts";
import { packagePath } from "../../src/system/package-file.ts";
import { listMachines } from "../../src/nodes/machines.ts";
import { runReport } from "../../src/reports/run-report.ts";
import { examine } from "../../src/routines/doctor.ts";
import { findDrift } from "../../src/routines/drift.ts";
import { endSession } from "../../src/routines/session-end.ts";
import { startSession } from "../../src/routines/session-start.ts";
import { readStatus } from "../../src/routines/status.ts";
import { syncIndex } from "../../src/search/sync.ts";
import { listSessions } from "../../src/sessions/sessions.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { everything } from "../../src/engine/plan/decide.ts";
import { apply } from "../../src/engine/apply/apply.ts";
import { proposePlan } from "../../src/engine/plan/make-plan.ts";
import { listResults } from "../../src/test-results/list-results.ts";
import { recordResult } from "../../src/test-results/record-result.ts";
import { phase, task } from "../scenes/documents.ts";
import { type Login, type Logins, makeGuest, separateLogins } from "../scenes/logins.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

/** A team's server: `ci` applies, `arthur` approves, `v7_ro` reads. Each tries everything there is. */
let scene: Scene;
let logins: Logins;

type Try = (workspace: Workspace) => Promise<unknown>;

const reading: { readonly [name: string]: Try } = {
  plan: (workspace) => proposePlan(workspace, { options: everything }),
  status: readStatus,
  drift: findDrift,
  history: (workspace) => history(workspace, { outside: false, limit: 5 }),
  show: (workspace) => showResource(workspace, { address: "task/1.1" }),
  approvals: (workspace) => listApprovals(workspace, { pending: false, limit: 5 }),
  files: (workspace) => listFiles(workspace, { limit: 5 }),
  changes: (workspace) => listChanges(workspace, { limit: 5 }),
  "scan --diff": (workspace) => scanFiles(workspace, { diff: true }),
  health: readHealth,
  "session list": (workspace) => listSessions(workspace, { limit: 5 }),
  "node list": listMachines,
  "test list": (workspace) => listResults(workspace, { limit: 5 }),
  report: (workspace) => runReport(workspace, { name: "current-phase", parameters: {} }),
  doctor: examine,
  pull: (workspace) => pull(workspace, { addresses: [], theirs: false }),
  adopt: (workspace) => adopt(workspace, { topics: [] }),
};

const writing: { readonly [name: string]: Try } = {
  record: recordHistory,
  scan: (workspace) => scanFiles(workspace),
  snapshot: takeSnapshot,
  "session start": (workspace) => startSession(workspace, { title: "Assessment" }),
  "session end": (workspace) => endSession(workspace, { scan: true }),
  "index sync": (workspace) => syncIndex(workspace, {}),
  "test record": (workspace) =>
    recordResult(workspace, { type: "system", status: "pass", component: "03_CORE_ENGINE" }),
  apply: (workspace) => apply(workspace, { options: everything, approved: true, lockTimeoutMs: 0 }),
};

/** What some may and others not, and nobody here who writes rows. */
const owning: { readonly [name: string]: Try } = {
  "db migrate": (workspace) => migrateDatabase(workspace, { approved: true, check: false }),
  approve: (workspace) => approve(workspace, { plan: "0".repeat(64) }),
  unlock: (workspace) => unlock(workspace),
};

async function told(work: Try, login: Login | "owner"): Promise<string> {
  const url = login === "owner" ? scene.database.url : logins.urlAs(login);
  const workspace = await scene.checkout.open({ databaseUrl: url, readUrl: url });
  const { problem = null } = ((await work(workspace).catch((error: unknown) => ({ problem: error }))) ?? {}) as Partial<
    Answer<object>
  >;
  if (problem === null) return "done";
  if (!(problem instanceof Failure)) return `not explained: ${String(problem)}`;
  return `${problem.code} ${problem.message}`;
}

beforeAll(async () => {
  scene = await openScene();
  logins = await separateLogins(scene);
  scene.checkout.declare(phase("1"), task("1.1"));
  scene.checkout.write("state/layout.yaml", "apiVersion: v7/v1\nkind: Layout\nmetadata:\n  name: default\nspec: {}\n");
  scene.checkout.commit("Declare the Assessment");
  await scene.apply();
  scene.checkout.declare(task("1.2"));
});
afterAll(() => scene.end());

describe.each(["ci", "arthur", "v7_ro"] as const)("%s", (login) => {
  test.each(Object.entries(reading))("reads: %s", async (_, work) => {
    expect(await told(work, login)).toBe("done");
  });
});

describe("ci", () => {
  test.each(Object.entries(writing))("writes: %s", async (_, work) => {
    expect(await told(work, "ci")).toBe("done");
  });
});

describe.each([
  ["arthur", "V7-B065 arthur (v7_approve) may not do that: permission denied"],
  // The server keeps the whole session from writing, before any right is asked for.
  ["v7_ro", "as v7_ro accepts no writes"],
] as const)("%s, who may not write", (login, refusal) => {
  test.each(["scan", "snapshot", "session start"])("is told who it is, and what it may not: %s", async (name) => {
    expect(await told(writing[name] as Try, login)).toContain(refusal);
  });

  test.each(Object.entries(writing))("meets nothing that is called a bug: %s", async (_, work) => {
    expect(await told(work, login)).not.toMatch(/^not explained/);
  });
});

test("who is a member of none is told so, whatever is asked", async () => {
  const databaseUrl = await makeGuest(scene);
  const workspace = await scene.checkout.open({ databaseUrl, readUrl: databaseUrl });
  for (const work of [
    reading["plan"],
    reading["files"],
    reading["report"],
    writing["scan"],
    writing["record"],
  ] as Try[]) {
    await expect(work(workspace)).rejects.toMatchObject({
      code: "V7-B065",
      message: expect.stringContaining("v7_guest may not do that") as string,
    });
  }
});

test("who applies may scan also where PUBLIC may make no temporary tables", async () => {
  const [name] = await scene.column("SELECT quote_ident(current_database())");
  await scene.psql.query(`REVOKE TEMPORARY ON DATABASE ${String(name)} FROM PUBLIC`);
  expect(await told(writing["scan"] as Try, "ci")).toBe("done");
});

describe.each(["ci", "arthur", "v7_ro"] as const)("%s", (login) => {
  test.each(Object.entries(owning))("meets an explained refusal or nothing to do: %s", async (_, work) => {
    expect(await told(work, login)).not.toMatch(/^not explained/);
  });
});

describe("the table of commands and roles", () => {
  const columns = { "the owner": "owner", v7_apply: "ci", v7_approve: "arthur", v7_ro: "v7_ro" } as const;
  const works = Object.entries({ ...reading, ...writing });

  /** What each login is told of each command, in an order in which sessions begin before they end. */
  async function seen(): Promise<string[][]> {
    const answers: string[][] = works.map(() => []);
    for (const [at, login] of Object.values(columns).entries()) {
      // There is something to apply for everybody, and a commit that nobody has recorded.
      scene.checkout.declare(task(`1.${at + 3}`));
      scene.checkout.commit(`Declare task 1.${at + 3}`);
      for (const [row, [, work]] of works.entries()) answers[row]?.push(await told(work, login));
    }
    return answers;
  }

  // Written anew by `vitest run test/engine/roles.test.ts --update`.
  test("in Docs/trust.md is what they were told here", async () => {
    const rows = (await seen()).map((answers, row) => {
      const cells = answers.map((answer) => (answer === "done" ? "yes" : `no (${answer.split(" ")[0] ?? ""})`));
      return `| \`${works[row]?.[0] ?? ""}\` | ${cells.join(" | ")} |`;
    });
    const table = [`| | ${Object.keys(columns).join(" | ")} |`, "|---|---|---|---|---|", ...rows].join("\n");
    const page = readFileSync(packagePath("Docs/trust.md"), "utf8");
    const [before = "", after = ""] = page.split(/(?<=<!-- commands and roles -->\n\n)[^]*?(?=\n\n<!-- end -->)/);
    await expect(`${before}${table}${after}`).toMatchFileSnapshot(packagePath("Docs/trust.md"));
  });
});
