import type { SourceKind } from "./chunks/chunker.ts";

/** How the index was asked: words and meaning, or words alone. */
export type SearchMode = "hybrid" | "text";

export interface SearchFilter {
  readonly kind?: SourceKind | undefined;
  /** A file, a folder, or a pattern with `*` and `?`. */
  readonly path?: string | undefined;
  readonly component?: string | undefined;
  readonly project?: string | undefined;
  /** ISO 8601: only what was modified since. */
  readonly since?: string | undefined;
}

export interface SearchRequest {
  /** Empty with `like`. */
  readonly query: string;
  /** The path of an indexed file: what is near to it. */
  readonly like?: string | undefined;
  readonly mode: SearchMode;
  readonly limit: number;
  readonly filter: SearchFilter;
}

/** A source that was found, by the best of its chunks. */
export interface SearchResult {
  /** From the repository's root; `commit/3f2a…` for a commit, an address for what only the database has. */
  readonly path: string;
  readonly kind: string;
  /** The headings above it, joined by ` › `; empty at the top of a file. */
  readonly heading: string;
  /** Where the snippet begins, from 1. */
  readonly line: number;
  /** From 1, the best there is, to 0. */
  readonly score: number;
  readonly snippet: string;
  /** Where words that were asked for stand in the snippet: beginnings and ends, UTF-16 offsets. */
  readonly marks: readonly (readonly [number, number])[];
  /** ISO 8601, UTC; null when it is not known. */
  readonly modifiedAt: string | null;
  /** What the score is made of: BM25, and the cosine of the angle between the vectors; null where one did not find it. */
  readonly scores: { readonly text: number | null; readonly vector: number | null };
}

export interface SearchAnswer {
  readonly results: readonly SearchResult[];
  /** How many sources the index has; null where it was not searched. */
  readonly documents: number | null;
  /** What was asked in fact. */
  readonly mode: SearchMode;
  /** How many registered sources the index does not have as they are; null when the database is away. */
  readonly lag: number | null;
  /** What was searched: the index, or the database's own texts where there is no index. */
  readonly searched: "index" | "database";
  /** Why it was not searched as asked; null when it was. */
  readonly because: string | null;
}
