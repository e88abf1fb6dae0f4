import { readFileSync } from "node:fs";
import { packagePath } from "../../src/system/package-file.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { schemaText } from "../../src/postgres/migrations.ts";

/** Directive 005 as its owner must have run it: a file_audit of 23 columns first, and the key that statement 5 needs. */
export function directive005(): string {
  const article = readFileSync(packagePath("test/fixtures/directive-005-article-3.sql"), "utf8");
  const key = "ALTER TABLE v7_migration_workflow ADD UNIQUE (phase_number);\n";
  const place = article.indexOf("-- 5. Sub-Workflow");
  return [
    fixture("file-audit.sql"),
    article.slice(0, place) + key + article.slice(place),
    fixture("directive-005-rows.sql"),
  ].join("\n");
}

/** The eleven tables, four views and documents of aya_rag, without what v7 adds. */
export function ayaRag(): string {
  const sections = schemaText("aya").split(/^(?=-- \[(?:SEED|ADD|CHG)[^\]]*\])/m);
  const seed = sections.filter((section) => /^-- \[(SEED 004:(?!86)|SEED 004:170|CHG)/.test(section));
  return [...seed, fixture("aya-rows.sql")].join("\n");
}

/** The file registry of the older scripts. */
export function oldRegistry(): string {
  return fixture("old-registry.sql");
}

/** The same tables with every column as wide as v7 takes it. */
export function widened(sql: string): string {
  return sql
    .replaceAll(/\bVARCHAR\(\d+\)/g, "TEXT")
    .replaceAll(/\bINTEGER\b/g, "BIGINT")
    .replaceAll(/\bSERIAL\b/g, "BIGSERIAL")
    .replaceAll(/\bTIMESTAMP\b/g, "TIMESTAMPTZ");
}

/** A file of test/fixtures/guest. */
export function fixture(name: string): string {
  return readFileSync(packagePath(`test/fixtures/guest/${name}`), "utf8");
}

/** Everything there is to know of a schema: what its catalog says of tables, and every row, by table. */
export interface Inventory {
  /** `column v7_files.path` → definition; constraints, indexes and triggers too. */
  readonly catalog: ReadonlyMap<string, string>;
  readonly owners: readonly unknown[];
  /** Columns of each table as they were read, and the rows as text. */
  readonly rows: ReadonlyMap<string, { readonly columns: readonly string[]; readonly rows: readonly string[] }>;
}

/** Takes stock. With `like`, reads just the tables and columns that inventory had. */
export async function inventory(connection: Connection, like?: Inventory): Promise<Inventory> {
  const tables = like === undefined ? await tablesOf(connection) : [...like.rows.keys()];
  const rows = new Map<string, { columns: readonly string[]; rows: readonly string[] }>();
  for (const table of tables) {
    const columns = like?.rows.get(table)?.columns ?? (await columnsOf(connection, table));
    rows.set(table, { columns, rows: await rowsOf(connection, table, columns) });
  }
  return { catalog: await catalogOf(connection, tables), owners: await ownersOf(connection, tables), rows };
}

async function tablesOf(connection: Connection): Promise<string[]> {
  return names(
    connection,
    "SELECT relname AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' ORDER BY 1",
  );
}

async function columnsOf(connection: Connection, table: string): Promise<string[]> {
  return names(
    connection,
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = '${table}'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
  );
}

async function rowsOf(connection: Connection, table: string, columns: readonly string[]): Promise<string[]> {
  const row = columns.map((column) => `"${column}"`).join(", ");
  return names(connection, `SELECT ctid::text || ROW(${row})::text AS name FROM ${table} ORDER BY ctid`);
}

/** In words of this test's own, not of the code that is tested. */
async function catalogOf(connection: Connection, tables: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await connection.query<{ name: string; definition: string }>(
    `WITH t AS (SELECT oid, relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relname = ANY ($1))
     SELECT 'column ' || relname || '.' || attname AS name,
         concat_ws(' ', attnum, format_type(atttypid, atttypmod), attnotnull, attstorage, pg_get_expr(adbin, adrelid)) AS definition
       FROM t JOIN pg_attribute a ON attrelid = t.oid AND attnum > 0 LEFT JOIN pg_attrdef d ON adrelid = t.oid AND adnum = attnum
     UNION ALL SELECT 'constraint ' || relname || '.' || conname, pg_get_constraintdef(c.oid) FROM t JOIN pg_constraint c ON conrelid = t.oid
     UNION ALL SELECT 'index ' || relname || '.' || indexrelid::regclass, pg_get_indexdef(indexrelid) FROM t JOIN pg_index ON indrelid = t.oid
     UNION ALL SELECT 'trigger ' || relname || '.' || tgname, pg_get_triggerdef(g.oid)
       FROM t JOIN pg_trigger g ON tgrelid = t.oid AND NOT tgisinternal`,
    [tables],
  );
  return new Map(rows.map(({ name, definition }) => [name, definition]));
}

async function ownersOf(connection: Connection, tables: readonly string[]): Promise<unknown[]> {
  const text = `SELECT relname, relowner::regrole::text, relacl::text, relrowsecurity FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relname = ANY ($1) ORDER BY 1`;
  return (await connection.query(text, [tables])).rows;
}

async function names(connection: Connection, text: string): Promise<string[]> {
  return (await connection.query<{ name: string }>(text)).rows.map(({ name }) => name);
}
