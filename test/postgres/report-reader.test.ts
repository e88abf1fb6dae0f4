import { afterAll, beforeAll, expect, test } from "vitest";
import type { Connection } from "../../src/postgres/connection.ts";
import { withReports } from "../../src/postgres/report-reader.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";
import { guard } from "../support/guard.ts";
import { until } from "../faults/until.ts";

let database: TestDatabase;
let psql: Connection;

beforeAll(async () => {
  database = await testDatabase();
  psql = await database.connect({ applicationName: "psql" });
});

afterAll(() => database.drop());

const options = { applicationName: "v7 status", schema: "public" };

test("work that gives up in the middle of a report is not kept waiting for it", async () => {
  const didNotHang = guard(60_000);
  const giveUp = withReports(database.target, options, async (reports) => {
    reports.read("SELECT pg_sleep(100)", []).catch(() => undefined);
    await until(
      async () =>
        (await psql.query("SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()"))
          .rows[0],
    );
    throw new Error("the Architect went home");
  });
  await expect(giveUp).rejects.toThrow("the Architect went home");
  didNotHang();
}, 180_000);
