import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readToken } from "../../src/serve/http/access.ts";
import { type Assessment, openAssessment, serveAgents, type ServedAgents } from "./agents.ts";

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

const modern = {
  "content-type": "application/json",
  accept: "application/json, text/event-stream",
  "mcp-protocol-version": "2026-07-28",
  "mcp-method": "tools/call",
  "mcp-name": "explain",
};

/** What a client of 2026-07-28 sends to have a code explained. */
function question(params: object = {}): object {
  const _meta = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientInfo": { name: "an agent", version: "1.0.0" },
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  return {
    jsonrpc: "2.0",
    id: 1,
    method: "tools/call",
    params: { name: "explain", arguments: { code: "V7-G002" }, _meta, ...params },
  };
}

describe("/mcp", () => {
  test("answers one document, and remembers nobody", async () => {
    const response = await post(question());
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^application\/json\b/);
    expect(response.headers.get("mcp-session-id")).toBeNull();
    expect(await response.json()).toMatchObject({ id: 1, result: { structuredContent: { code: "V7-G002" } } });
  });

  test.each([
    ["another tool's name", { "mcp-name": "get_plan" }],
    ["another method", { "mcp-method": "tools/list" }],
    ["no name", { "mcp-name": undefined }],
    ["two names", { "mcp-name": "explain, explain" }],
  ])("refuses a header that says otherwise than the body: %s", async (_, headers) => {
    const response = await post(question(), headers);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: -32_020 } });
  });

  test.each([
    ["no token", { authorization: undefined }, 401, "V7-W002"],
    ["a wrong token", { authorization: "Bearer hunter2hunter2" }, 401, "V7-W002"],
    ["another site's Origin", { origin: "http://127.0.0.1.evil.example" }, 403, "V7-W003"],
    ["a form's type", { "content-type": "text/plain" }, 415, "V7-W012"],
    ["a type with more behind it", { "content-type": "application/json; charset=utf-8" }, 415, "V7-W012"],
  ])("answers nobody with %s", async (_, headers, status, code) => {
    const response = await post(question(), headers);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
  });

  test.each(["GET", "DELETE", "PUT"])("has nothing to open, resume or end by %s", async (method) => {
    const response = await fetch(`${served.url}/mcp`, { method, headers: { authorization: token() } });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
  });

  test.each([
    ["no JSON", "{", -32_700],
    ["a list of nothing", "[]", -32_600],
    ["a method that is none", JSON.stringify({ jsonrpc: "2.0", id: 1, method: "apply" }), -32_601],
  ])("says as the protocol has it what is wrong with %s", async (_, body, code) => {
    const response = await fetch(`${served.url}/mcp`, {
      method: "POST",
      headers: { authorization: token(), "content-type": "application/json", accept: modern.accept },
      body,
    });
    const answer = (await response.json()) as { error: { code: number; message: string } };
    expect(answer.error.code).toBe(code);
    expect(JSON.stringify(answer)).not.toMatch(/node_modules|at .*:\d+:\d+/);
  });

  test("refuses what is larger than 1 MB", async () => {
    const response = await post(question({ arguments: { code: "V7-G002".padEnd(1_100_000, "0") } }));
    expect(response.status).toBe(413);
  });
});

function token(): string {
  return `Bearer ${readToken(served.workspace)}`;
}

/** A header that is undefined is not sent. */
function post(body: object, headers: { readonly [name: string]: string | undefined } = {}): Promise<Response> {
  const sent = Object.entries({ ...modern, authorization: token(), ...headers });
  return fetch(`${served.url}/mcp`, {
    method: "POST",
    headers: sent.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]])),
    body: JSON.stringify(body),
  });
}
