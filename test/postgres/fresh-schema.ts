import type { Connection } from "../../src/postgres/connection.ts";

/** An empty schema for a connection to work in: what a new database is, without the cost of one. */
export async function enterFreshSchema(connection: Connection, name: string): Promise<Connection> {
  await connection.query(`CREATE SCHEMA ${name}`);
  return enterSchema(connection, name);
}

/** The same session with another schema; unqualified names outside transactions mean it too. */
export async function enterSchema(connection: Connection, name: string): Promise<Connection> {
  await connection.query(`SET search_path = ${name}`);
  return Object.create(connection, { schema: { value: name, enumerable: true } }) as Connection;
}
