import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorkspace } from "../../src/context.ts";
import { databaseStatus } from "../../src/engine/database/describe.ts";
import { readDatabase } from "../../src/engine/database/query.ts";
import { examine } from "../../src/routines/doctor.ts";
import { findDrift } from "../../src/routines/drift.ts";
import { blame } from "../../src/engine/audit/blame.ts";
import { history } from "../../src/engine/audit/history.ts";
import { everything } from "../../src/engine/plan/decide.ts";
import { proposePlan } from "../../src/engine/plan/make-plan.ts";
import { pull } from "../../src/engine/edit/pull.ts";
import { showResource } from "../../src/engine/look/show.ts";
import { readStatus } from "../../src/routines/status.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;
let elsewhere: TestDatabase;
const nowhere = "postgres://agent_rw@127.0.0.1:1/aya_rag";

beforeAll(async () => {
  scene = await openScene();
  elsewhere = await testDatabase();
  await scene.psql.script(`DO $$ BEGIN CREATE ROLE only_reader LOGIN; GRANT pg_read_all_data TO only_reader;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
  scene.checkout.declare(phase("1"), task("1.1"));
  await scene.apply();
  await scene.psql.query("UPDATE v7_subworkflow_tasks SET task_name = 'Document all ENUMs'");
});

const drifted = [{ address: "task/1.1" }];
const among = (entry: object): unknown => expect.arrayContaining([expect.objectContaining(entry)]);

afterAll(async () => {
  await elsewhere.drop();
  await scene.end();
});

function answered(output: object): object {
  return { output, problem: null };
}

describe("a login for reading", () => {
  test.each<[string, (workspace: Workspace) => Promise<unknown>, unknown]>([
    ["plan", (workspace) => proposePlan(workspace, { options: everything }), { plan: { drift: drifted } }],
    ["drift", findDrift, answered({ drift: drifted })],
    ["status", readStatus, answered({ phase: { number: 1, name: "Assessment" } })],
    [
      "show",
      (workspace) => showResource(workspace, { address: "task/1.1" }),
      answered({ address: "task/1.1", kind: "Task" }),
    ],
    [
      "history",
      async (workspace) => (await history(workspace, { outside: false, limit: 10 })).output.entries,
      among({ type: "apply", actor: "The Architect" }),
    ],
    [
      "history of a row",
      async (workspace) =>
        (await history(workspace, { address: "task/1.1", outside: false, limit: 10 })).output.entries,
      among({ type: "change", address: "task/1.1", action: "insert" }),
    ],
    [
      "blame",
      async (workspace) => (await blame(workspace, { address: "task/1.1" })).output.entries,
      among({ field: "responsiblePersona", actor: "The Architect" }),
    ],
    ["pull", (workspace) => pull(workspace, { addresses: [], theirs: false }), answered({ changed: ["task/1.1"] })],
    [
      "db status",
      (workspace) => databaseStatus(workspace, { verify: true }),
      answered({ running: true, findings: [] }),
    ],
    [
      "db sql",
      (workspace) => readDatabase(workspace, { statement: "SELECT serial::int FROM v7_state", limits: undefined }),
      answered({ rows: [{ serial: 1 }] }),
    ],
  ])("suffices for %s", async (_, use, answer) => {
    const found = await use(await open(readerOf(scene.database.url), nowhere));
    if (Array.isArray(found)) expect(found).toEqual(answer);
    else expect(found).toMatchObject(answer as object);
  });

  test("is what doctor looks at", async () => {
    expect(await readingCheck(readerOf(scene.database.url))).toMatchObject({
      detail: expect.stringContaining("only_reader reads, cannot write rows"),
    });
  });

  test("that leads to another database is told by doctor", async () => {
    expect(await readingCheck(readerOf(elsewhere.url))).toMatchObject({
      status: "fail",
      detail: expect.stringMatching(/is read and .* is written: they are two databases \[V7-B103\]/),
    });
  });
});

test("nobody who inspects a workspace or a connection sees a password", async () => {
  const url = scene.database.url.replace("@", ":Sekret-777@");
  const workspace = await open(url, url);
  const connection = await workspace.database.connect("read");
  const shown = inspect([workspace, connection], { depth: Infinity, maxArrayLength: null, maxStringLength: null });
  await connection.end();
  expect(url).toContain("Sekret-777");
  expect(shown).not.toContain("Sekret-777");
});

async function readingCheck(readUrl: string): Promise<unknown> {
  const { checks } = (await examine(await open(readUrl, scene.database.url))).output;
  return checks.find(({ name }) => name === "reading");
}

function open(readUrl: string, writeUrl: string): Promise<Workspace> {
  return openWorkspace({
    directory: scene.checkout.root,
    environment: { V7_READ_DATABASE_URL: readUrl, V7_DATABASE_URL: writeUrl },
    actor: "Arthur",
    applicationName: "v7 plan",
    signal: new AbortController().signal,
  });
}

function readerOf(url: string): string {
  return `${url}${url.includes("?") ? "&" : "?"}user=only_reader`;
}
