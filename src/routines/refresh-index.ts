import type { Answer } from "../model/answer.ts";
import type { IndexSyncOutput } from "../model/output/index-sync.ts";
import { syncIndex, type SyncRequest } from "../search/sync.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { catchUp } from "./catch-up.ts";

/** Registers what is new, then brings the index to it. */
export async function refreshIndex(workspace: Workspace, request: SyncRequest): Promise<Answer<IndexSyncOutput>> {
  await catchUp(workspace);
  return syncIndex(workspace, request);
}
