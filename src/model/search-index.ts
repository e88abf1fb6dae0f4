/** What `v7 index sync --json` and `rebuild` say. */
export interface IndexSyncRow {
  readonly documents: number;
  readonly chunks: number;
  readonly added: number;
  readonly updated: number;
  readonly removed: number;
  /** Files that hold secrets. */
  readonly withheld: readonly string[];
  /** Files that are not as they were registered. */
  readonly moved: readonly string[];
  /** Why it was made anew. */
  readonly rebuilt: string | null;
  readonly embedder: string;
  readonly duration_ms: number;
}

/** What `v7 index status --json` says. */
export interface IndexStatusRow {
  readonly state: "missing" | "outdated" | "damaged" | "behind" | "current" | "unknown";
  readonly documents: number | null;
  readonly chunks: number | null;
  readonly embedder: { readonly id: string; readonly dim: number; readonly fingerprint: string } | null;
  /** ISO 8601, UTC. */
  readonly synced_at: string | null;
  readonly index_lag: number | null;
  readonly bytes: number | null;
  readonly withheld: readonly string[];
}
