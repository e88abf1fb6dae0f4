import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readLayout } from "../../src/files/places/layout.ts";
import { readHealth, takeSnapshot } from "../../src/files/registry/health.ts";
import { runDaily } from "../../src/routines/daily/run-daily.ts";
import { redactor } from "../../src/model/secrets.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { endSession, listSessions, logEntry, startSession } from "../../src/sessions/sessions.ts";
import { type Login, type Logins, separateLogins } from "../scenes/logins.ts";
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

describe("a login that applies", () => {
  test("keeps sessions from start to end", async () => {
    const ended = await as("ci", async (connection) => {
      const place = {
        connection,
        root: scene.checkout.root,
        directory: "sessions",
        timeZone: "UTC",
        actor: "ci",
        redactor: redactor([]),
      };
      await startSession(place, null);
      await logEntry(place, "plan 3f9a1c applied");
      return endSession(place, undeclared);
    });
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
    expect(await as("v7_ro", (connection) => readHealth(connection, { layout: undeclared }))).toMatchObject({
      total_files: 0,
    });
    expect(await as("v7_ro", (connection) => listSessions(connection, 10))).toMatchObject([{ actor: "ci" }]);
  });

  test("keeps no snapshot", async () => {
    const request = { layout: undeclared, timeZone: "UTC", triggeredBy: "manual" };
    await expect(as("v7_ro", (connection) => takeSnapshot(connection, request))).rejects.toThrow();
  });
});
