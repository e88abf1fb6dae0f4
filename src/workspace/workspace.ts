import type { Config } from "../documents/config.ts";
import type { Repository } from "../git/repository.ts";
import type { Kinds } from "../model/kind.ts";
import type { Redactor } from "../model/secrets.ts";
import type { Connection } from "../postgres/connection.ts";
import type { DatabaseTarget } from "../postgres/settings.ts";
import type { ReportReader } from "../postgres/report-reader.ts";

/** Everything a use case needs from outside: built once, in `src/context.ts`. */
export interface Workspace {
  readonly repository: Repository;
  readonly config: Config;
  readonly kinds: Kinds;
  /** v7's own version. */
  readonly version: string;
  /** Aborted by Ctrl-C: work rolls back at its next step. */
  readonly signal: AbortSignal;
  /** Hides the secrets this process knows in whatever is stored. */
  readonly redactor: Redactor;
  now(): Date;
  /** Who runs this: `--actor`, V7_ACTOR, else git's user.name, else the login. */
  actor(): Promise<string>;
  /** Opens the database with a schema of this version, or fails with exit 6. The caller ends the connection. */
  connect(purpose: "read" | "write"): Promise<Connection>;
  /** Opens the database with a login that cannot write, for statements people type. */
  connectReadOnly(): Promise<Connection>;
  /** Opens slonik on the same database for report queries. */
  withReports<T>(work: (reports: ReportReader) => Promise<T>): Promise<T>;
  /** Which database is meant; asking opens nothing. */
  target(purpose: "read" | "write"): DatabaseTarget;
  /** `aya_rag on ALPHA as v7_ro`: never a password. Default: the one that is read. */
  describeDatabase(purpose?: "read" | "write"): string;
  /** Whether logins of the database tell people apart. On the embedded server everybody is one login: approvals are advice there. */
  readonly separatesLogins: boolean;
}

/** Where documents lie, below the repository's root. */
export const stateDirectory = "state";

/** Opens a connection for one piece of work and always ends it. */
export async function withConnection<T>(
  workspace: Workspace,
  purpose: "read" | "write",
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await workspace.connect(purpose);
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}
