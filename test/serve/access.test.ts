import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packagePath, readPackageFile } from "../../src/system/package-file.ts";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import { rowsBelow } from "../support/markdown-table.ts";
import { readToken } from "../../src/serve/http/access.ts";
import { connectedTo } from "./agents.ts";
import { type Served, serveScene } from "./served.ts";

const page = readPackageFile("Docs/access.md");
const questions = rowsBelow(page, "## The same question, however it is asked").map((cells) => {
  const [question = "", command = "", route = "", call = "", sql = ""] = cells.map((cell) => cell.replaceAll("`", ""));
  const [tool = "", given = "{}"] = call.split(/ (.*)/s);
  return { question, command, route, tool, given, sql };
});

let scene: Scene;
let served: Served;

beforeAll(async () => {
  scene = await openScene();
  scene.checkout.declare(phase("1"), task("1.1"), task("1.2", { dependsOn: ["1.1"] }));
  scene.checkout.commit("Assessment begins");
  await scene.apply();
  await scene.psql.query(
    "INSERT INTO v7_files (path_bytes, path, component) SELECT convert_to(p, 'UTF8'), p, 'Docs' FROM (VALUES ('Docs/a.md'), ('Docs/b.md')) AS named (p)",
  );
  await scene.psql.query("INSERT INTO system_nodes (node_name, node_role) VALUES ('ALPHA', 'primary')");
  await scene.psql.query(
    "INSERT INTO services (node_id, service_name, service_type, status, port) SELECT id, 'PostgreSQL', 'database', 'running', 5432 FROM system_nodes",
  );
  await scene.psql.query("INSERT INTO v7_system_state (total_files, total_size_bytes) VALUES (2, 14)");
  await scene.psql.query("UPDATE v7_subworkflow_tasks SET notes = 'Hotfix at night' WHERE task_number = 1");
  served = await serveScene(scene);
});

afterAll(async () => {
  await served.close();
  await scene.end();
});

describe("over HTTP", () => {
  test.each(questions)("$question is answered as on the command line", async ({ command, route }) => {
    const { body, status } = await served.ask(route);
    expect({ status, body }).toMatchObject({ status: 200 });
    expect(body).toEqual(await printed(command));
  });

  test.each(questions.filter(({ tool }) => tool !== ""))(
    "$question is answered as to an agent",
    async ({ route, tool, given }) => {
      const client = await connectedTo(served.url, "2026-07-28", readToken(served.workspace));
      try {
        const called = await client.callTool({ name: tool, arguments: JSON.parse(given) as Record<string, unknown> });
        expect(called.structuredContent).toEqual((await served.ask(route)).body);
      } finally {
        await client.close();
      }
    },
  );

  test.each(questions.filter(({ sql }) => sql !== ""))("$question is answered as in SQL", async ({ route, sql }) => {
    const { rows } = await scene.psql.query(sql);
    expect(rows).not.toEqual([]);
    expect(listOf((await served.ask(route)).body as object)).toMatchObject(rows);
  });
});

test("the page's three lines for curl answer, and without the header say how", async () => {
  const lines = [...page.matchAll(/^curl -H "Authorization: Bearer .*" http:\/\/127\.0\.0\.1:8100(\S+)$/gm)];
  expect(lines.map(([, path]) => path)).toEqual([
    "/api/v1/system/state",
    "/api/v1/replication/health",
    "/api/v1/services/status",
  ]);
  for (const [, path = ""] of lines) {
    expect({ path, ...(await served.ask(path)) }).toMatchObject({ status: 200 });
    expect(await served.ask(path, { authorization: undefined })).toMatchObject({
      status: 401,
      body: { next: [expect.stringContaining("v7 serve --token"), expect.anything()] },
    });
  }
});

/** The one list of objects that an answer has. */
function listOf(body: object): unknown {
  return Object.values(body).find((value) => Array.isArray(value) && typeof value[0] === "object");
}

async function printed(command: string): Promise<unknown> {
  const environment = { ...process.env, V7_DATABASE_URL: scene.database.url, V7_ACTOR: "The Architect" };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(packagePath("."), "bin", "run.js"), ...command.split(" ").slice(1)],
    { cwd: scene.checkout.root, env: environment },
  ).catch((error: { stdout: string }) => error);
  return JSON.parse(stdout);
}
