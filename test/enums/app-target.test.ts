import { afterAll, beforeAll, expect, test } from "vitest";
import type { Connection } from "../../src/postgres/connection.ts";
import type { TestDatabase } from "../support/database.ts";
import { appEnums, openAppTarget } from "./app-target.ts";

let app: TestDatabase;
let psql: Connection;

beforeAll(async () => {
  app = await openAppTarget({ rows: 4_000 });
  psql = await app.connect();
});

afterAll(() => app.drop());

test("the application has 45 enums, in 60 tables", async () => {
  const enums = await numberOf("SELECT count(*) FROM pg_type WHERE typtype = 'e'");
  const tables = await numberOf(
    "SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)",
  );
  expect({ enums, tables }).toEqual({ enums: appEnums, tables: 60 });
});

test("it has about as many rows as were asked for", async () => {
  const rows = await numberOf("SELECT sum(reltuples)::integer FROM pg_class WHERE relkind = 'r' AND oid >= 16384");
  expect(rows).toBeGreaterThan(3_600);
  expect(rows).toBeLessThan(4_800);
});

async function numberOf(query: string): Promise<number> {
  const { rows } = await psql.query<{ n: string }>(`SELECT (${query})::text AS n`);
  return Number(rows[0]?.n);
}
