import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { readSql } from "../../system/package-file.ts";

/** Work in a transaction that cannot write, and that holds nobody up. */
export function reading<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  return inTransaction(connection, { mode: "read", settings: readSql("nodes/postgresql/limits.sql") }, work);
}
