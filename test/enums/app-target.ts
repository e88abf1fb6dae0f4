import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Connection } from "../../src/postgres/connection.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";

/** How many enums the application has. */
export const appEnums = 45;

/**
 * The application's database, in which 45 enums are told twice or more: in tables, partitions, arrays, domains, composites and
 * ranges, with all that may depend on them. The caller drops it.
 */
export async function openAppTarget({ rows = 400 }: { readonly rows?: number } = {}): Promise<TestDatabase> {
  const database = await testDatabase({ migrated: false });
  await makeApp(await database.connect({ applicationName: "psql" }), { rows });
  return database;
}

/** The same, with one of every sort that a catalogue has, and all that can be set of each. Its schema is `crm_more`. */
export async function openFullAppTarget(options: { readonly rows?: number } = {}): Promise<TestDatabase> {
  const database = await openAppTarget(options);
  const connection = await database.connect({ applicationName: "psql" });
  await makeMore(connection);
  return database;
}

/** Adds the rare sorts to an application that `makeApp` made. */
export async function makeMore(connection: Connection): Promise<void> {
  await connection.script(sqlOf("more"));
}

/** The same in a database that is there and empty, by a login that may make roles. `rows` are about as many in all. */
export async function makeApp(connection: Connection, { rows }: { readonly rows: number }): Promise<void> {
  for (const part of ["types", "tables", "dependents"]) await connection.script(sqlOf(part));
  await connection.script(`SET app.rows = ${rows}; ${sqlOf("rows")}; RESET app.rows`);
}

function sqlOf(part: string): string {
  return readFileSync(join(import.meta.dirname, "app-target", `${part}.sql`), "utf8");
}
