import { afterAll, beforeAll, expect, test } from "vitest";
import { schemaPage, schemaPagePath } from "../../scripts/schema-page.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { inTransaction } from "../../src/postgres/transaction.ts";
import { verifySchema } from "../../src/postgres/verify.ts";
import { packagePath } from "../../src/system/package-file.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";

let migrated: TestDatabase;
let empty: TestDatabase;
let connection: Connection;
let page: string;

beforeAll(async () => {
  [migrated, empty] = await Promise.all([testDatabase(), testDatabase({ migrated: false })]);
  connection = await migrated.connect();
  page = await inTransaction(connection, { mode: "read" }, () => schemaPage(connection));
});

afterAll(() => Promise.all([migrated.drop(), empty.drop()]));

// Written anew by `vitest run --project system test/postgres/schema-page.test.ts --update`.
test("Docs/schema.sql is what the migrations make", async ({ skip }) => {
  skip(connection.serverVersion < 180_000, "older servers print views another way");
  await expect(page).toMatchFileSnapshot(packagePath(schemaPagePath));
});

test("it leaves nothing out: an empty database gets the schema that v7 expects from it", async () => {
  const fresh = await empty.connect();
  await fresh.script(page);
  expect(await inTransaction(fresh, { mode: "read" }, () => verifySchema(fresh))).toEqual([]);
});
