import { connect } from "../../src/postgres/connection.ts";
import { migrate } from "../../src/postgres/migrations.ts";
import { testDatabase } from "../support/database.ts";
import { testTarget } from "../support/test-server.ts";
import type { Undertaking } from "./cut-rounds.ts";

/** All migrations of an empty database. */
export async function openMigrate(): Promise<Undertaking> {
  const database = await testDatabase({ migrated: false });
  const psql = await database.connect({ applicationName: "psql" });
  const text = async (query: string): Promise<string> => {
    const { rows } = await psql.query<{ text: string }>(query);
    return rows[0]?.text ?? "";
  };
  return {
    databaseUrl: database.url,
    reset: async () => void (await psql.script("DROP SCHEMA public CASCADE; CREATE SCHEMA public")),
    run: async (databaseUrl) => {
      const connection = await connect(testTarget(databaseUrl), { applicationName: "v7 db migrate" });
      try {
        await migrate(connection);
      } finally {
        await connection.end();
      }
    },
    world: () => text(worldQuery),
    sessions: async () => Number(await text(sessionsQuery)),
    end: () => database.drop(),
  };
}

const sessionsQuery =
  "SELECT count(*)::text AS text FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'";

const worldQuery = `SELECT json_build_array(
  (SELECT json_agg(relname ORDER BY relname) FROM pg_class WHERE relnamespace = 'public'::regnamespace),
  (SELECT json_agg(proname ORDER BY proname) FROM pg_proc WHERE pronamespace = 'public'::regnamespace))::text AS text`;
