import type { Answer } from "../model/answer.ts";
import type { SearchOutput } from "../model/output/search.ts";
import type { SearchRequest } from "../search/results.ts";
import { search } from "../search/search.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { refreshIndex } from "./refresh-index.ts";

export interface FreshSearchRequest extends SearchRequest {
  /** Bring the index up to date first. */
  readonly sync: boolean;
}

/** Searches what there is, or what there is by now. */
export async function searchFresh(
  workspace: Workspace,
  { sync, ...request }: FreshSearchRequest,
): Promise<Answer<SearchOutput>> {
  if (sync) await refreshIndex(workspace, {});
  return search(workspace, request);
}
