import { exitCodes, Failure } from "../model/failure.ts";
import type { Connection } from "./connection.ts";
import { codeOfError } from "./error-code.ts";
import { inTransaction } from "./transaction.ts";

/** The rows of one statement, cut at `rowLimit`. */
export interface QueryAnswer {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly [column: string]: unknown }[];
  /** True when there are more rows than shown. */
  readonly truncated: boolean;
}

const rowLimit = 1_000;

/**
 * Runs one statement that may only read: a login that is no superuser, a READ ONLY transaction whose snapshot is
 * taken already (so it cannot be made writable) and that always rolls back, and the extended protocol, which
 * refuses a second statement.
 */
export async function queryReadOnly(connection: Connection, statement: string): Promise<QueryAnswer> {
  let answer: QueryAnswer | undefined;
  const readAndRollBack = async (): Promise<never> => {
    await refuseSuperuser(connection);
    answer = await fetchRows(connection, statement);
    throw rolledBack;
  };
  try {
    return await inTransaction(connection, { mode: "read" }, readAndRollBack);
  } catch (error) {
    if (error === rolledBack && answer) return answer;
    if (error instanceof Failure || codeOfError(error) === undefined) throw error;
    const hint =
      codeOfError(error) === "42601"
        ? "; only statements that read are run: SELECT, WITH, VALUES, TABLE, SHOW, EXPLAIN"
        : "";
    throw new Failure("V7-B062", `${(error as Error).message}${hint}`, { cause: error });
  }
}

/** Ends the transaction without a commit; never leaves this file. */
const rolledBack = new Error("read, and rolled back");

/** A superuser's statement can write files and start programs even in a read-only transaction. */
async function refuseSuperuser(connection: Connection): Promise<void> {
  const { rows } = await connection.query<{ super: string }>("SELECT current_setting('is_superuser') AS super");
  if (rows[0]?.super !== "on") return;
  throw new Failure("V7-B064", "free SQL is not run as a superuser", {
    exitCode: exitCodes.unavailable,
    next: ["set V7_READ_DATABASE_URL to a login that can only read"],
  });
}

/** A cursor keeps a huge answer on the server, and takes nothing but a query. SHOW and EXPLAIN are small. */
async function fetchRows(connection: Connection, statement: string): Promise<QueryAnswer> {
  if (/^\s*(show|explain)\b/i.test(statement)) return answerOf(await extended(connection, statement));
  await extended(connection, `DECLARE answer NO SCROLL CURSOR FOR ${statement}`);
  return answerOf(await extended(connection, `FETCH ${rowLimit + 1} FROM answer`));
}

function extended(connection: Connection, text: string): Promise<ExtendedResult> {
  return connection.client.query({ text, queryMode: "extended" } as never);
}

interface ExtendedResult {
  readonly fields: readonly { readonly name: string }[];
  readonly rows: readonly { readonly [column: string]: unknown }[];
}

function answerOf({ fields, rows }: ExtendedResult): QueryAnswer {
  return { columns: fields.map(({ name }) => name), rows: rows.slice(0, rowLimit), truncated: rows.length > rowLimit };
}
