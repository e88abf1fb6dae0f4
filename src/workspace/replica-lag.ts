import { readAtOnce } from "../postgres/transaction.ts";
import { readSql } from "../system/package-file.ts";
import { withConnection, type Workspace } from "./workspace.ts";

/** Seconds that the database is behind its primary; null where it is one. Throws where it cannot be asked. */
export function readReplicaLag(workspace: Pick<Workspace, "database" | "signal">): Promise<number | null> {
  return withConnection(workspace, "read", (connection) =>
    readAtOnce<{ lag: number | null }>(connection, readSql("workspace/replica-lag.sql")),
  ).then(([row]) => row?.lag ?? null);
}
