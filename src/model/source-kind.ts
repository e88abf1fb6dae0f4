import type { SearchResult } from "./output/search.ts";

/** What a source is; what people filter by. */
export type SourceKind = SearchResult["kind"];

export const sourceKinds = [
  "markdown",
  "text",
  "code",
  "state",
  "session",
  "change",
] as const satisfies readonly SourceKind[];
