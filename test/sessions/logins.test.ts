import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readLayout } from "../../src/files/places/layout.ts";
import { readHealth, takeSnapshot } from "../../src/files/registry/health.ts";
import { runDaily } from "../../src/routines/daily/run-daily.ts";
import { redactor } from "../../src/model/secrets.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { closeSession, listSessions, logEntry, openSession } from "../../src/sessions/sessions.ts";
import { type Login, type Logins, separateLogins } from "../scenes/logins.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;
let logins: Logins;

beforeAll(async () => {
  scene = await openScene();
  logins = await separateLogins(scene);
});

afterAll(() => scene.end());

const undeclared = readLayout([]);

async function as<T>(login: Login, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await logins.connectAs(login);
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}

function openAs(login: Login): Promise<Workspace> {
  return scene.checkout.open({ actor: login, databaseUrl: logins.urlAs(login) });
}

describe("a login that applies", () => {
  test("keeps sessions from start to end", async () => {
    const workspace = await openAs("ci");
    await openSession(workspace, null);
    await logEntry(workspace, { text: "plan 3f9a1c applied" });
    const { output: ended } = await closeSession(workspace, { layout: undeclared });
    expect(ended.session).toMatchObject({ actor: "ci", status: "ended", stats: { log_entries: 1 } });
  });

  test("keeps the runs of the daily maintenance", async () => {
    const run = await as("ci", (connection) =>
      runDaily({ connection, root: "/srv/migration", redactor: redactor([]), signal: new AbortController().signal }, [
        { name: "health", run: async () => ({ detail: "0 files" }) },
      ]),
    );
    expect(run.status).toBe("succeeded");
  });
});

describe("a login that reads", () => {
  test("sees figures and sessions", async () => {
    const workspace = await openAs("v7_ro");
    expect((await readHealth(workspace)).output).toMatchObject({ total_files: 0 });
    expect((await listSessions(workspace, { limit: 10 })).output.sessions).toMatchObject([{ actor: "ci" }]);
  });

  test("keeps no snapshot", async () => {
    await expect(takeSnapshot(await openAs("v7_ro"))).rejects.toThrow();
  });
});
