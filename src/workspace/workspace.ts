import type { Config } from "../model/config.ts";
import type { Repository } from "../git/repository.ts";
import type { Caller } from "../model/caller.ts";
import type { Kinds } from "../model/kind.ts";
import type { Redactor } from "../model/secrets.ts";
import type { Connection } from "../postgres/connection.ts";
import type { Database, Purpose } from "../postgres/database.ts";
import type { System } from "../system/system.ts";
import type { Kept } from "./kept.ts";
import { explainMissingRight, missingRightIn } from "../postgres/missing-right.ts";
import type { ReportReader } from "../postgres/report-reader.ts";

/**
 * Everything a use case stands on, built once in `src/context.ts`. What is the caller's own (signal, actor, who is told) is
 * part of it, because it is needed ten calls deep: a process that serves many gives each request its own view by `workspaceFor`.
 */
export interface Workspace extends Caller {
  /** The machine and the account it runs on. */
  readonly system: System;
  readonly repository: Repository;
  readonly config: Config;
  readonly kinds: Kinds;
  readonly database: Database;
  /** What takes long to open, for a process that answers many. */
  readonly kept: Kept;
  /** v7's own version. */
  readonly version: string;
  /** Hides the secrets this process knows in whatever is stored. */
  readonly redactor: Redactor;
  /** A variable of the environment, such as the key of a service. Asked for by name, so that nobody who looks at a workspace sees them. */
  variable(name: string): string | undefined;
  now(): Date;
}

/** The same workspace for somebody else who asks. */
export function workspaceFor(workspace: Workspace, caller: Partial<Caller>): Workspace {
  return { ...workspace, ...caller };
}

/** Lets go of all that a process which stays has kept. */
export async function closeWorkspace({ database, kept }: Pick<Workspace, "database" | "kept">): Promise<void> {
  kept.close();
  await database.close();
}

/** Opens a connection for one piece of work and always ends it. When the caller goes, it hangs up: nothing waits for an answer. */
export async function withConnection<T>(
  { database, signal }: Pick<Workspace, "database" | "signal">,
  purpose: Purpose,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await called(signal, () => database.connect(purpose));
  return whileCalled(signal, connection, () => work(connection));
}

/** The same for a connection whatever the schema. */
export async function withRawConnection<T>(
  { database, signal }: Pick<Workspace, "database" | "signal">,
  purpose: Purpose,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await called(signal, () => database.connectRaw(purpose));
  return whileCalled(signal, connection, () => work(connection));
}

/** Asks report queries, as long as the caller is there: one who goes does not wait for what slonik still reads. */
export async function withReports<T>(
  workspace: Pick<Workspace, "database" | "signal">,
  work: (reports: ReportReader) => Promise<T>,
): Promise<T> {
  const { database, signal } = workspace;
  signal.throwIfAborted();
  try {
    return await untilGone(signal, database.reports(work));
  } catch (error) {
    if (missingRightIn(error) === undefined) throw error;
    // slonik's session is gone with its statement: another one of the same login says who it is.
    return withRawConnection(workspace, "read", async (connection) => {
      throw await explainMissingRight(connection, error);
    });
  }
}

/** Waits for a connection as long as the caller is there; one that comes too late is ended. */
export async function called(signal: AbortSignal, connect: () => Promise<Connection>): Promise<Connection> {
  signal.throwIfAborted();
  const connecting = connect();
  return untilGone(signal, connecting).catch((error: unknown) => {
    connecting.then(
      (late) => late.end(),
      () => undefined,
    );
    throw error;
  });
}

/** What comes of work, or the abort, whichever is first. */
function untilGone<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise: gone, reject } = Promise.withResolvers<never>();
  const leave = (): void => reject(signal.reason as Error);
  signal.addEventListener("abort", leave, { once: true });
  return Promise.race([work, gone]).finally(() => signal.removeEventListener("abort", leave));
}

/** Does a piece of work on a connection and ends it. An abort ends the connection first, and is what is thrown then. */
export async function whileCalled<T>(signal: AbortSignal, connection: Connection, work: () => Promise<T>): Promise<T> {
  const hangUp = (): void => connection.hangUp();
  signal.addEventListener("abort", hangUp, { once: true });
  try {
    signal.throwIfAborted();
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    throw await explainMissingRight(connection, error);
  } finally {
    signal.removeEventListener("abort", hangUp);
    await connection.end();
  }
}
