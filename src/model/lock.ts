/** A session that holds the apply lock; what the server does not show is null. */
export interface LockHolder {
  /** The server process. */
  readonly pid: number;
  /** The database login. */
  readonly login: string | null;
  readonly application: string | null;
  /** Null when the holder is no apply of v7's. */
  readonly apply_id: string | null;
  readonly actor: string | null;
  readonly host: string | null;
  /** ISO 8601, UTC. */
  readonly since: string | null;
}
