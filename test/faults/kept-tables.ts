import type { Connection } from "../../src/postgres/connection.ts";

/** All of a database's tables as they were, cheaper to bring back than a clone. */
export interface KeptTables {
  restore(): Promise<void>;
}

/**
 * Copies every table of the schema aside. From then on the connection runs no triggers, so that the audit keeps nothing
 * of a restoring, and the server plans each statement of it once: most tables are empty before and after.
 */
export async function keepTables(connection: Connection): Promise<KeptTables> {
  const { rows } = await connection.query<{ name: string; columns: string }>(
    `SELECT quote_ident(c.relname) AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'v7_schema_migrations'
      GROUP BY c.relname`,
  );
  await connection.script(
    [
      "SET session_replication_role = replica",
      "CREATE SCHEMA kept",
      ...rows.map(({ name }) => `CREATE TABLE kept.${name} AS TABLE public.${name}`),
      `PREPARE filled AS ${rows.map(filled).join(" UNION ALL ")}`,
      ...rows.flatMap(({ name, columns }, at) => [
        // Few rows are deleted sooner than a file is made for each table and index, as TRUNCATE does.
        `PREPARE empty_${at} AS DELETE FROM public.${name}`,
        `PREPARE fill_${at} AS INSERT INTO public.${name} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM kept.${name}`,
      ]),
    ].join("; "),
  );
  return {
    restore: async () => {
      const { rows: tables } = await connection.query<{ at: number }>("EXECUTE filled");
      const steps = ["empty", "fill"].flatMap((step) => tables.map(({ at }) => `EXECUTE ${step}_${at}`));
      await connection.script(["BEGIN", ...steps, "COMMIT"].join("; "));
    },
  };
}

/** The table's place in the list, where it has rows or had some. */
function filled({ name }: { readonly name: string }, at: number): string {
  return `SELECT ${at} AS at WHERE EXISTS (SELECT FROM public.${name}) OR EXISTS (SELECT FROM kept.${name})`;
}
