import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../connection.ts";
import { inTransaction } from "../transaction.ts";

/** The login of the embedded server that may read everything and write nothing. */
export const readOnlyRole = "v7_ro";

/** Creates that login where it is missing. Only our own server gets roles from v7. */
export async function ensureReadOnlyRole(connection: Connection): Promise<void> {
  await inTransaction(connection, { mode: "write" }, () =>
    connection.script(readSql("postgres/embedded/embedded-read-only.sql")),
  );
}
