import { packageVersion, readSql } from "../../system/package-file.ts";
import type { Connection } from "../connection.ts";
import { quoteName } from "../quoting.ts";
import { inTransaction } from "../transaction.ts";
import { type MigrationBatch, migrationBatch } from "./batch.ts";
import { listMigrations } from "./files.ts";
import { type MigrateOptions, prepare } from "./migrate.ts";
import { migrationStatus, refuseProblems } from "./status.ts";

/**
 * What `migrate` would run now, as one transaction that psql takes; empty when nothing is pending. Reads only, and throws what
 * `migrate` throws before its first statement.
 */
export async function pendingScript(
  connection: Connection,
  { directory, guest }: Pick<MigrateOptions, "directory" | "guest">,
): Promise<string> {
  return inTransaction(connection, { mode: "read" }, async () => {
    if (guest !== undefined) await (await import("../guest/guest.ts")).requireUsage(connection);
    const status = await migrationStatus(connection, directory);
    refuseProblems(status);
    if (status.pending.length === 0) return "";
    const { batch } = await prepare(connection, status, guest);
    return scriptOf(batch, connection.schema);
  });
}

/** What the first start runs in a database of v7's own that is not made yet. */
export function firstScript(schema: string): string {
  return scriptOf(migrationBatch(listMigrations(), packageVersion()), schema);
}

function scriptOf({ sql }: MigrationBatch, schema: string): string {
  const settings = readSql("postgres/ledger/settings.sql").trim();
  return `BEGIN;\nSET LOCAL search_path = ${quoteName(schema)};\n${settings}\n${sql}COMMIT;\n`;
}
