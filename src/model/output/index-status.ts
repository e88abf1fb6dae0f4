// Made from schemas/v1/output/index-status.schema.json by npm run generate: edit that.

/** What the search index holds, and how far it lags. */
export interface IndexStatusOutput {
  /** Whether there is an index, and whether it is as it should be. */
  readonly state: "missing" | "outdated" | "damaged" | "behind" | "current" | "unknown";
  /** Sources in the index. */
  readonly documents: number | null;
  /** Their passages. */
  readonly chunks: number | null;
  /** What its vectors are made by; null where there is no index. */
  readonly embedder: null | Embedder;
  /** When it was last brought up to date, ISO 8601, UTC. */
  readonly synced_at: string | null;
  /** How many registered sources it does not have as they are; null when that is not known. */
  readonly index_lag: number | null;
  /** What it takes on disk. */
  readonly bytes: number | null;
  /** Files that are called as text is and cannot be read as text; they are not in the index. */
  readonly unread: readonly UnreadFile[];
  /** Files that hold secrets and are not in the index. */
  readonly withheld: readonly string[];
  /** Packed files, such as bundles, that are in the index by their first passages alone. */
  readonly cut: readonly string[];
}

/** A file that cannot be read as text. */
export interface UnreadFile {
  /** From the repository's root. */
  readonly path: string;
  /** Why: binary data. */
  readonly because: string;
}

/** What makes vectors of texts. */
export interface Embedder {
  /** Its name. */
  readonly id: string;
  /** The length of its vectors. */
  readonly dim: number;
  /** Vectors of another cannot be compared. */
  readonly fingerprint: string;
}
