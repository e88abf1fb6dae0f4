import type { Adoption } from "../../model/output/db-status.ts";
import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../connection.ts";

/** The tables v7 adopted here, by name; none in a database that has no record of adoptions yet. Reads only. */
export async function readAdoptions(connection: Connection): Promise<Adoption[]> {
  const { rows } = await connection.query<{ recorded: boolean }>(readSql("postgres/guest/exists.sql"), [
    connection.schema,
  ]);
  if (rows[0]?.recorded !== true) return [];
  const schema = connection.client.escapeIdentifier(connection.schema);
  return (await connection.query<Adoption>(readSql("postgres/guest/recorded.sql").replace("{schema}", () => schema)))
    .rows;
}
