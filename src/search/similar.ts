import { type Answer, answer } from "../model/answer.ts";
import { Failure } from "../model/failure.ts";
import type { SearchOutput } from "../model/output/search.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { search } from "./search.ts";

export interface SimilarRequest {
  /** The file, as the index has it. */
  readonly path: string;
  readonly limit: number;
}

/**
 * Files that are like this one. Where no index knows it that is no failure, for whoever looks at a file did not ask for an
 * index: there are no results, and `because` says why.
 */
export async function findSimilar(
  workspace: Workspace,
  { path, limit }: SimilarRequest,
): Promise<Answer<SearchOutput>> {
  try {
    return await search(workspace, { query: "", like: path, mode: "hybrid", limit, filter: { kind: "files" } });
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "V7-I004") throw error;
    return answer({ ...nothing, because: error.message });
  }
}

const nothing = {
  results: [],
  documents: null,
  mode: "text",
  searched: "database",
  index_lag: null,
  withheld: [],
} satisfies Omit<SearchOutput, "because">;
