import { copyFileSync, existsSync, realpathSync, renameSync, rmSync } from "node:fs";
import type { DatabaseSync, SQLInputValue, SQLOutputValue } from "node:sqlite";
import { Failure } from "../../model/failure.ts";
import type { Shape } from "./shapes.ts";

/** A row as SQLite has it. */
export type CatalogRow = Readonly<Record<string, SQLInputValue>>;

/** A catalog that is being written: a copy, which takes the place of the file only as a whole. */
export interface CatalogFile {
  rows(table: string): readonly Readonly<Record<string, SQLOutputValue>>[];
  /** Makes a table and its indexes where they are not there; what is there keeps its columns and rows. */
  prepare(shape: Shape): void;
  /** Adds rows, or brings those of the same key to these values. Columns that the table has not are left out. */
  put(shape: Shape, rows: readonly CatalogRow[]): void;
  /** A table of these rows alone, and a view of it under another name. */
  replace(view: string, columns: readonly string[], rows: readonly CatalogRow[]): void;
}

/**
 * Writes a catalog: nobody else writes it meanwhile, and whoever reads has all of it or what was there. Tables, columns and rows that v7 does
 * not know stay. Throws Failures: V7-A009 while somebody has it locked, V7-A010 where it is no such file or takes no such rows.
 */
export async function writeCatalog(named: string, work: (catalog: CatalogFile) => void): Promise<void> {
  const { DatabaseSync: Database } = await import("node:sqlite");
  // What a link leads to is replaced, and not the link.
  const path = existsSync(named) ? realpathSync(named) : named;
  const copy = `${path}.v7-${process.pid}`;
  const locked = existsSync(path) ? locking(() => new Database(path), path) : undefined;
  try {
    if (locked !== undefined) copyFileSync(path, copy);
    const database = new Database(copy);
    try {
      // The copy is nobody's yet.
      database.exec("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; BEGIN");
      work(catalogIn(database));
      database.exec("COMMIT");
    } finally {
      database.close();
    }
    renameSync(copy, path);
  } catch (error) {
    throw error instanceof Failure ? error : refused(path, error);
  } finally {
    rmSync(copy, { force: true });
    locked?.close();
  }
}

function locking(open: () => DatabaseSync, path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = open();
    database.exec("PRAGMA busy_timeout = 1000");
    // What is in a log beside the file is part of it: it goes into the file, which it cannot while others have it open.
    const { journal_mode: mode } = database.prepare("PRAGMA journal_mode = DELETE").get() ?? {};
    if (mode === "wal") throw new Error("database is locked");
    database.exec("BEGIN EXCLUSIVE");
    return database;
  } catch (error) {
    database?.close();
    if (!/locked|busy/i.test(messageOf(error))) throw refused(path, error);
    throw new Failure("V7-A009", `${path} is locked by another program; nothing was written`, {
      cause: error,
      next: ["v7 enrich publish again when that program has finished"],
    });
  }
}

function refused(path: string, error: unknown): Failure {
  return new Failure("V7-A010", `${path}: ${messageOf(error)}; nothing was written`, {
    cause: error,
    next: ["name another file: v7 enrich publish FILE"],
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function catalogIn(database: DatabaseSync): CatalogFile {
  const columnsOf = (table: string): ReadonlySet<string> =>
    new Set(
      database
        .prepare(`SELECT name FROM pragma_table_info(?)`)
        .all(table)
        .map(({ name }) => String(name)),
    );
  return {
    rows: (table) => (columnsOf(table).size === 0 ? [] : database.prepare(`SELECT * FROM ${quoted(table)}`).all()),
    prepare: ({ table, columns, unique, indexes }) => {
      const declared = Object.entries(columns).map(([name, declaration]) => `${quoted(name)} ${declaration}`);
      const hasKey = Object.values(columns).some((declaration) => declaration === "TEXT PRIMARY KEY");
      const key = hasKey ? [] : [`UNIQUE (${unique.map(quoted).join(", ")})`];
      database.exec(`CREATE TABLE IF NOT EXISTS ${quoted(table)} (${[...declared, ...key].join(", ")})`);
      const there = columnsOf(table);
      for (const [name, of] of Object.entries(indexes)) {
        if (!of.every((column) => there.has(column))) continue;
        database.exec(`CREATE INDEX IF NOT EXISTS ${quoted(name)} ON ${quoted(table)} (${of.map(quoted).join(", ")})`);
      }
    },
    put: ({ table, unique }, rows) => {
      const [first] = rows;
      if (first === undefined) return;
      const there = columnsOf(table);
      const names = Object.keys(first).filter((name) => there.has(name));
      const others = names.filter((name) => !unique.includes(name));
      const sets = others.map((name) => `${quoted(name)} = ?`);
      const matches = unique.map((name) => `${quoted(name)} = ?`).join(" AND ");
      const update = database.prepare(`UPDATE ${quoted(table)} SET ${sets.join(", ")} WHERE ${matches}`);
      const insert = database.prepare(
        `INSERT INTO ${quoted(table)} (${names.map(quoted).join(", ")}) VALUES (${names.map(() => "?").join(", ")})`,
      );
      for (const row of rows) {
        const values = (of: readonly string[]): SQLInputValue[] => of.map((name) => row[name] ?? null);
        if (update.run(...values(others), ...values(unique)).changes === 0) insert.run(...values(names));
      }
    },
    replace: (view, columns, rows) => {
      const table = `v7_${view.replace(/^v_/, "")}`;
      database.exec(`DROP VIEW IF EXISTS ${quoted(view)}; DROP TABLE IF EXISTS ${quoted(table)}`);
      database.exec(`CREATE TABLE ${quoted(table)} (${columns.map(quoted).join(", ")})`);
      database.exec(`CREATE VIEW ${quoted(view)} AS SELECT * FROM ${quoted(table)}`);
      const insert = database.prepare(`INSERT INTO ${quoted(table)} VALUES (${columns.map(() => "?").join(", ")})`);
      for (const row of rows) insert.run(...columns.map((name) => row[name] ?? null));
    },
  };
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
