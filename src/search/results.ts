import type { Scores, SearchOutput, SearchResult } from "../model/output/search.ts";
import type { SourceKind } from "../model/source-kind.ts";

/** How the index is asked: words and meaning, or words alone. */
export type SearchMode = SearchOutput["mode"];

export interface SearchFilter {
  /** `files`: all but commits. */
  readonly kind?: SourceKind | "files" | undefined;
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
  /** Tell what each score is made of. */
  readonly scores?: boolean | undefined;
}

/** A source that was found, by the best of its chunks, with what its score is made of. */
export type ScoredResult = SearchResult & { readonly scores: Scores };
