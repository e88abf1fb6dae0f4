import { connect, type Connection } from "./connection.ts";
import type { UrlTarget } from "./settings.ts";

export interface TargetOptions {
  /** The login to take. */
  readonly url: UrlTarget;
  /** Shown in the target's `pg_stat_activity`: `v7 enum scan`. */
  readonly applicationName: string;
  /** Milliseconds until giving up. Default 5,000. */
  readonly timeout?: number;
}

/**
 * A session on a database that is not v7's. Its search path and all other settings stay the server's own: nothing is set for the
 * session, because a pooler may hand it on to somebody else. Throws what `connect` throws.
 */
export async function connectTarget({ url, ...options }: TargetOptions): Promise<Connection> {
  return connect(url, options);
}
