import type { CallToolResult, Client } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outputCheck } from "../commands/golden/output-schemas.ts";
import { listReports } from "../../src/reports/catalogue.ts";
import { readToken } from "../../src/serve/http/access.ts";
import {
  type Assessment,
  connectedTo,
  eras,
  openAssessment,
  serveAgents,
  type ServedAgents,
  startedBy,
} from "./agents.ts";

const tools = [
  "query_system_state",
  "next_actions",
  "get_plan",
  "get_drift",
  "get_history",
  "list_tasks",
  "show",
  "search_files",
  "explain",
  "list_gaps",
  "run_report",
  "what_if",
];

/** Each tool, as an agent asks it of the Assessment, and what its first line says. */
const questions: readonly (readonly [tool: string, given: Record<string, unknown>, firstLine: string])[] = [
  [
    "query_system_state",
    {},
    "Phase 1 of 2; gate closed [V7-G002]; tasks: 0 done, 1 in progress, 0 blocked, 1 open; 1 row drifted, 0 conflicts; 0 plans waiting for approval",
  ],
  ["get_plan", {}, "Plan: 1 to add, 0 to change, 0 to destroy; 1 row drifted; no approval is missing"],
  ["get_drift", {}, "Drift: 1 row, 0 conflicts, 0 machine settings"],
  ["get_history", { limit: 1 }, "History: 1 entry here, the newest first"],
  ["list_tasks", { phase: "1" }, "Tasks: 3 here"],
  ["show", { address: "task/1.2" }, "4 fields; declared by a document"],
  ["search_files", { q: "ENUM" }, "Found: 1 source here, the best first; not searched as asked"],
  ["explain", { code: "V7-G002" }, "V7-G002: Phase has open tasks"],
  ["list_gaps", {}, "Gaps: 0 rows here"],
  ["next_actions", {}, "Next: 2 of 2 actions here, the gravest first"],
  ["run_report", { name: "current-phase" }, "1 row here"],
  ["what_if", { file: "state/tasks/1.1.yaml", remove: true }, "No plan: 1 error [V7-D020]"],
  ["run_report", {}, `${listReports().output.reports.length} reports, with their parameters`],
];

const complaints = outputCheck();

let scene: Assessment;
let served: ServedAgents;

beforeAll(async () => {
  scene = await openAssessment();
  served = await serveAgents(scene);
});

afterAll(async () => {
  await served.close();
  await scene.end();
});

/** Both ways to v7, each with a client of either age. */
const ways = eras.flatMap((era) => [
  { era, way: "that starts v7", connect: () => startedBy(era, scene) },
  { era, way: "that asks over HTTP", connect: () => connectedTo(served.url, era, readToken(served.workspace)) },
]);

describe.each(ways)("a client of $era $way", ({ era, connect }) => {
  let client: Client;

  beforeAll(async () => {
    client = await connect();
  });

  afterAll(async () => {
    await client.close();
  });

  test("finds the tools, all of which only read", async () => {
    const listed = await client.listTools();
    expect(client.getNegotiatedProtocolVersion()).toBe(era);
    expect(listed.tools.map(({ name }) => name)).toEqual(tools);
    for (const { annotations } of listed.tools)
      expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false, openWorldHint: false });
  });

  test.each(questions)("asks %s %j", async (name, given, firstLine) => {
    const result = await client.callTool({ name, arguments: given });
    expect(result.isError ?? false).toBe(false);
    expect(textOf(result).split("\n")[0]).toBe(firstLine);
    expect(complaints(result.structuredContent as object)).toEqual([]);
  });

  test("hears what went wrong as all of v7 says it", async () => {
    const result = await client.callTool({ name: "show", arguments: { address: "task/9.9" } });
    expect(result.isError).toBe(true);
    expect(textOf(result)).toMatch(/^Error V7-P001: Nothing has this address\n/);
    expect(result.structuredContent).toMatchObject({
      format_version: 1,
      command: "show",
      error: { code: "V7-P001", next: ["v7 graph lists the addresses"] },
    });
    expect(complaints(result.structuredContent as object)).toEqual([]);
  });

  test.each([
    ["nothing", {}, "show: address is missing"],
    ["a number", { address: 1.2 }, "show: address must be string"],
    ["something unknown", { address: "task/1.2", sql: "DELETE FROM v7_state" }, "show: there is no parameter sql"],
  ])("is told what to ask for where it gives %s", async (_, given, message) => {
    const result = await client.callTool({ name: "show", arguments: given });
    expect(result.structuredContent).toMatchObject({ error: { code: "V7-W005", message } });
  });

  test("finds no tool that applies or approves", async () => {
    for (const name of ["apply", "approve", "toString", "__proto__"])
      await expect(client.callTool({ name, arguments: {} })).rejects.toMatchObject({ code: -32_602 });
  });
});

test("what is listed to agents is small, and says nothing of the data", async () => {
  const client = await startedBy("2026-07-28", scene);
  const listed = await client.listTools();
  await client.close();
  const text = JSON.stringify(listed.tools);
  expect(text.length / 4).toBeLessThan(6_000);
  expect(text).not.toMatch(/Assessment|hotfix|v7_test/);
});

function textOf({ content }: CallToolResult): string {
  return content.map((block) => (block.type === "text" ? block.text : "")).join("\n");
}
