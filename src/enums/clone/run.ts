import type { Connection } from "../../postgres/connection.ts";

/** A statement, and what to do when it cannot be run. `why` is the server's message. */
export interface Task {
  readonly statement: string;
  /** Tried where the statement fails: less of the same. */
  readonly otherwise?: string | undefined;
  /** Asked when it is run by itself: why it is not to be tried. */
  skip?(): string | undefined;
  failed(why: string): void;
}

/**
 * Runs statements in their order, as many at once as go well together: a part that fails is rolled back and run one by one,
 * each by itself. Throws only when the connection is lost.
 */
export async function runAll(connection: Connection, tasks: readonly Task[]): Promise<void> {
  for (let at = 0; at < tasks.length; at += together) {
    const part = tasks.slice(at, at + together);
    const why = await run(connection, part.map(({ statement }) => statement).join(";\n"));
    if (why !== undefined) await runEach(connection, part);
  }
}

/** All of a part's locks are held until its end. */
const together = 200;

async function runEach(connection: Connection, tasks: readonly Task[]): Promise<void> {
  for (const task of tasks) {
    const why = task.skip?.() ?? (await run(connection, task.statement));
    if (why === undefined) continue;
    if (task.otherwise === undefined || (await run(connection, task.otherwise)) !== undefined) task.failed(why);
  }
}

/** The server's message, where it has one. Several statements at once are one transaction. */
async function run(connection: Connection, statements: string): Promise<string | undefined> {
  try {
    await connection.script(statements);
    return undefined;
  } catch (error) {
    if (connection.lost || !(error instanceof Error)) throw error;
    return error.message;
  }
}
