import type { DoctorCheck } from "../model/doctor.ts";
import { exitCodes, Failure } from "../model/failure.ts";
import { readSql } from "../model/package-file.ts";
import { connect, type Connection } from "../postgres/connection.ts";
import { codeOfError } from "../postgres/error-code.ts";
import { inTransaction } from "../postgres/transaction.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Whether the login for reading leads to the database that is written, and can only read; undefined without a login of
 * its own. Throws a Failure when it leads elsewhere: plans made from one database would be applied to another.
 */
export async function checkReadingLogin(workspace: Workspace, writing: Connection): Promise<DoctorCheck | undefined> {
  const target = workspace.target("read");
  if (target.kind !== "url" || target.origin !== "V7_READ_DATABASE_URL") return undefined;
  const reading = await connect(target, { applicationName: "v7 doctor", schema: target.schema });
  try {
    await requireSameDatabase(workspace, reading, writing);
    return verdict(workspace, await writableTables(reading));
  } finally {
    await reading.end();
  }
}

async function requireSameDatabase(workspace: Workspace, reading: Connection, writing: Connection): Promise<void> {
  const queries = ["read-only/database-identity.sql", "read-only/server-identity.sql"] as const;
  const answers = [];
  for (const query of queries) answers.push([await identity(reading, query), await identity(writing, query)] as const);
  if (answers.every(([read, written]) => read === undefined || written === undefined || read === written)) return;
  throw new Failure(
    "V7-B103",
    `${workspace.describeDatabase("read")} is read and ${workspace.describeDatabase("write")} is written: they are two databases`,
    { exitCode: exitCodes.unavailable, next: ["Point V7_READ_DATABASE_URL at the database that is written."] },
  );
}

function verdict(workspace: Workspace, writable: readonly string[]): DoctorCheck {
  const login = workspace.describeDatabase("read");
  if (writable.length === 0)
    return { name: "reading", status: "ok", detail: `${login}, the same database, cannot write`, fix: null };
  return {
    name: "reading",
    status: "warn",
    detail: `${login} may write ${writable.length} tables, such as ${writable[0] ?? ""}`,
    fix: "Give V7_READ_DATABASE_URL a login that can only read.",
  };
}

/** Undefined where the server does not tell this login. */
async function identity(connection: Connection, query: string): Promise<string | undefined> {
  const asking = inTransaction(connection, { mode: "read" }, () =>
    connection.query<{ identity: string }>(readSql(query)),
  );
  return asking.then(
    ({ rows }) => rows[0]?.identity,
    (error: unknown) => {
      if (codeOfError(error) === "42501") return undefined;
      throw error;
    },
  );
}

async function writableTables(connection: Connection): Promise<string[]> {
  const { rows } = await inTransaction(connection, { mode: "read" }, () =>
    connection.query<{ name: string }>(readSql("read-only/may-write.sql")),
  );
  return rows.map(({ name }) => name);
}
