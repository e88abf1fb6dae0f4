// Writes sql/expected-schema.json, what `v7 db status --verify` compares a live database with, and Docs/schema.sql, for people.
// Usage: node scripts/expected-schema.ts POSTGRES_URL  (a server where a database may be created for a moment)
import { writeFileSync } from "node:fs";
import { packagePath } from "../src/system/package-file.ts";
import { connect, type Connection } from "../src/postgres/connection.ts";
import { type Catalog, readCatalog } from "../src/postgres/catalog.ts";
import { migrate } from "../src/postgres/migrations.ts";
import { inTransaction } from "../src/postgres/transaction.ts";
import { expectedSchemaPath } from "../src/postgres/expected-schema.ts";
import { schemaPage, schemaPagePath } from "./schema-page.ts";

/** The committed text for the schema of a freshly migrated database. */
export async function expectedSchemaText(connection: Connection): Promise<string> {
  return `${JSON.stringify(sorted(withoutOptional(await readCatalog(connection))), null, 1)}\n`;
}

/** Sorted here, because servers sort names by their own locale. */
function sorted(catalog: Catalog): Catalog {
  return Object.fromEntries(
    Object.entries(catalog).map(([kind, members]) => [
      kind,
      Object.fromEntries(Object.entries(members).toSorted(([left], [right]) => (left < right ? -1 : 1))),
    ]),
  );
}

/** `chunks` exists only where pgvector does. */
function withoutOptional(catalog: Catalog): Catalog {
  return Object.fromEntries(
    Object.entries(catalog).map(([kind, members]) => [
      kind,
      Object.fromEntries(Object.entries(members).filter(([name]) => !/^(idx_)?chunks(\b|_)/.test(name))),
    ]),
  );
}

async function main(url: string): Promise<void> {
  const name = `v7_expected_schema_${process.pid}`;
  const server = await open(url);
  await server.query(`CREATE DATABASE ${name}`);
  try {
    await writeFiles(withDatabase(url, name));
  } finally {
    await server.query(`DROP DATABASE ${name}`);
    await server.end();
  }
}

async function writeFiles(url: string): Promise<void> {
  const connection = await open(url);
  try {
    await migrate(connection);
    await inTransaction(connection, { mode: "read" }, async () => {
      writeFileSync(packagePath(expectedSchemaPath), await expectedSchemaText(connection));
      writeFileSync(packagePath(schemaPagePath), await schemaPage(connection));
    });
  } finally {
    await connection.end();
  }
}

function open(url: string): Promise<Connection> {
  return connect({ kind: "url", url, schema: "public", origin: "flag" }, { applicationName: "v7 expected-schema" });
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

if (import.meta.main) await main(process.argv[2] ?? "postgres://localhost/postgres");
