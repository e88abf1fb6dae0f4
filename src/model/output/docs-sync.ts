// Made from schemas/v1/output/docs-sync.schema.json by npm run generate: edit that.

/** The documents of all sets, and what became of each in the table of documents. */
export interface DocsSyncOutput {
  /** How people know it; never a password. */
  readonly database: string;
  /** Sets that are applied. */
  readonly sets: number;
  /** Each document, by path; then those that are gone. */
  readonly documents: readonly SyncedDocument[];
  /** Documents that are new. */
  readonly added: number;
  /** Documents with another content; their former rows stay. */
  readonly changed: number;
  /** Documents that are as they were. */
  readonly unchanged: number;
  /** Documents that are there no more; their rows stay. */
  readonly gone: number;
}

/** One document. */
export interface SyncedDocument {
  /** From the repository's root. */
  readonly path: string;
  /** The set it belongs to; null for one that is gone. */
  readonly set: string | null;
  /** What became of it. */
  readonly state: "added" | "changed" | "unchanged" | "gone";
  /** Its size. */
  readonly bytes: number | null;
  /** SHA-256 of its bytes. */
  readonly hash: string | null;
  /** Where copies belong, and what lies there. */
  readonly locations: readonly DocumentLocation[];
}

/** A place for a copy. */
export interface DocumentLocation {
  /** The machine. */
  readonly node: string;
  /** The folder there. */
  readonly path: string;
  /** same, differs or missing on this machine; unknown on others. */
  readonly state: "same" | "differs" | "missing" | "unknown";
}
