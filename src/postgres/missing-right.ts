import { codeOfError } from "../model/error-code.ts";
import { Failure } from "../model/failure.ts";
import { readSql } from "../system/package-file.ts";
import type { Connection } from "./connection.ts";
import { inTransaction } from "./transaction.ts";

/** What the server says where a login lacks a right; undefined for any other error. Also found below what wraps it. */
export function missingRightIn(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof Failure && error.code !== "V7-B065") return undefined;
  return codeOfError(error) === "42501" ? error.message : missingRightIn(error.cause);
}

/**
 * A right that is missing is nobody's bug, and always the same failure: who asked, as what, for what. Any other error comes
 * back as it is. The connection is asked who it is, so no transaction may be open on it.
 */
export async function explainMissingRight(connection: Connection, error: unknown): Promise<unknown> {
  const message = missingRightIn(error);
  if (message === undefined) return error;
  const asking = await whoAsks(connection).catch(() => undefined);
  return missingRight(message, error, asking);
}

/** The same where nobody can be asked who it was. */
export function missingRight(message: string, cause: unknown, asking?: WhoAsks): Failure {
  const { login = "this login", roles = [] } = asking ?? {};
  const what = roles.length === 0 ? login : `${login} (${roles.join(", ")})`;
  return new Failure("V7-B065", `${what} may not do that: ${message}`, {
    cause,
    next: [wayOut(asking), "v7 doctor"],
  });
}

function wayOut(asking: WhoAsks | undefined): string {
  if (asking === undefined || asking.roles.includes("v7_apply"))
    return "v7 db grants, run by the owner of v7's tables: it covers what is new";
  const { login, roles } = asking;
  return roles.length === 0
    ? `its owner: GRANT v7_ro TO ${login} to read, v7_apply to write`
    : `its owner: GRANT v7_apply TO ${login}`;
}

/** The login of a connection, and those of v7's roles that it is a member of. */
export interface WhoAsks {
  readonly login: string;
  readonly roles: readonly string[];
}

/** Asked in a transaction of its own. */
export async function whoAsks(connection: Connection): Promise<WhoAsks> {
  const { rows } = await inTransaction(connection, { mode: "read" }, () =>
    connection.query<WhoAsks>(readSql("postgres/who-asks.sql")),
  );
  const [asking] = rows;
  if (asking === undefined) throw new Error("a statement about the login answered nothing");
  return asking;
}
