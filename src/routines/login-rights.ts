import type { StatusLogin } from "../model/output/status.ts";
import type { Connection } from "../postgres/connection.ts";
import { readSql } from "../system/package-file.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** What this connection's login may do, so that nobody learns it from a refusal; null where one login is everybody. Reads in the running transaction. */
export async function readLogin({ database }: Workspace, connection: Connection): Promise<StatusLogin | null> {
  if (!database.separatesLogins) return null;
  const { rows } = await connection.query<StatusLogin>(readSql("routines/status/login.sql"));
  return rows[0] ?? null;
}
