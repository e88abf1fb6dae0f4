import { pipeline } from "node:stream/promises";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { isConnectionLoss } from "../connection-failures.ts";
import type { Connection } from "../connection.ts";
import { innerConnection } from "../inner-connection.ts";
import { codeOfError } from "../../model/error-code.ts";
import { columnsOf, type ExportedTable } from "./export-format.ts";

/** Hands a table's rows to `write`, piece by piece, as COPY's text. A `write` that throws ends the connection. */
export async function copyOut(
  connection: Connection,
  table: ExportedTable,
  write: (piece: Uint8Array) => Promise<void>,
): Promise<void> {
  const rows = connection.client.query(copyTo(`COPY ${columnsOf(table)} TO STDOUT`));
  try {
    for await (const piece of rows) await write(piece as Uint8Array);
  } catch (error) {
    if (isConnectionLoss(error)) throw await lossOf(connection, error);
    if (isServerError(error)) throw error;
    // Half a table is still on the line: nothing else can be said on it any more.
    await hangUp(connection);
    throw error;
  }
}

/** Writes rows of COPY's text into a table. Errors are the server's, or those of `pieces`. */
export async function copyIn(
  connection: Connection,
  table: ExportedTable,
  pieces: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const watched = watch(pieces);
  try {
    await pipeline(watched.pieces, connection.client.query(copyFrom(`COPY ${columnsOf(table)} FROM STDIN`)), {
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    // The server repeats as its own error why the rows ended early.
    throw watched.failed() ?? (isConnectionLoss(error) ? await lossOf(connection, error) : error);
  }
}

function watch(pieces: AsyncIterable<Uint8Array>): { pieces: AsyncIterable<Uint8Array>; failed(): unknown } {
  let failure: unknown;
  async function* passOn(): AsyncGenerator<Uint8Array> {
    try {
      yield* pieces;
    } catch (error) {
      failure = error;
      throw error;
    }
  }
  return { pieces: passOn(), failed: () => failure };
}

function isServerError(error: unknown): boolean {
  return error instanceof Error && "severity" in error && codeOfError(error) !== undefined;
}

/** What the connection says about itself once it is lost. */
async function lossOf(connection: Connection, error: unknown): Promise<unknown> {
  return connection.query("SELECT 1").then(
    () => error,
    (loss: unknown) => loss,
  );
}

async function hangUp({ client }: Connection): Promise<void> {
  const { stream } = innerConnection(client);
  if (stream.destroyed) return;
  const closed = new Promise<void>((resolve) => stream.once("close", () => resolve()));
  stream.destroy();
  await closed;
}
