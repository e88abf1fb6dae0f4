import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, type Connection } from "../../src/postgres/connection.ts";
import { queryReadOnly } from "../../src/postgres/read-only-query.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

let database: TestDatabase;
let reader: Connection;

beforeAll(async () => {
  database = await testDatabase();
  await (
    await database.connect()
  ).script(`DO $$ BEGIN CREATE ROLE sql_reader LOGIN; GRANT pg_read_all_data TO sql_reader;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
  const url = `${database.url}${database.url.includes("?") ? "&" : "?"}user=sql_reader`;
  reader = await connect({ kind: "url", url, schema: "public", origin: "flag" }, { applicationName: "v7 test" });
});
afterAll(async () => {
  await reader.end();
  await database.drop();
});

describe("free SQL", () => {
  test("reads", async () => {
    expect((await queryReadOnly(reader, "SELECT 7 AS phases")).rows).toEqual([{ phases: 7 }]);
  });

  test("hands out the first thousand rows of a huge answer and says that there are more", async () => {
    const { rows, truncated } = await queryReadOnly(reader, "SELECT * FROM generate_series(1, 10000000) AS task");
    expect([rows.length, truncated]).toEqual([1_000, true]);
  });

  test("is not run as a superuser, who could write files", async () => {
    await expect(queryReadOnly(await database.connect(), "SELECT 1")).rejects.toMatchObject({ code: "V7-B064" });
  });

  test.each([
    "DELETE FROM v7_state",
    "WITH gone AS (DELETE FROM v7_state RETURNING *) SELECT * FROM gone",
    "SELECT 1; DELETE FROM v7_state",
    "COMMIT",
    "LOCK TABLE v7_state",
    "SET TRANSACTION READ WRITE",
    "EXPLAIN ANALYZE DELETE FROM v7_state",
  ])("refuses %s", async (statement) => {
    await expect(queryReadOnly(reader, statement)).rejects.toMatchObject({ code: "V7-B062" });
  });
});
