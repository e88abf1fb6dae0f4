import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Connection } from "../../src/postgres/connection.ts";
import type { Database } from "../../src/postgres/database.ts";
import { openKeptDatabase } from "../../src/postgres/kept-database.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";
import { system } from "../support/this-machine.ts";

let clone: TestDatabase;
let psql: Connection;
let database: Database;

beforeAll(async () => {
  clone = await testDatabase();
  psql = await clone.connect({ applicationName: "psql" });
});

afterAll(() => clone.drop());

beforeEach(() => {
  database = openKeptDatabase({
    system,
    targetFor: () => clone.target,
    home: "/nonexistent",
    beforeStart: () => undefined,
    applicationName: "v7 serve",
    schema: "public",
    most: 2,
  });
});

afterEach(() => database.close());

const sessions =
  "SELECT pid FROM pg_stat_activity WHERE application_name = 'v7 serve' AND datname = current_database()";

async function sessionCount(): Promise<number> {
  return (await psql.query(sessions)).rows.length;
}

async function pidOf(connection: Connection): Promise<unknown> {
  return (await connection.query("SELECT pg_backend_pid() AS pid")).rows[0]?.["pid"];
}

describe("a connection of a process that stays", () => {
  test("serves whoever asks next when it was ended", async () => {
    const first = await database.connect("read");
    const pid = await pidOf(first);
    await first.end();
    const next = await database.connect("read");
    expect(await pidOf(next)).toBe(pid);
    await next.end();
  });

  test("is given back once, however often it is ended", async () => {
    const connection = await database.connect("read");
    await Promise.all([connection.end(), connection.end()]);
    const both = await Promise.all([database.connect("read"), database.connect("read")]);
    expect(new Set(await Promise.all(both.map(pidOf))).size).toBe(2);
    await Promise.all(both.map((one) => one.end()));
  });

  test("is waited for by those who come when all are lent", async () => {
    const lent = await Promise.all([database.connect("read"), database.connect("read")]);
    const third = database.connect("read");
    const told = await Promise.race([
      third.then(() => "at once"),
      psql.query("SELECT pg_sleep(0.2)").then(() => "later"),
    ]);
    expect([told, await sessionCount()]).toEqual(["later", 2]);
    const pid = await pidOf(lent[0]);
    await lent[0].end();
    expect(await pidOf(await third)).toBe(pid);
    await Promise.all([lent[1].end(), (await third).end()]);
  });

  test("with a transaction open does not come back", async () => {
    const left = await database.connect("write");
    const pid = await pidOf(left);
    await left.query("BEGIN");
    await left.end();
    const next = await database.connect("write");
    expect(await pidOf(next)).not.toBe(pid);
    await next.end();
  });

  test("that broke while nobody had it is not handed out", async () => {
    const connection = await database.connect("read");
    const pid = await pidOf(connection);
    await connection.end();
    await psql.query("SELECT pg_terminate_backend($1, 5000)", [pid]);
    const next = await database.connect("read");
    expect(await pidOf(next)).not.toBe(pid);
    await next.end();
  });

  test("ends with the process's other connections, slonik's among them", async () => {
    const asked = database.reports((reports) => reports.read<{ serial: string }>("SELECT serial FROM v7_state", []));
    expect(await asked).toEqual([{ serial: "0" }]);
    const connection = await database.connect("read");
    await connection.end();
    expect(await sessionCount()).toBe(2);
    await database.close();
    await expect.poll(sessionCount).toBe(0);
  });
});

test("report queries at once leave the process's variables alone", async () => {
  const before = { ...process.env };
  const asking = Array.from({ length: 8 }, () =>
    database.reports(async (reports) => {
      expect(process.env).toEqual(before);
      return reports.read("SELECT pg_sleep(0.01)", []);
    }),
  );
  await Promise.all(asking);
  expect(process.env).toEqual(before);
});
