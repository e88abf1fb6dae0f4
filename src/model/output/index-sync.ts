// Made from schemas/v1/output/index-sync.schema.json by npm run generate: edit that.

/** What was done to bring the search index to what is registered. */
export interface IndexSyncOutput {
  /** Sources in the index. */
  readonly documents: number;
  /** Their passages. */
  readonly chunks: number;
  /** Sources that were not in it. */
  readonly added: number;
  /** Sources that have changed. */
  readonly updated: number;
  /** Sources that are gone. */
  readonly removed: number;
  /** Files that are called as text is and cannot be read as text; they are not in the index. */
  readonly unread: readonly UnreadFile[];
  /** Files that hold secrets and are not in the index. */
  readonly withheld: readonly string[];
  /** Files that changed after they were registered. */
  readonly moved: readonly string[];
  /** Why the index was made anew; null when it was brought up to date. */
  readonly rebuilt: string | null;
  /** What its vectors are made by. */
  readonly embedder: string;
  /** Milliseconds it took. */
  readonly duration_ms: number;
}

/** A file that cannot be read as text. */
export interface UnreadFile {
  /** From the repository's root. */
  readonly path: string;
  /** Why: binary data. */
  readonly because: string;
}
