import { execFileSync, spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packagePath } from "../../src/system/package-file.ts";
import { type Assessment, openAssessment, readingEnvironment, startedAs } from "./agents.ts";

let scene: Assessment;

beforeAll(async () => {
  scene = await openAssessment();
});

afterAll(async () => {
  await scene.end();
});

describe("the process of v7 mcp", () => {
  test("says nothing on stdout but the protocol, and ends when its input does", async () => {
    const { exitCode, stdout, stderr } = await fed(["not a message", "{}", JSON.stringify(initialize)], 1);
    expect(exitCode).toBe(0);
    const messages = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { jsonrpc: string; id?: number; result?: object });
    expect(messages.every(({ jsonrpc }) => jsonrpc === "2.0")).toBe(true);
    expect(messages.find(({ id }) => id === 1)).toMatchObject({
      result: { protocolVersion: "2025-11-25", serverInfo: { name: "v7" } },
    });
    expect(stdout + stderr).not.toMatch(/node_modules|at .*:\d+:\d+/);
  });

  test("answers where the database is away, with what to do", async () => {
    const V7_DATABASE_URL = "postgresql://ci@127.0.0.1:1/aya_rag";
    const call = { jsonrpc: "2.0", id: 2, method: "tools/call", params: { name: "get_drift", arguments: {} } };
    const { stdout } = await fed([JSON.stringify(initialize), JSON.stringify(call)], 2, { V7_DATABASE_URL });
    const answer = stdout.split("\n").find((line) => line.includes('"id":2')) ?? "{}";
    expect(JSON.parse(answer)).toMatchObject({
      result: { isError: true, structuredContent: { error: { code: expect.stringMatching(/^V7-B/) as string } } },
    });
  });
});

describe.each(["claude", "cursor", "vscode"])("what --config %s prints", (program) => {
  test("starts v7 from any folder, as it is pasted", async () => {
    const words = ["mcp", "--repo", scene.checkout.root, "--config", program];
    const printed = execFileSync(process.execPath, [packagePath("bin/run.js"), ...words], { stdio: "pipe", cwd: "/" });
    const { mcpServers, servers } = JSON.parse(printed.toString()) as { [key: string]: { v7: Start } };
    const start = (mcpServers ?? servers)?.v7 ?? { command: "", args: [] };
    expect(start.command).toMatch(/^\//);
    const client = await startedAs(start, "2026-07-28", scene);
    const { content } = await client.callTool({ name: "list_tasks", arguments: {} });
    await client.close();
    expect(content[0]).toMatchObject({ text: expect.stringMatching(/^Tasks: 3 here\n/) as string });
  });
});

interface Start {
  readonly command: string;
  readonly args: readonly string[];
}

const initialize = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "an agent", version: "1.0.0" } },
};

/** Says these lines, waits for so many answers, and ends the input. */
async function fed(
  lines: readonly string[],
  answers: number,
  environment: Record<string, string> = readingEnvironment(scene.logins),
): Promise<{ readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }> {
  const words = [packagePath("bin/run.js"), "mcp", "--repo", scene.checkout.root];
  const env = { PATH: process.env["PATH"] ?? "", ...environment };
  const child = spawn(process.execPath, words, { env, stdio: ["pipe", "pipe", "pipe"] });
  const stderr = text(child.stderr);
  let stdout = "";
  child.stdout.on("data", (part: Buffer) => {
    stdout += part.toString("utf8");
    if (stdout.split("\n").length > answers) child.stdin.end();
  });
  child.stdin.write(`${lines.join("\n")}\n`);
  const exitCode = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { exitCode, stdout, stderr: await stderr };
}
