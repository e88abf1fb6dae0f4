// Made from schemas/v1/output/unlock.schema.json by npm run generate: edit that.

/** Ends the holder of the apply lock. */
export interface UnlockOutput {
  /** How people know it; never a password. */
  readonly database: string;
  /** Who held the apply lock; null when nobody did. */
  readonly holder: null | LockHolder;
}

/** A session that holds the apply lock; what the server does not show is null. */
export interface LockHolder {
  /** The server process. */
  readonly pid: number;
  /** The database login. */
  readonly login: string | null;
  /** What the session calls itself. */
  readonly application: string | null;
  /** The apply it carried out. */
  readonly apply_id: string | null;
  /** Who ran it. */
  readonly actor: string | null;
  /** Where. */
  readonly host: string | null;
  /** ISO 8601, UTC; null where the server does not say. */
  readonly since: string | null;
}
