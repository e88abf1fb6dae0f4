import { randomBytes } from "node:crypto";
import { connect, type Connection } from "./connection.ts";
import { readSql } from "../system/package-file.ts";
import { withDatabaseName } from "./database-url.ts";
import type { EmbeddedServer } from "./embedded/index.ts";
import { migrate } from "./migrations.ts";
import { quoteName } from "./quoting.ts";
import type { UrlTarget } from "./settings.ts";

/** A database of a moment, with v7's schema and nothing in it. */
export interface ScratchDatabase {
  readonly connection: Connection;
  drop(): Promise<void>;
}

/**
 * Makes a database beside the one of `administrator`, on the same server and with the same encoding. Its name says which
 * server process made it: when that one is gone, so is whoever would have dropped it.
 */
export async function createScratchDatabase(
  administrator: Connection,
  server: UrlTarget | EmbeddedServer,
): Promise<ScratchDatabase> {
  await dropLeftovers(administrator);
  const { rows: own } = await administrator.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const name = `v7_restore_test_${own[0]?.pid}_${randomBytes(6).toString("hex")}`;
  const { rows } = await administrator.query<{ server_encoding: string }>("SHOW server_encoding");
  await administrator.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING '${rows[0]?.server_encoding}'`);
  const drop = async (): Promise<void> => {
    await administrator.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
  try {
    const connection = await openScratch(server, name, administrator.schema);
    return { connection, drop: () => connection.end().then(drop) };
  } catch (error) {
    await drop();
    throw error;
  }
}

/** What backups that were killed left behind. One that cannot be dropped is in nobody's way. */
async function dropLeftovers(administrator: Connection): Promise<void> {
  const { rows } = await administrator.query<{ name: string }>(readSql("postgres/copy/leftovers.sql"));
  // Without FORCE: whoever connected meanwhile keeps it.
  for (const { name } of rows) {
    await administrator.query(`DROP DATABASE IF EXISTS ${quoteName(name)}`).catch(() => undefined);
  }
}

async function openScratch(server: UrlTarget | EmbeddedServer, name: string, schema: string): Promise<Connection> {
  const there =
    server.kind === "embedded" ? { ...server, database: name } : { ...server, url: withDatabaseName(server.url, name) };
  const connection = await connect(there, { applicationName: "v7 db backup", schema });
  try {
    await connection.query(`CREATE SCHEMA IF NOT EXISTS ${quoteName(schema)}`);
    await migrate(connection);
    return connection;
  } catch (error) {
    await connection.end();
    throw error;
  }
}
