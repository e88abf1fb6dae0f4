import { exitCodes, Failure } from "../model/failure.ts";
import { readSql } from "../model/package-file.ts";
import { connect, type Connection } from "../postgres/connection.ts";
import { inTransaction } from "../postgres/transaction.ts";
import type { Workspace } from "./workspace.ts";

/**
 * The login for reading must lead to the database that is written. Throws a Failure (exit 6) when it leads elsewhere:
 * plans made from one database would be applied to another.
 */
export async function requireSameDatabase(workspace: Workspace, writing: Connection): Promise<void> {
  const target = workspace.target("read");
  if (target.kind !== "url" || target.origin !== "V7_READ_DATABASE_URL") return;
  const reading = await connect(target, { applicationName: "v7 doctor", schema: target.schema });
  try {
    await requireSameLineage(workspace, reading, writing);
  } finally {
    await reading.end();
  }
}

async function requireSameLineage(workspace: Workspace, reading: Connection, writing: Connection): Promise<void> {
  const [read, written] = [await lineageOf(reading), await lineageOf(writing)];
  if (read === written) return;
  throw new Failure(
    "V7-B103",
    `${workspace.describeDatabase("read")} is read and ${workspace.describeDatabase("write")} is written: they are two databases`,
    { exitCode: exitCodes.unavailable, next: ["Point V7_READ_DATABASE_URL at the database that is written."] },
  );
}

async function lineageOf(connection: Connection): Promise<string | undefined> {
  const { rows } = await inTransaction(connection, { mode: "read" }, () =>
    connection.query<{ lineage: string }>(readSql("read-only/lineage.sql")),
  );
  return rows[0]?.lineage;
}
