import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Connection } from "../../src/postgres/connection.ts";
import { CommitUnknown, inTransaction } from "../../src/postgres/transaction.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
let connection: Connection;
let other: Connection;

beforeAll(async () => {
  database = await testDatabase({ migrated: false });
  [connection, other] = await Promise.all([database.connect(), database.connect()]);
  await connection.query("CREATE TABLE phases (name text PRIMARY KEY)");
});

beforeEach(async () => {
  await other.script("DELETE FROM phases; INSERT INTO phases VALUES ('Assessment')");
});

afterAll(() => database.drop());

describe("writing", () => {
  test("is committed, and the work's result returned", async () => {
    const result = await inTransaction(connection, { mode: "write" }, async () => {
      await connection.query("INSERT INTO phases VALUES ('Design')");
      return "written";
    });
    expect(result).toBe("written");
    expect(await phases()).toEqual(["Assessment", "Design"]);
  });

  test("rolls back on an error and throws it on", async () => {
    const work = async () => {
      await connection.query("INSERT INTO phases VALUES ('Design')");
      throw new Error("the Architect said no");
    };
    await expect(inTransaction(connection, { mode: "write" }, work)).rejects.toThrow("the Architect said no");
    expect(await phases()).toEqual(["Assessment"]);
  });

  test("an error swallowed on the way is never a success", async () => {
    const work = async () => {
      await connection.query("INSERT INTO phases VALUES ('Design')");
      await connection.query("INSERT INTO phases VALUES ('Design')").catch(() => undefined);
    };
    await expect(inTransaction(connection, { mode: "write" }, work)).rejects.toMatchObject({
      code: "V7-B030",
      exitCode: 1,
    });
    expect(await phases()).toEqual(["Assessment"]);
  });

  test("a constraint that fails at COMMIT is the server's error, not an unknown outcome", async () => {
    await other.query("ALTER TABLE phases ADD CONSTRAINT later UNIQUE (name) DEFERRABLE INITIALLY DEFERRED");
    await other.query("ALTER TABLE phases DROP CONSTRAINT phases_pkey");
    const work = () => connection.query("INSERT INTO phases VALUES ('Assessment')");
    await expect(inTransaction(connection, { mode: "write" }, work)).rejects.toMatchObject({ code: "23505" });
    expect(await phases()).toEqual(["Assessment"]);
  });

  test("a connection that breaks before COMMIT is answered has an unknown outcome", async () => {
    const doomed = await database.connect();
    await other.script(
      "CREATE FUNCTION stall() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NULL; END $$;" +
        "CREATE CONSTRAINT TRIGGER stalls AFTER INSERT ON phases DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.name = 'Rollout') EXECUTE FUNCTION stall()",
    );
    const work = () => doomed.query("INSERT INTO phases VALUES ('Rollout')");
    await expect(inTransaction(doomed, { mode: "write" }, work)).rejects.toBeInstanceOf(CommitUnknown);
    expect(await phases()).toEqual(["Assessment"]);
  });

  test("an unknown outcome that nobody looks up is exit 6 and promises only all or nothing", () => {
    expect(new CommitUnknown(new Error("gone"))).toMatchObject({
      code: "V7-B110",
      exitCode: 6,
      message: expect.stringContaining("all of it was written, or nothing") as string,
    });
  });

  test("a connection that breaks earlier is exit 6 and wrote nothing", async () => {
    const doomed = await database.connect();
    const work = async () => {
      await doomed.query("INSERT INTO phases VALUES ('Design')");
      await doomed.query("SELECT pg_terminate_backend(pg_backend_pid())");
    };
    await expect(inTransaction(doomed, { mode: "write" }, work)).rejects.toMatchObject({
      code: "V7-B009",
      exitCode: 6,
    });
    expect(await phases()).toEqual(["Assessment"]);
  });

  test("a server that takes no writes is noticed before the work", async () => {
    const readOnly = await database.connect();
    await readOnly.query("SET default_transaction_read_only = on");
    const work = async () => expect.unreachable();
    await expect(inTransaction(readOnly, { mode: "write" }, work)).rejects.toMatchObject({
      code: "V7-B008",
      exitCode: 6,
    });
    expect((await readOnly.query("SELECT 1 AS usable")).rows).toEqual([{ usable: 1 }]);
  });
});

describe("reading", () => {
  test("sees one snapshot from the first to the last statement", async () => {
    const [before, after] = await inTransaction(connection, { mode: "read" }, async () => {
      const first = await phases(connection);
      await other.query("INSERT INTO phases VALUES ('Design')");
      return [first, await phases(connection)];
    });
    expect(after).toEqual(before);
  });

  test("cannot write", async () => {
    const work = () => connection.query("INSERT INTO phases VALUES ('Design')");
    await expect(inTransaction(connection, { mode: "read" }, work)).rejects.toMatchObject({
      code: "V7-B008",
      exitCode: 6,
    });
  });
});

describe("settings", () => {
  const names = [
    "timezone",
    "statement_timeout",
    "lock_timeout",
    "idle_in_transaction_session_timeout",
    "client_connection_check_interval",
    "search_path",
  ];
  const read = async () =>
    Object.assign(
      {},
      ...(await connection.script(names.map((name) => `SHOW ${name}`).join("; "))).flatMap(({ rows }) => rows),
    ) as object;

  test("hold in the transaction", async () => {
    expect(await inTransaction(connection, { mode: "write" }, read)).toEqual({
      TimeZone: "UTC",
      statement_timeout: "30s",
      lock_timeout: "5s",
      idle_in_transaction_session_timeout: "30s",
      client_connection_check_interval: "1s",
      search_path: '"public"',
    });
  });

  test("leave nothing behind in the session", async () => {
    await connection.query("SET timezone = 'Asia/Dubai'");
    const before = await read();
    await inTransaction(connection, { mode: "read" }, read);
    expect(await read()).toEqual(before);
    await connection.query("RESET timezone");
  });

  test("the schema's name is quoted, whatever it is", async () => {
    const odd = { ...connection, schema: `it's "v7", $&` };
    const path = await inTransaction(odd, { mode: "read" }, () =>
      connection.query("SELECT current_setting('search_path') AS path"),
    );
    expect(path.rows).toEqual([{ path: `"it's ""v7"", $&"` }]);
  });
});

async function phases(reader: Connection = other): Promise<string[]> {
  const { rows } = await reader.query<{ name: string }>("SELECT name FROM phases ORDER BY name");
  return rows.map(({ name }) => name);
}
