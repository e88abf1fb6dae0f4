import { Failure } from "../model/failure.ts";
import type { DbSqlOutput } from "../model/output/db-sql.ts";
import { readSql } from "../system/package-file.ts";
import type { Connection } from "./connection.ts";
import { isConnectionLoss } from "./connection-failures.ts";
import { codeOfError } from "../model/error-code.ts";
import { type AnswerLimits, withinLimits } from "./answer-limits.ts";
import { inTransaction } from "./transaction.ts";

/** Further rows are left out. */
const rowLimit = 1_000;

/** The server gives up first, so that its own words are heard; the client does when the server cannot. */
const usualLimits: AnswerLimits = { serverMs: 25_000, clientMs: 29_000, bytes: 64 * 1024 * 1024 };

/**
 * Runs one statement that may only read: a login that reaches nothing outside a transaction, a READ ONLY transaction
 * whose snapshot is taken already (so it cannot be made writable) and that always rolls back, and the extended
 * protocol, which refuses a second statement. Nothing of it outlives the call: no lock, no setting, no cursor.
 */
export async function queryReadOnly(
  connection: Connection,
  statement: string,
  limits: AnswerLimits = usualLimits,
): Promise<DbSqlOutput> {
  let answer: DbSqlOutput | undefined;
  const readAndRollBack = async (): Promise<never> => {
    await refusePowers(connection);
    await connection.query("SELECT set_config('statement_timeout', $1, true)", [String(limits.serverMs)]);
    try {
      answer = await withinLimits(connection, limits, () => fetchRows(connection, statement));
    } finally {
      await letGo(connection);
    }
    throw rolledBack;
  };
  try {
    return await inTransaction(connection, { mode: "read" }, readAndRollBack);
  } catch (error) {
    if (error === rolledBack && answer) return answer;
    throw refusal(error, limits);
  }
}

/** Ends the transaction without a commit; never leaves this file. */
const rolledBack = new Error("read, and rolled back");

/** What a superuser, and some others, call from a SELECT writes files, ends sessions or leaves the transaction. */
async function refusePowers(connection: Connection): Promise<void> {
  const { rows } = await connection.query<{ power: string }>(readSql("postgres/read-only/powers.sql"));
  if (rows.length === 0) return;
  throw new Failure("V7-B064", `free SQL is not run as ${rows.map(({ power }) => power).join(", or as ")}`, {
    next: ["set V7_READ_DATABASE_URL to a login that can only read"],
  });
}

/** A cursor keeps a huge answer on the server, and takes nothing but a query. SHOW and EXPLAIN are small. */
async function fetchRows(connection: Connection, statement: string): Promise<DbSqlOutput> {
  if (showOrExplain.test(statement)) return answerOf(await extended(connection, statement));
  await extended(connection, `DECLARE answer NO SCROLL CURSOR FOR ${statement}`);
  return answerOf(await extended(connection, `FETCH ${rowLimit + 1} FROM answer`));
}

const showOrExplain = /^(?:\s|--[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*(?:show|explain)\b/i;

async function extended(connection: Connection, text: string): Promise<ExtendedResult> {
  try {
    const answering: unknown = connection.client.query({ text, queryMode: "extended" } as never);
    return (await answering) as ExtendedResult;
  } catch (error) {
    // The connection has words of its own for a line that is gone.
    if (isConnectionLoss(error)) await connection.query("ROLLBACK");
    throw error;
  }
}

/** Locks of the session outlive a transaction. One message: behind a pooler the next one may reach another session. */
async function letGo(connection: Connection): Promise<void> {
  if (!connection.lost) await connection.script("ROLLBACK; SELECT pg_advisory_unlock_all()").catch(() => undefined);
}

interface ExtendedResult {
  readonly fields: readonly { readonly name: string }[];
  readonly rows: DbSqlOutput["rows"];
}

function answerOf({ fields, rows }: ExtendedResult): DbSqlOutput {
  return { columns: fields.map(({ name }) => name), rows: rows.slice(0, rowLimit), truncated: rows.length > rowLimit };
}

function refusal(error: unknown, { serverMs }: AnswerLimits): unknown {
  const code = codeOfError(error);
  if (error instanceof Failure || code === undefined) return error;
  if (code === "57014") return tooSlow(error, serverMs);
  if (code === "53400") return tooMuchWork(error);
  return new Failure("V7-B062", `${(error as Error).message}${code === "42601" ? onlyReads : ""}`, { cause: error });
}

const onlyReads = "; only statements that read are run: SELECT, WITH, VALUES, TABLE, SHOW, EXPLAIN";

function tooSlow(cause: unknown, milliseconds: number): Failure {
  return new Failure("V7-B101", `the statement took longer than ${milliseconds / 1_000} s and was ended`, {
    cause,
    next: ["ask for less: a WHERE, a LIMIT, fewer joins"],
  });
}

/** The reading login's `temp_file_limit`. */
function tooMuchWork(cause: unknown): Failure {
  return new Failure("V7-B102", "the statement needs more room for its work than this login is given, and was ended", {
    cause,
    next: ["ask for less: a WHERE, a LIMIT, no ORDER BY over everything"],
  });
}
