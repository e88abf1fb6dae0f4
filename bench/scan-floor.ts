import { join } from "node:path";
import { connect, type Connection } from "../src/postgres/connection.ts";
import { startEmbedded } from "../src/postgres/embedded/index.ts";
import { thisSystem } from "../src/system/system.ts";

/**
 * Milliseconds that the database alone needs for the rows of a first scan: from tables that hold them into empty ones of
 * the same form, with the same indexes, checks and references. Nothing is kept.
 */
export async function insertFloor(directory: string): Promise<number> {
  const server = await startEmbedded({ system: thisSystem(), home: join(directory, ".git", "v7") });
  const connection = await connect(server, { applicationName: "v7 bench" });
  try {
    await connection.script(`BEGIN; SET LOCAL search_path = public; ${twins}`);
    const start = performance.now();
    await copyRows(connection, "v7_files", "path_sha256");
    await copyRows(connection, "v7_changes");
    return performance.now() - start;
  } finally {
    await connection.query("ROLLBACK");
    await connection.end();
  }
}

const twins = `
CREATE SCHEMA twin;
CREATE TABLE twin.v7_files (LIKE v7_files INCLUDING ALL);
ALTER TABLE twin.v7_files ADD FOREIGN KEY (last_run_id) REFERENCES ingest_runs (id);
CREATE TABLE twin.v7_changes (LIKE v7_changes INCLUDING ALL);
ALTER TABLE twin.v7_changes ADD FOREIGN KEY (file_id) REFERENCES twin.v7_files (id);
ALTER TABLE twin.v7_changes ADD FOREIGN KEY (session_id) REFERENCES v7_sessions (id);
ALTER TABLE twin.v7_changes ADD FOREIGN KEY (run_id) REFERENCES ingest_runs (id)`;

async function copyRows(connection: Connection, table: string, generated = ""): Promise<void> {
  const { rows } = await connection.query<{ columns: string }>(
    `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS columns
       FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attname <> $2`,
    [`public.${table}`, generated],
  );
  const columns = rows[0]?.columns ?? "";
  await connection.query(`INSERT INTO twin.${table} (${columns}) SELECT ${columns} FROM public.${table} ORDER BY id`);
}
