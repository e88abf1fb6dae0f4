import type { Config } from "../documents/config.ts";
import type { Repository } from "../git/repository.ts";
import type { Document } from "../model/document.ts";
import type { Redactor } from "../model/secrets.ts";
import type { Connection } from "../postgres/connection.ts";

/** What consolidation needs from outside; a workspace and its documents have it all. */
export interface Surroundings {
  readonly repository: Repository;
  readonly config: Pick<Config, "scan" | "machines">;
  readonly redactor: Pick<Redactor, "find">;
  readonly signal: AbortSignal;
  now(): Date;
  actor(): Promise<string>;
  connect(purpose: "read" | "write"): Promise<Connection>;
  /** The declared state. */
  readonly documents: readonly Document[];
  /** The name this machine answers to. */
  readonly host: string;
}

/** Opens a connection for one piece of work and always ends it. */
export async function connected<T>(
  surroundings: Pick<Surroundings, "connect">,
  purpose: "read" | "write",
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await surroundings.connect(purpose);
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}
