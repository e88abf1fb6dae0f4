import { readdirSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parametersOf } from "../../scripts/check-sql.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { packagePath, readSql } from "../../src/system/package-file.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";

const statements = readdirSync(packagePath("sql"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".sql") && !/^(migrations|reports)\//.test(name))
  .filter((name) => parametersOf(readSql(name)).length > 0);

let database: TestDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await testDatabase();
  connection = await database.connect();
  // What v7 keeps in a target lies in no database of its own.
  await connection.script(readSql("enums/deed/make-ledger.sql"));
});

afterAll(() => database.drop());

test.each(statements)("the server takes the parameters of %s for what its head says they are", async (name) => {
  const declared = parametersOf(readSql(name)).map((parameter) => parameter.replace(/^\$\d+ \S+ /, ""));
  await connection.query(`PREPARE statement AS ${readSql(name)}`);
  const { rows } = await connection.query<{ declared: string[]; used: string[] }>(
    "SELECT $1::regtype[]::text[] AS declared, parameter_types::text[] AS used FROM pg_prepared_statements WHERE name = 'statement'",
    [declared],
  );
  await connection.query("DEALLOCATE statement");
  expect(rows[0]?.declared).toEqual(rows[0]?.used);
});
