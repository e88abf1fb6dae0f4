import { findSecrets } from "../../engine/secret-lines.ts";
import type { Workspace } from "../../engine/workspace.ts";
import type { IndexSyncRow } from "../../render/search-index-text.ts";
import { syncIndex } from "../../search/sync.ts";
import { catchUp } from "./catch-up.ts";
import { progressReporter } from "./progress.ts";

interface RefreshRequest {
  /** Make it anew, whatever there is. */
  readonly rebuild: boolean;
}

/** Registers what is new, then brings the index to it. */
export async function refreshIndex(workspace: Workspace, request: RefreshRequest): Promise<IndexSyncRow> {
  await catchUp(workspace, (text) => void process.stderr.write(text));
  return bringIndex(workspace, request);
}

/** Brings the index to what is registered. */
export async function bringIndex(workspace: Workspace, { rebuild }: RefreshRequest): Promise<IndexSyncRow> {
  const report = progressReporter();
  const { sources, durationMs, ...done } = await syncIndex(workspace, {
    rebuild,
    findSecrets: (lines) => findSecrets({ lines, cut: false }),
    onProgress: ({ read, of, chunks }) => report(() => `${read} of ${of} documents read, ${chunks} chunks`),
  });
  return { documents: sources, ...done, duration_ms: durationMs };
}
