import type { Connection } from "../../src/postgres/connection.ts";

/** All of a database's tables as they were, cheaper to bring back than a clone. */
export interface KeptTables {
  restore(): Promise<void>;
}

/** Copies every table of the schema aside. Restoring runs no triggers, so that the audit keeps nothing of it. */
export async function keepTables(connection: Connection): Promise<KeptTables> {
  const { rows } = await connection.query<{ name: string; columns: string }>(
    `SELECT quote_ident(c.relname) AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'v7_schema_migrations'
      GROUP BY c.relname`,
  );
  await connection.script(
    ["CREATE SCHEMA kept", ...rows.map(({ name }) => `CREATE TABLE kept.${name} AS TABLE public.${name}`)].join("; "),
  );
  // Few rows are deleted sooner than a file is made for each table and index, as TRUNCATE does.
  const deletes = rows.map(({ name }) => `DELETE FROM public.${name}`);
  const copies = rows.map(
    ({ name, columns }) =>
      `INSERT INTO public.${name} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM kept.${name}`,
  );
  const script = ["BEGIN", "SET LOCAL session_replication_role = replica", ...deletes, ...copies, "COMMIT"];
  return { restore: async () => void (await connection.script(script.join("; "))) };
}
