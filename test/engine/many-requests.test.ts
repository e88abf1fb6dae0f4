import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorkspace } from "../../src/context.ts";
import { stopDatabase } from "../../src/engine/database/start.ts";
import { showResource } from "../../src/engine/look/show.ts";
import { everything } from "../../src/engine/plan/decide.ts";
import { makePlan } from "../../src/engine/plan/make-plan.ts";
import { listFiles } from "../../src/files/registry/read.ts";
import { scanFiles } from "../../src/files/scan/scan.ts";
import type { Answer } from "../../src/model/answer.ts";
import { runReport } from "../../src/reports/run-report.ts";
import { findDrift } from "../../src/routines/drift.ts";
import { readStatus } from "../../src/routines/status.ts";
import { search } from "../../src/search/search.ts";
import { packagePath } from "../../src/system/package-file.ts";
import { withConnection, workspaceFor, type Workspace } from "../../src/workspace/workspace.ts";
import { type Checkout, createCheckout } from "../scenes/checkout.ts";
import { phase, task } from "../scenes/documents.ts";
import { appliedBy } from "../scenes/scene.ts";
import { guard } from "../support/guard.ts";

/** What is asked, and what is typed for the same. */
const questions: readonly [words: readonly string[], ask: (workspace: Workspace) => Promise<Answer<object>>][] = [
  [["plan"], (workspace) => makePlan(workspace, { options: everything })],
  [["status"], readStatus],
  [["drift"], findDrift],
  [
    ["search", "inventory"],
    (workspace) => search(workspace, { query: "inventory", mode: "hybrid", limit: 10, filter: {} }),
  ],
  [["report", "current-phase"], (workspace) => runReport(workspace, { name: "current-phase", parameters: {} })],
  [["show", "task/1.1"], (workspace) => showResource(workspace, { address: "task/1.1" })],
  [["files"], (workspace) => listFiles(workspace, { limit: 50 })],
];

let checkout: Checkout;
let workspace: Workspace;
/** What the command line prints for each question. */
let printed: readonly object[];

beforeAll(async () => {
  checkout = createCheckout("");
  checkout.declare(phase("1"), task("1.1", { notes: "Inventory of ENUMs" }), task("1.2", { dependsOn: ["1.1"] }));
  checkout.commit("Plan phase 1");
  workspace = await open(8);
  await appliedBy(workspace);
  await scanFiles(workspace, {});
  await withConnection(workspace, "write", (connection) =>
    connection.query("UPDATE v7_subworkflow_tasks SET notes = 'hotfix' WHERE task_number = 2"),
  );
  checkout.declare(task("1.3"));
  printed = questions.map(([words]) => typed(words));
});

afterAll(async () => {
  await workspace.database.close();
  await stopDatabase(workspace);
  checkout.remove();
});

/** A workspace on v7's own server, as a process that stays opens it. */
function open(keptConnections: number): Promise<Workspace> {
  const environment = { PATH: process.env["PATH"], HOME: process.env["HOME"], V7_ACTOR: "The Architect" };
  const signal = new AbortController().signal;
  return openWorkspace({ directory: checkout.root, environment, applicationName: "v7 serve", signal, keptConnections });
}

function typed(words: readonly string[]): object {
  const env = {
    PATH: process.env["PATH"],
    HOME: process.env["HOME"],
    V7_ACTOR: "The Architect",
    TMPDIR: process.env["TMPDIR"],
  };
  try {
    const stdout = execFileSync(process.execPath, [packagePath("bin/run.js"), ...words, "--json"], {
      cwd: checkout.root,
      env,
      stdio: ["ignore", "pipe", "ignore"],
    });
    return answerIn(stdout.toString());
  } catch (error) {
    // Drift is exit 2, and an answer all the same.
    return answerIn(String((error as { stdout: Buffer }).stdout));
  }
}

function answerIn(document: string): object {
  const { format_version: _, command: __, ...answer } = JSON.parse(document) as Record<string, unknown>;
  return withoutMoment(answer);
}

/** The same without what names the moment of asking. */
function withoutMoment(answer: object): object {
  return JSON.parse(JSON.stringify({ ...answer, created_at: null })) as object;
}

test("two hundred requests at once are answered as the command line answers, and those that are cancelled end", async () => {
  const variables = { ...process.env };
  const hung = guard(60_000);
  const asked = Array.from({ length: 200 }, (_, at) => {
    const caller = new AbortController();
    const [, ask] = questions[at % questions.length] ?? [];
    if (!ask) throw new Error("no question to ask");
    const answer = ask(workspaceFor(workspace, { signal: caller.signal, actor: async () => `agent ${at}` }));
    return { at, caller, answer: answer.then(({ output }) => withoutMoment(output)) };
  });
  const cancelled = asked.filter(({ at }) => at % 9 === 8);
  for (const { answer } of cancelled) answer.catch(() => undefined);
  const ended = guard(10_000);
  for (const { caller, at } of cancelled) caller.abort(new Error(`request ${at} was cancelled`));
  const outcomes = await Promise.allSettled(cancelled.map(({ answer }) => answer));
  ended();
  expect(outcomes.map(({ status }) => status)).toEqual(cancelled.map(() => "rejected"));
  expect(outcomes.map((outcome) => (outcome as PromiseRejectedResult).reason)).toEqual(
    cancelled.map(({ at }) => new Error(`request ${at} was cancelled`)),
  );
  for (const { at, caller, answer } of asked)
    if (!caller.signal.aborted)
      expect([at % questions.length, await answer]).toEqual([at % questions.length, printed[at % questions.length]]);
  hung();
  expect(process.env).toEqual(variables);
  await workspace.database.close();
  expect(await sessionsOf("v7 serve")).toEqual([]);
});

async function sessionsOf(application: string): Promise<unknown[]> {
  const observer = workspaceFor(await open(1), {});
  try {
    return await withConnection(observer, "read", async (connection) => {
      const asking = "SELECT pid FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid()";
      return (await connection.query(asking, [application])).rows;
    });
  } finally {
    await observer.database.close();
  }
}
