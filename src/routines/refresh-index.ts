import type { IndexSyncRow } from "../model/search-index.ts";
import type { Tell } from "../model/work-event.ts";
import { findSecrets } from "../checks/secret-lines.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { syncIndex } from "../search/sync.ts";
import { catchUp } from "./catch-up.ts";

interface RefreshRequest {
  /** Make it anew, whatever there is. */
  readonly rebuild: boolean;
  readonly tell: Tell;
}

/** Registers what is new, then brings the index to it. */
export async function refreshIndex(workspace: Workspace, request: RefreshRequest): Promise<IndexSyncRow> {
  await catchUp(workspace);
  return bringIndex(workspace, request);
}

/** Brings the index to what is registered. */
export async function bringIndex(workspace: Workspace, { rebuild, tell }: RefreshRequest): Promise<IndexSyncRow> {
  const { sources, durationMs, ...done } = await syncIndex(workspace, {
    rebuild,
    findSecrets: (lines) => findSecrets({ lines, cut: false }),
    tell,
  });
  return { documents: sources, ...done, duration_ms: durationMs };
}
