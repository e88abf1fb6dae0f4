import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packagePath } from "../../src/system/package-file.ts";
import { readToken } from "../../src/serve/http/access.ts";
import { type Assessment, openAssessment, serveAgents, startedBy } from "./agents.ts";

let scene: Assessment;

beforeAll(async () => {
  scene = await openAssessment();
});

afterAll(async () => {
  await scene.end();
});

test("an agent with the tools, the files and a shell of its own role gets no delete through that nobody approved", async () => {
  const client = await startedBy("2026-07-28", scene);
  const imagined = await client.callTool({ name: "what_if", arguments: { file: "state/phases/2.yaml", remove: true } });
  expect(imagined.structuredContent).toMatchObject({ plan: { missing: ["The Architect"], summary: { destroy: 1 } } });
  const { plan } = imagined.structuredContent as { plan: { plan_id: string } };
  await client.close();

  // What it may: it edits the files, commits them, and types whatever v7 and psql take.
  rmSync(join(scene.checkout.root, "state/phases/2.yaml"));
  scene.checkout.commit("Nobody needs the Design", "agent@example.org");
  expect(await shell("plan", "--ask")).toMatchObject({ exitCode: 0 });
  expect(await shell("apply", plan.plan_id, "--approved")).toMatchObject({
    exitCode: 3,
    stderr: expect.stringContaining("[V7-P003]") as string,
  });
  expect((await shell("approve", plan.plan_id, "--as", "The Architect")).exitCode).not.toBe(0);
  expect(
    (await shell("db", "sql", "-c", "DELETE FROM v7_migration_workflow WHERE phase_number = 2")).exitCode,
  ).not.toBe(0);
  const psql = await scene.logins.connectAs("agent");
  await psql.query("DELETE FROM v7_migration_workflow WHERE phase_number = 2").catch(() => undefined);
  await expect(
    psql.query("INSERT INTO v7_approvals (plan_id, persona) VALUES ($1, 'The Architect')", [plan.plan_id]),
  ).rejects.toThrow(/denied/);
  await psql.end();
  expect((await shell("apply", plan.plan_id, "--approved")).exitCode).toBe(3);

  expect(await scene.column("SELECT phase_number FROM v7_migration_workflow ORDER BY 1")).toEqual([1, 2]);
  expect(await scene.column("SELECT login FROM v7_refusals")).toContain("agent");
  // What the dashboard's history asks for has each attempt that the database could tell of.
  expect(await told("/history?limit=100")).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ type: "refusal", login: "agent" }),
      expect.objectContaining({ type: "apply", status: "refused", actor: "an agent" }),
    ]),
  );
});

async function told(path: string): Promise<readonly object[]> {
  const served = await serveAgents(scene);
  try {
    const headers = { authorization: `Bearer ${readToken(served.workspace)}` };
    const { entries } = (await (await fetch(`${served.url}${path}`, { headers })).json()) as { entries: object[] };
    return entries;
  } finally {
    await served.close();
  }
}

interface Reply {
  readonly exitCode: number;
  readonly stderr: string;
}

/** v7 as the agent's login types it. */
function shell(...words: readonly string[]): Promise<Reply> {
  const url = scene.logins.urlAs("agent");
  const env = { PATH: process.env["PATH"] ?? "", V7_DATABASE_URL: url, V7_ACTOR: "an agent" };
  const argv = [packagePath("bin/run.js"), "--repo", scene.checkout.root];
  return new Promise((resolve) => {
    const [bin = "", ...repo] = argv;
    execFile(process.execPath, [bin, ...words, ...repo], { env }, (error, _, stderr) =>
      resolve({ exitCode: error === null ? 0 : Number(error.code), stderr }),
    );
  });
}
