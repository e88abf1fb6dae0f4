import { inTransaction } from "../postgres/transaction.ts";
import { readSql } from "../system/package-file.ts";
import { withConnection, type Workspace } from "./workspace.ts";

/** Seconds that the database is behind its primary; null where it is one. Throws where it cannot be asked. */
export function readReplicaLag(workspace: Pick<Workspace, "database" | "signal">): Promise<number | null> {
  return withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, async () => {
      const { rows } = await connection.query<{ lag: number | null }>(readSql("workspace/replica-lag.sql"));
      return rows[0]?.lag ?? null;
    }),
  );
}
