import { Failure } from "../model/failure.ts";
import type { Connection } from "./connection.ts";
import { innerConnection } from "./inner-connection.ts";

/** What an answer may cost. */
export interface AnswerLimits {
  /** Milliseconds after which the server ends a statement. */
  readonly serverMs: number;
  /** Milliseconds after which the client hangs up on a server that does not. */
  readonly clientMs: number;
  /** Bytes from the server; a single value may be a gigabyte. */
  readonly bytes: number;
}

/** Runs `work` on the connection, and hangs up when it costs too much: the connection is lost then. */
export async function withinLimits<T>(
  connection: Connection,
  { clientMs, bytes }: AnswerLimits,
  work: () => Promise<T>,
): Promise<T> {
  const socket = innerConnection(connection.client).stream;
  const limit = socket.bytesRead + bytes;
  let exceeded: Failure | undefined;
  const hangUp = (failure: Failure): void => {
    exceeded ??= failure;
    socket.destroy();
  };
  const count = (): void => {
    if (socket.bytesRead > limit) hangUp(tooLarge(bytes));
  };
  const timer = setTimeout(() => hangUp(tooSlow(clientMs)), clientMs);
  socket.prependListener("data", count);
  try {
    return await work();
  } catch (error) {
    throw exceeded ?? error;
  } finally {
    clearTimeout(timer);
    socket.off("data", count);
  }
}

function tooLarge(bytes: number): Failure {
  return new Failure("V7-B102", `the answer is larger than ${Math.round(bytes / 1024 / 1024)} MiB and was dropped`, {
    next: ["ask for less: fewer columns, a LIMIT, left(column, 1000)"],
  });
}

function tooSlow(milliseconds: number): Failure {
  return new Failure("V7-B105", `the server did not end the statement within ${milliseconds / 1_000} s; v7 hung up`, {
    next: ["ask for less: a WHERE, a LIMIT, fewer joins"],
  });
}
