import { Failure } from "../../model/failure.ts";
import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../../postgres/connection.ts";
import { codeOfError } from "../../model/error-code.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/**
 * The login for reading must lead to the database that is written. Throws a Failure (exit 6) when it leads elsewhere:
 * plans made from one database would be applied to another.
 */
export async function requireSameDatabase(workspace: Workspace, writing: Connection): Promise<void> {
  const target = workspace.database.target("read");
  if (target.kind !== "url" || target.origin !== "V7_READ_DATABASE_URL") return;
  const reading = await workspace.database.connectRaw("read");
  try {
    await refuseAnother(workspace, reading, writing);
  } finally {
    await reading.end();
  }
}

async function refuseAnother(workspace: Workspace, reading: Connection, writing: Connection): Promise<void> {
  const queries = [readSql("engine/database/database-identity.sql"), readSql("engine/database/server-identity.sql")];
  const answers = [];
  for (const query of queries) answers.push([await identity(reading, query), await identity(writing, query)] as const);
  if (answers.every(([read, written]) => read === undefined || written === undefined || read === written)) return;
  throw new Failure(
    "V7-B103",
    `${workspace.database.describe("read")} is read and ${workspace.database.describe("write")} is written: they are two databases`,
    { next: ["Point V7_READ_DATABASE_URL at the database that is written."] },
  );
}

/** Undefined where the server does not tell this login. */
async function identity(connection: Connection, query: string): Promise<string | undefined> {
  const asking = inTransaction(connection, { mode: "read" }, () => connection.query<{ identity: string }>(query));
  return asking.then(
    ({ rows }) => rows[0]?.identity,
    (error: unknown) => {
      if (codeOfError(error) === "42501") return undefined;
      throw error;
    },
  );
}
