import type { World } from "../model/world.ts";
import type { Connection } from "../postgres/connection.ts";
import { readWorld } from "../postgres/rows/read-world.ts";
import { inTransaction } from "../postgres/transaction.ts";
import { withConnection, type Workspace } from "./workspace.ts";

/** What the database holds at one instant, with the transaction it was read in still open for more. */
export function withWorld<T>(
  workspace: Pick<Workspace, "database" | "signal" | "kinds">,
  work: (world: World, connection: Connection) => Promise<T> | T,
): Promise<T> {
  return withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, async () =>
      work(await readWorld(connection, workspace.kinds), connection),
    ),
  );
}
