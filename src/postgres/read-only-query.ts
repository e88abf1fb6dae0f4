import { Failure } from "../model/failure.ts";
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
 * Runs one statement that may only read: a login without rights, a READ ONLY transaction whose snapshot is taken
 * already (so it cannot be made writable), and the extended protocol, which refuses a second statement.
 */
export async function queryReadOnly(connection: Connection, statement: string): Promise<QueryAnswer> {
  try {
    return await inTransaction(connection, { mode: "read" }, () => fetchRows(connection, statement));
  } catch (error) {
    if (error instanceof Failure || codeOfError(error) === undefined) throw error;
    throw new Failure("V7-B062", (error as Error).message, { cause: error });
  }
}

/** A cursor keeps a huge answer on the server; what cannot be a cursor (SHOW, EXPLAIN) is small. */
async function fetchRows(connection: Connection, statement: string): Promise<QueryAnswer> {
  await connection.query("SAVEPOINT statement");
  try {
    await extended(connection, `DECLARE answer NO SCROLL CURSOR FOR ${statement}`);
  } catch {
    await connection.query("ROLLBACK TO SAVEPOINT statement");
    return answerOf(await extended(connection, statement));
  }
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
