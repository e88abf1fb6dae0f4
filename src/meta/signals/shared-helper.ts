import type { CodeFacts } from "../../syntax/read-code.ts";

/** Packages and modules through which scripts ask v7's database by its contract. */
const helper = /^(?:@v7-tools\/v7(?:\/.*)?|v7_meta(?:\..*)?)$/;

/** Clients that ask a database by SQL of the script's own. */
const clients = new RegExp(
  `^(?:${[
    "node:sqlite|sqlite|sqlite3|better-sqlite3|bun:sqlite|pg|pg-promise|postgres|slonik|mysql2?(?:/promise)?|knex|kysely|typeorm",
    "aiosqlite|psycopg2?|asyncpg|pg8000|sqlalchemy|MySQLdb|pymysql|duckdb",
    "database/sql|github\\.com/(?:jackc/pgx|lib/pq|jmoiron/sqlx|mattn/go-sqlite3)|modernc\\.org/sqlite|gorm\\.io/gorm",
    "rusqlite|sqlx|diesel|tokio_postgres|java\\.sql",
  ].join("|")})(?:[./].*)?$`,
);

const commands = new Set(["psql", "sqlite3", "mysql", "duckdb", "invoke-sqlcmd", "invoke-sqlitequery"]);

/** True: by the helper alone. False: by a client of its own, whatever else it does. Null: it asks no database. */
export function usesSharedHelper({ imports, calls }: CodeFacts): boolean | null {
  const modules = imports.flatMap(({ module, member }) =>
    member === null ? [module] : [module, `${module}.${member}`],
  );
  if (modules.some((module) => clients.test(module)) || calls.some(({ name }) => commands.has(name))) return false;
  return modules.some((module) => helper.test(module)) ? true : null;
}
