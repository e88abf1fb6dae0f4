import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Failure } from "../../src/model/failure.ts";
import { connect, type Connection } from "../../src/postgres/connection.ts";
import { passwordFromFile } from "../../src/postgres/password-file.ts";
import type { UrlTarget } from "../../src/postgres/settings.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
let connection: Connection;
const servers: Server[] = [];

beforeAll(async () => {
  database = await testDatabase();
  connection = await database.connect({ applicationName: "v7 apply" });
});

afterAll(() => database.drop());

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe("values", () => {
  test("numbers, booleans, JSON and arrays arrive as themselves", async () => {
    const { rows } = await connection.query(
      `SELECT 7::int2 AS small, 70000 AS whole, true AS flag, '{"a": [1, null]}'::jsonb AS object, ARRAY['a,b', NULL] AS texts,
        ARRAY[1, 2] AS numbers, ARRAY['0b5e1f9a-0000-4000-8000-000000000001'::uuid] AS ids, NULL::text AS nothing`,
    );
    expect(rows).toEqual([
      {
        small: 7,
        whole: 70000,
        flag: true,
        object: { a: [1, null] },
        texts: ["a,b", null],
        numbers: [1, 2],
        ids: ["0b5e1f9a-0000-4000-8000-000000000001"],
        nothing: null,
      },
    ]);
  });

  test("what a number or a Date would bend stays text", async () => {
    const { rows } = await connection.query(
      "SELECT 9007199254740993::int8 AS big, 1.10::numeric AS exact, '2025-10-07 12:21:11.123456'::timestamp AS moment, '2025-10-07'::date AS day",
    );
    expect(rows).toEqual([
      { big: "9007199254740993", exact: "1.10", moment: "2025-10-07 12:21:11.123456", day: "2025-10-07" },
    ]);
  });

  test("other clients of the process keep the driver's own parsers", async () => {
    const { default: driver } = await import("pg");
    expect(driver.types.getTypeParser(1082, "text")("2025-10-07")).toBeInstanceOf(Date);
  });
});

describe("a session", () => {
  test("bears v7's name, cut to what the server keeps", async () => {
    const other = await database.connect({ applicationName: `v7 ${"ü".repeat(60)}` });
    const { rows } = await other.query<{ name: string }>("SELECT current_setting('application_name') AS name");
    expect(rows[0]?.name).toMatch(/^v7 ?/);
    expect((await connection.query("SHOW application_name")).rows).toEqual([{ application_name: "v7 apply" }]);
  });

  test("knows the server's version without asking", () => {
    expect(connection.serverVersion).toBeGreaterThanOrEqual(140_000);
  });

  test("several statements go in one message and give an answer each", async () => {
    const answers = await connection.script("SELECT 1 AS phase; SELECT 2 AS phase");
    expect(answers.map(({ rows }) => rows)).toEqual([[{ phase: 1 }], [{ phase: 2 }]]);
    expect(await connection.script("SELECT 1 AS phase")).toHaveLength(1);
  });

  test("an error of SQL keeps its SQLSTATE", async () => {
    await expect(connection.query("SELECT 1/0")).rejects.toMatchObject({ code: "22012" });
  });

  test("killed while idle, the process lives and the next statement is exit 6", async () => {
    const idle = await database.connect();
    const { rows } = await idle.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    await connection.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
    await expect.poll(() => idle.lost, { timeout: 10_000 }).toBe(true);
    await expect(idle.query("SELECT 1")).rejects.toMatchObject({ code: "V7-B009", exitCode: 6 });
    await idle.end();
  });

  test("killed in a statement, that statement is exit 6", async () => {
    const busy = await database.connect();
    const { rows } = await busy.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    const sleeping = busy.query("SELECT pg_sleep(60)").catch((error: unknown) => error);
    await connection.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
    expect(await sleeping).toMatchObject({ code: "V7-B009", exitCode: 6 });
  });

  test("can be ended twice", async () => {
    const other = await database.connect();
    await other.end();
    await other.end();
  });
});

describe("no connection", () => {
  test("nobody listens", async () => {
    const port = await listen((socket) => socket.destroy());
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
    await expectFailure(`postgres://agent_rw:Sekret-7@127.0.0.1:${port}/aya_rag`, "V7-B001", `127.0.0.1:${port}`);
  });

  test("no socket", async () => {
    await expectFailure("postgres://agent_rw:Sekret-7@/aya_rag?host=/nowhere", "V7-B001", "/nowhere");
  });

  test("unknown host", async () => {
    await expectFailure("postgres://agent_rw:Sekret-7@alpha.invalid/aya_rag", "V7-B002", "alpha.invalid");
  });

  test("a host that never answers", async () => {
    const port = await listen(() => undefined);
    await expectFailure(`postgres://agent_rw:Sekret-7@127.0.0.1:${port}/aya_rag`, "V7-B004", "did not answer", {
      timeout: 300,
    });
  });

  test("something that is no PostgreSQL", async () => {
    const port = await listen((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    await expectFailure(
      `postgres://agent_rw:Sekret-7@127.0.0.1:${port}/aya_rag`,
      "V7-B001",
      "no connection to aya_rag",
    );
  });

  test.each([
    ["28P01", "password authentication failed", "V7-B003", "did not accept agent_rw"],
    ["53300", "sorry, too many clients already", "V7-B005", "no free connection"],
    ["57P03", "the database system is starting up", "V7-B006", "starting up"],
  ])("the server answers %s", async (state, message, code, text) => {
    const port = await listen((socket) => socket.once("data", () => socket.end(errorMessage(state, message))));
    await expectFailure(`postgres://agent_rw:Sekret-7@127.0.0.1:${port}/aya_rag`, code, text);
  });

  test("the server answers 42501: a missing right, as everywhere", async () => {
    const port = await listen((socket) =>
      socket.once("data", () => socket.end(errorMessage("42501", "permission denied for database"))),
    );
    const target = { kind: "url", url: `postgres://agent_rw@127.0.0.1:${port}/aya_rag`, schema: "public" } as const;
    await expect(connect({ ...target, origin: "flag" }, { applicationName: "v7 tests" })).rejects.toMatchObject({
      code: "V7-B065",
      exitCode: 3,
      message: "agent_rw may not connect to aya_rag on 127.0.0.1",
    });
  });

  test("a server before 14", async () => {
    const port = await listen((socket) => socket.once("data", () => socket.write(greeting("13.14"))));
    await expectFailure(
      `postgres://agent_rw:Sekret-7@127.0.0.1:${port}/aya_rag`,
      "V7-B007",
      "PostgreSQL 13.14; v7 needs 14",
    );
  });

  test("a server that speaks no TLS is used plainly only when the URL leaves it open", async () => {
    const port = await listen((socket) => socket.once("data", () => socket.write("N")));
    await expectFailure(`postgres://agent_rw:Sekret-7@127.0.0.1:${port}/aya_rag?sslmode=require`, "V7-B015", "sslmode");
  });

  test("no such database", async () => {
    await expectFailure(database.url.replace(database.name, "aya_rag_gone"), "V7-B010", "aya_rag_gone");
  });
});

describe("passwords", () => {
  const question = { host: "ALPHA", port: 5432, database: "aya_rag", user: "agent_rw" };

  test.each([
    ["ALPHA:5432:aya_rag:agent_rw:Sek\\:ret\\\\7", "Sek:ret\\7"],
    ["ALPHA:5432:aya_rag:agent_rw:Sek:ret:7", "Sek:ret:7"],
    ["# ALPHA\nBETA:*:*:*:wrong\n*:*:*:agent_rw:right", "right"],
    ["ALPHA:5433:aya_rag:agent_rw:wrong", undefined],
  ])("the first line of ~/.pgpass that fits (%#)", (text, password) => {
    expect(withPasswordFile(text, 0o600, (file) => passwordFromFile(question, file))).toBe(password);
  });

  test("a password file that cannot be read is as good as none", () => {
    expect(passwordFromFile(question, "/dev/null/pgpass")).toBeUndefined();
  });

  test("a password file that others may read is ignored", () => {
    expect(withPasswordFile("*:*:*:*:open", 0o644, (file) => passwordFromFile(question, file))).toBeUndefined();
  });
});

async function expectFailure(
  url: string,
  code: string,
  text: string,
  options: { timeout?: number } = {},
): Promise<void> {
  const target: UrlTarget = { kind: "url", url, schema: "public", origin: "flag" };
  const failure = await connect(target, { applicationName: "v7 tests", ...options }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Failure);
  expect(failure).toMatchObject({ code, exitCode: 6, message: expect.stringContaining(text) });
  expect(JSON.stringify([failure, String(failure)])).not.toContain("Sekret-7");
}

async function listen(onConnect: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    onConnect(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** The server's side of the protocol, as far as a refusal or a greeting goes. */
function message(type: string, body: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, Buffer.from(body, "latin1")]);
}

function errorMessage(state: string, text: string): Buffer {
  return message("E", `SFATAL\0C${state}\0M${text}\0\0`);
}

function greeting(version: string): Buffer {
  return Buffer.concat([message("R", "\0\0\0\0"), message("S", `server_version\0${version}\0`), message("Z", "I")]);
}

function withPasswordFile<T>(text: string, mode: number, work: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "v7-passwords-"));
  try {
    writeFileSync(join(folder, "pgpass"), text, { mode });
    return work(join(folder, "pgpass"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
