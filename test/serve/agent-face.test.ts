import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cursorsWith } from "../../src/serve/cursors.ts";
import { allFaces } from "../../src/serve/faces/index.ts";
import type { AgentFace, ToolResult } from "../../src/serve/mcp/agent-face.ts";
import { askingHere } from "../../src/serve/answers.ts";
import { openAgentFace } from "../../src/serve/mcp/open-agent-face.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { fingerprint } from "../attacks/fingerprint.ts";
import { writeAttempts } from "../attacks/write-attempts.ts";
import { outputCheck } from "../commands/golden/output-schemas.ts";
import { task, yamlOf } from "../scenes/documents.ts";
import { type Assessment, openAssessment } from "./agents.ts";

/** 8,000 tokens of four characters, as the protocol hands a result out. */
const largest = 32_000;

const complaints = outputCheck();

let scene: Assessment;
let workspace: Workspace;
let agents: AgentFace;
const log: string[] = [];

beforeAll(async () => {
  scene = await openAssessment();
  workspace = await scene.serving();
  agents = openAgentFace(
    { workspace, ask: askingHere(workspace), cursors: cursorsWith("secret"), log: (line) => log.push(line) },
    allFaces(),
  );
});

afterAll(async () => {
  await workspace.database.close();
  await scene.end();
});

describe("more than an agent reads at once", () => {
  const many = Array.from({ length: 400 }, (_, at) =>
    task(`2.${at + 1}`, {
      name: `Map the values of enum ${at + 1}, whose documents say little`,
      notes: "n".repeat(300),
    }),
  );

  beforeAll(() => scene.checkout.write("state/many.yaml", yamlOf(...many)));

  afterAll(() => rmSync(join(scene.checkout.root, "state/many.yaml")));

  test("goes on with a cursor, until all of a list was there once", async () => {
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const result = await call("list_tasks", {
        phase: "2",
        limit: 1_000,
        ...(cursor === undefined ? {} : { cursor }),
      });
      expect(JSON.stringify(result).length).toBeLessThan(largest);
      const { tasks } = result.document as { tasks: { address: string }[] };
      expect(result.text.split("\n")[1]).toMatch(new RegExp(`^total 400, shown ${tasks.length}, truncated: `));
      seen.push(...tasks.map(({ address }) => address));
      cursor = (result.meta["v7/cursor"] ?? undefined) as string | undefined;
      expect(result.meta["v7/truncated"]).toBe(cursor !== undefined);
    } while (cursor !== undefined);
    expect(seen).toEqual(many.map(({ name }) => `task/${name}`));
  });

  test("is no plan that looks whole", async () => {
    const result = await call("get_plan");
    const [gist, cut] = result.text.split("\n");
    expect(gist).toMatch(/^Plan: 401 to add, 0 to change, 0 to destroy;/);
    const { resource_changes: changes } = result.document as { resource_changes: unknown[] };
    expect(cut).toBe(`truncated: yes; resource_changes: total 401, shown ${changes.length}`);
    expect(result.meta).toMatchObject({ "v7/truncated": true });
    expect(JSON.stringify(result).length).toBeLessThan(largest);
    expect(complaints(result.document)).toEqual([]);
  });

  test("is cut in the middle of a text that is too long alone, with what is missing", async () => {
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET notes = repeat('x', 100000) WHERE task_number = 1");
    const result = await call("show", { address: "task/1.1" });
    expect(JSON.stringify(result).length).toBeLessThan(largest);
    expect(result.text).toContain("long values are shortened");
    expect(JSON.stringify(result.document)).toContain("… 98000 characters more");
  });

  test("is asked for by a cursor of this list alone", async () => {
    const { meta } = await call("list_tasks", { limit: 2 });
    const cursor = meta["v7/cursor"];
    const other = await call("list_tasks", { limit: 2, phase: "2", cursor });
    expect(other.document).toMatchObject({ error: { code: "V7-W006" } });
    expect((await call("list_tasks", { limit: 2, cursor })).isError).toBe(false);
  });
});

test("nothing typed into any tool changes a table", async () => {
  const before = await rowsOfAllTables();
  const tools: readonly ((sql: string) => [tool: string, given: Record<string, unknown>])[] = [
    (sql) => ["search_files", { q: sql.slice(0, 900) }],
    (sql) => ["get_history", { by: sql.slice(0, 900) }],
    (sql) => ["list_tasks", { persona: sql.slice(0, 900) }],
    (sql) => ["show", { address: `task/${sql}`.slice(0, 900) }],
    (sql) => ["run_report", { name: "services", parameters: { status: sql.slice(0, 200) } }],
    (sql) => ["what_if", { file: "state/tasks/1.9.yaml", text: yamlOf(task("1.9", { name: sql, notes: sql })) }],
  ];
  for (const [at, { sql }] of writeAttempts.entries()) {
    const [tool, given] = tools[at % tools.length]?.(sql) ?? ["", {}];
    await call(tool, given);
  }
  expect(writeAttempts.length).toBeGreaterThanOrEqual(150);
  expect(await rowsOfAllTables()).toEqual(before);
  expect(log).toEqual([]);
});

test("the process has no way to write: whatever asks for one is refused", async () => {
  await expect(workspace.database.connect("write")).rejects.toMatchObject({ code: "V7-W009" });
  const connection = await workspace.database.connect("read");
  await expect(connection.query("DELETE FROM v7_subworkflow_tasks")).rejects.toThrow(/denied|read-only/);
  await connection.end();
});

test("a bug is told by its code, and its stack to the log alone", async () => {
  const broken = { ...workspace, database: undefined } as unknown as Workspace;
  const told: string[] = [];
  const face = openAgentFace(
    { workspace: broken, ask: askingHere(broken), cursors: cursorsWith("s"), log: (line) => told.push(line) },
    allFaces(),
  );
  const result = await face.call("get_plan", {}, new AbortController().signal);
  expect(result?.isError).toBe(true);
  expect(result?.document).toMatchObject({ error: { code: "V7-X001" } });
  expect(JSON.stringify(result)).not.toMatch(/TypeError|\.ts:\d|undefined/);
  expect(told.join("\n")).toMatch(/TypeError.*\n\s+at /);
});

test("an agent that goes is no longer answered, and leaves no statement behind", async () => {
  const gone = new AbortController();
  const asking = agents.call("query_system_state", {}, gone.signal);
  await delay(1);
  gone.abort(new Error("gone"));
  await expect(asking).rejects.toThrow("gone");
});

describe("a resource", () => {
  test.each([
    ["v7://phase/1", /^\d+ fields; declared by a document\n/],
    ["v7://node/ALPHA", /^\d+ fields; declared by a document\n/],
    ["v7://document/state/tasks/1.2.yaml", /^A file of documents: \d+ lines\n[^]*name: Review the duplicate ENUM list/],
    ["v7://kind/task", /"responsiblePersona"/],
    ["v7://schema/plan", /"resource_changes"/],
  ])("stands at %s", async (uri, text) => {
    const found = await agents.read(uri, new AbortController().signal);
    expect(found).toMatchObject({ text: expect.stringMatching(text) as string });
    expect(JSON.stringify(found).length).toBeLessThan(largest);
  });

  test.each([
    "v7://phase/99",
    "v7://document/v7.yaml",
    "v7://document/../../etc/passwd",
    "v7://document/state/..%2f..%2fv7.yaml",
    "v7://document/%2Fetc%2Fpasswd",
    "v7://schema/../config",
    "v7://schema/..%2f..%2fpackage",
    "v7://kind/output%2fplan",
    "v7://secret/1",
    "v7://phase/%ff",
    "v7:///phase/1",
    "file:///etc/passwd",
    "https://evil.example/",
  ])("does not stand at %s", async (uri) => {
    expect(await agents.read(uri, new AbortController().signal)).toBeUndefined();
  });

  test("is listed where everybody has it: the schema of each kind of document", async () => {
    expect(agents.resources.map(({ uri }) => uri)).toContain("v7://kind/task");
    for (const { uri } of agents.resources)
      expect(await agents.read(uri, new AbortController().signal)).toMatchObject({
        mimeType: "application/schema+json",
      });
  });

  test("has a schema for each tool's answers where the tool says", async () => {
    for (const { outputSchema } of agents.tools) {
      const uris = JSON.stringify(outputSchema).match(/v7:\/\/schema\/[a-z-]+/g) ?? [];
      expect(uris.length).toBeGreaterThan(0);
      for (const uri of uris) expect(await agents.read(uri, new AbortController().signal)).toBeDefined();
    }
  });
});

async function call(name: string, given: Record<string, unknown> = {}): Promise<ToolResult> {
  const result = await agents.call(name, given, new AbortController().signal);
  if (result === undefined) throw new Error(`no tool ${name}`);
  return result;
}

/** Other tests share the server: what belongs to all of it may move. */
async function rowsOfAllTables(): Promise<Record<string, unknown>> {
  const all = Object.entries(await fingerprint(scene.psql));
  return Object.fromEntries(all.filter(([what]) => what.startsWith("rows of ")));
}
