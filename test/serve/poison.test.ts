import { createHash } from "node:crypto";
import type { CallToolResult, Client } from "@modelcontextprotocol/client";
import { listReports } from "../../src/reports/catalogue.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readToken } from "../../src/serve/http/access.ts";
import { hidesSomething } from "../../web/parts/hidden.ts";
import { outputCheck } from "../commands/golden/output-schemas.ts";
import { canary, poisons, unseen } from "../fixtures/poison/texts.ts";
import { task, yamlOf } from "../scenes/documents.ts";
import { type Assessment, connectedTo, openAssessment, serveAgents, type ServedAgents, startedBy } from "./agents.ts";

let scene: Assessment;
let served: ServedAgents;
let client: Client;
/** What the list of tools was before the data was poisoned. */
let listedBefore: string;

beforeAll(async () => {
  scene = await openAssessment();
  served = await serveAgents(scene);
  client = await connectedTo(served.url, "2026-07-28", readToken(served.workspace));
  listedBefore = await listedTools();
  for (const [at, { text }] of poisons.entries()) await poisonRows(at, text);
  await scene.psql.query(
    "UPDATE v7_subworkflow_tasks SET task_name = $1::text, notes = $2::text WHERE task_number = 1",
    [poisons[0]?.text, everyPoison],
  );
});

afterAll(async () => {
  await client.close();
  await served.close();
  await scene.end();
});

const complaints = outputCheck();

const everyPoison = poisons.map(({ text }) => text).join(" ");

async function poisonRows(at: number, text: string): Promise<void> {
  await scene.psql.query(
    "INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona) VALUES (1, $1, $2, $2)",
    [100 + at, text],
  );
  await scene.psql.query("INSERT INTO v7_sessions (actor, title) VALUES ($1, $1)", [text]);
  await scene.psql.query(
    "INSERT INTO v7_files (path_bytes, path, size_bytes, component) VALUES (convert_to($1, 'UTF8'), $1, 7, 'Docs')",
    [`docs/${at}/${text}`],
  );
  await scene.psql.query(
    "INSERT INTO gap_findings (gap_type, severity, scope, recommended_action) VALUES ('PROJECT_STALE_SCAN', 'high', $1, $1)",
    [text],
  );
}

/** Every tool that shows what was poisoned, with what went wrong among it. */
const questions: readonly (readonly [tool: string, given: Record<string, unknown>])[] = [
  ["query_system_state", {}],
  ["get_plan", { sql: true }],
  ["get_drift", {}],
  ["get_history", { limit: 100 }],
  ["show", { address: "task/1.1" }],
  ["show", { address: "task/1.100" }],
  ["search_files", { q: canary, limit: 100 }],
  ["list_gaps", {}],
  ["run_report", { name: "sessions" }],
  ["run_report", { name: "integrity" }],
  ["what_if", { file: "state/tasks/1.1.yaml", text: yamlOf(task("1.1", { name: "Document all ENUMs" })) }],
  ...poisons.flatMap(({ text }): [string, Record<string, unknown>][] => [
    ["show", { address: `task/${text}` }],
    ["search_files", { q: text, [text]: text }],
    ["what_if", { file: `state/tasks/${text}.yaml`, text: `apiVersion: v7/v1\nkind: ${text}\n` }],
    ["run_report", { name: "services", parameters: { [text]: text } }],
  ]),
];

describe("what was poisoned", () => {
  test("comes out between marks, broken and seen", async () => {
    let seen = 0;
    for (const [name, given] of questions) {
      const result = await client.callTool({ name, arguments: given });
      const json = JSON.stringify(result);
      expect({ name, given, faults: faultsOf(result) }).toEqual({ name, given, faults: [] });
      seen += json.split(canary).length - 1;
    }
    expect(seen).toBeGreaterThan(200);
  });

  test("is told by another mark each time", async () => {
    const results = [1, 2].map(async () => textOf(await client.callTool({ name: "get_drift", arguments: {} })));
    const [first, second] = (await Promise.all(results)).map((text) => /<v7-data-(\w+)>/.exec(text)?.[1]);
    expect(first).toMatch(/^[0-9a-f]{16}$/);
    expect(first).not.toBe(second);
  });

  test("comes out of resources and their errors in the same way", async () => {
    const { text } = (await read("v7://task/1.1")) as { readonly text: string };
    expect(text).toContain(canary);
    expect(text).not.toMatch(unseen);
    expect(outsideOfMarks(text)).not.toContain(canary);
    for (const poison of poisons) {
      const error = await read(`v7://task/${poison.text}`).catch(String);
      expect(String(error)).not.toMatch(unseen);
    }
  });

  test("is told by its very bytes over HTTP, which is for programs", async () => {
    const authorization = `Bearer ${readToken(served.workspace)}`;
    const response = await fetch(`${served.url}/tasks/1.1`, { headers: { authorization } });
    const body = (await response.json()) as { fields: { field: string; live: string }[] };
    expect(body.fields.find(({ field }) => field === "notes")?.live).toBe(everyPoison);
  });

  test("is shown by its name on a page", () => {
    for (const { name, text } of poisons)
      for (const character of text) {
        if (!unseen.test(character)) continue;
        expect([name, character.codePointAt(0), hidesSomething(character)]).toEqual([
          name,
          character.codePointAt(0),
          true,
        ]);
      }
  });

  test("changes nothing of what agents are told of the tools", async () => {
    expect(await listedTools()).toBe(listedBefore);
    // Each new report has its name in it, which is no change of what is told of the others.
    const names = JSON.stringify(listReports().output.reports.map(({ name }) => name));
    expect(createHash("sha256").update(listedBefore.replaceAll(names, "[]")).digest("hex")).toBe(pinned);
    expect(listedBefore.length / 4).toBeLessThan(6_000);
  });
});

/** Whoever changes what agents are told of the tools says so here. */
const pinned = "ff50144108ee186e564791e7d49fd09a9cb570549cab87a23f2c68a623dfd1f3";

/** As a client of its own sees it, which remembers nothing. */
async function listedTools(): Promise<string> {
  const another = await startedBy("2025-11-25", scene);
  const { tools } = await another.listTools();
  const { resourceTemplates } = await another.listResourceTemplates();
  const { resources } = await another.listResources();
  await another.close();
  return JSON.stringify([tools, resourceTemplates, resources]);
}

async function read(uri: string): Promise<unknown> {
  return (await client.readResource({ uri })).contents[0];
}

function textOf({ content }: CallToolResult): string {
  return content.map((block) => (block.type === "text" ? block.text : "")).join("\n");
}

/** What is wrong with how poison came out. */
function faultsOf(result: CallToolResult): unknown[] {
  const json = JSON.stringify(result);
  return [
    ...(unseen.test(json) ? ["something is not seen"] : []),
    ...(outsideOfMarks(textOf(result)).includes(canary) ? ["data stands outside of the marks"] : []),
    ...(/v7-data-/i.test(withoutMark(json)) ? ["a false mark is whole"] : []),
    ...complaints(result.structuredContent as object),
  ];
}

/** The key of the mark is the answer's own: it is taken from its beginning, and each of both marks stands once. */
function outsideOfMarks(text: string): string {
  const [, key = "none"] = /\n<v7-data-([0-9a-f]{16})>\n/.exec(text) ?? [];
  const [before = "", ...rest] = text.split(`\n<v7-data-${key}>\n`);
  return before + (rest.join("").split(`\n</v7-data-${key}>`)[1] ?? "");
}

function withoutMark(json: string): string {
  const [, key = "none"] = /<v7-data-([0-9a-f]{16})>/.exec(json) ?? [];
  return json.replace(`<v7-data-${key}>`, "").replace(`</v7-data-${key}>`, "");
}
