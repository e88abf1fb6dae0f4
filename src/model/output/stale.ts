// Made from schemas/v1/output/stale.schema.json by npm run generate: edit that.

/** Files nobody modified for some days, the longest first. */
export interface StaleOutput {
  /** How many days. */
  readonly days: number;
  /** The longest first. */
  readonly files: readonly StaleFile[];
  /** How many there are in all; --limit says how many are listed. */
  readonly total: number;
}

/** A file nobody modified for some days. */
export interface StaleFile {
  /** From the repository's root. */
  readonly path: string;
  /** Its size. */
  readonly size_bytes: number;
  /** When it was modified. ISO 8601, UTC. */
  readonly modified_at: string;
  /** Days since. */
  readonly days: number;
}
