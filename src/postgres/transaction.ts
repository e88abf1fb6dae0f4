import { Failure } from "../model/failure.ts";
import { readSql } from "../system/package-file.ts";
import type { Connection } from "./connection.ts";

/** The connection broke while COMMIT was on its way: whether anything was written must be looked up. Exit 6. */
export class CommitUnknown extends Failure {
  constructor(cause: unknown) {
    super("V7-B110", "the connection broke during commit: all of it was written, or nothing", {
      cause,
      next: ["Run the command again: it does what is left."],
    });
  }
}

export interface TransactionOptions {
  /** `read`: one snapshot for all statements, no writes. `write`: each statement sees what is committed by then. */
  readonly mode: "read" | "write";
  /** Rolls back whatever `work` did, after the constraints that wait for COMMIT were checked. Default: commits. */
  readonly rehearsal?: boolean;
  /** The settings of the transaction, a script whose last answer says `read_only`. Default: v7's own, with its search path. */
  readonly settings?: string;
}

/**
 * Runs `work` between BEGIN and COMMIT, with v7's limits, UTC and its schema set for this transaction alone, so
 * that poolers may hand the session on. An error rolls back and is thrown on. Throws a Failure when the server
 * answers COMMIT with ROLLBACK (an error was swallowed on the way), CommitUnknown when the connection breaks
 * during it; a transaction that reads has nothing to be unsure of. `work` may run statements on the connection and must have no other effects.
 */
export async function inTransaction<T>(
  connection: Connection,
  options: TransactionOptions,
  work: () => Promise<T>,
): Promise<T> {
  const result = await rollingBack(connection, async () => {
    await begin(connection, options);
    const answer = await work();
    if (options.rehearsal) await connection.script("SET CONSTRAINTS ALL IMMEDIATE; ROLLBACK");
    return answer;
  });
  if (!options.rehearsal) await commit(connection, options.mode);
  return result;
}

/**
 * Runs a short write that nothing else depends on, beside a larger one: it survives the larger one's rollback, and its
 * own loss leaves no row in doubt, so a connection that breaks during COMMIT is thrown as what it is.
 */
export async function inOwnTransaction<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  try {
    return await inTransaction(connection, { mode: "write" }, work);
  } catch (error) {
    throw error instanceof CommitUnknown ? error.cause : error;
  }
}

/** One statement without values that reads, with the same limits and in one round trip: what is asked on and on costs no more. */
export async function readAtOnce<Row>(connection: Connection, statement: string): Promise<Row[]> {
  return rollingBack(connection, async () => {
    const answers = await connection.script(`${beginScript(connection, "read")};\n${statement};\nCOMMIT`);
    return (answers.at(-2)?.rows ?? []) as Row[];
  });
}

/** A standby is noticed here, before anything is locked: it would grant advisory locks. */
async function begin(connection: Connection, { mode, settings }: TransactionOptions): Promise<void> {
  const answers = await connection.script(beginScript(connection, mode, settings));
  if (mode === "write" && answers.at(-1)?.rows[0]?.["read_only"] === "on") throw connection.readOnlyFailure();
}

/** One message: BEGIN and every setting. */
function beginScript(
  connection: Connection,
  mode: TransactionOptions["mode"],
  settings = ownSettings(connection),
): string {
  return `${beginning(mode)};\n${settings}`;
}

function ownSettings({ client, schema }: Connection): string {
  const searchPath = client.escapeLiteral(client.escapeIdentifier(schema));
  return readSql("postgres/transaction/settings.sql").replace("'{search_path}'", () => searchPath);
}

function beginning(mode: TransactionOptions["mode"]): string {
  return mode === "read"
    ? readSql("postgres/transaction/begin-read.sql")
    : readSql("postgres/transaction/begin-write.sql");
}

async function rollingBack<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // A lost connection has rolled back by itself.
    if (!connection.lost) await connection.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

async function commit(connection: Connection, mode: TransactionOptions["mode"]): Promise<void> {
  const command = await commitTag(connection, mode);
  if (command === "COMMIT") return;
  throw new Failure("V7-B030", `the server answered ${command} to COMMIT: nothing was written`, {
    next: ["Run the command again; if it repeats, the server's log has the first error."],
  });
}

async function commitTag(connection: Connection, mode: TransactionOptions["mode"]): Promise<string> {
  try {
    return (await connection.query("COMMIT")).command;
  } catch (error) {
    // Any other error is the server's own: a deferred constraint failed and it rolled back.
    throw connection.lost && mode === "write" ? new CommitUnknown(error) : error;
  }
}
