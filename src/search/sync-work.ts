import type { IndexSyncOutput } from "../model/output/index-sync.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Drafter } from "./drafts.ts";
import type { EmbedderChoice } from "./embedders/embedder.ts";
import type { IndexHome } from "./index/manifest.ts";
import type { Sources } from "./sources.ts";

/** What a run works with. */
export interface SyncWork {
  readonly workspace: Workspace;
  readonly home: IndexHome;
  readonly choice: EmbedderChoice;
  readonly sources: Sources;
  readonly drafter: Drafter;
  /** Asked before each write. @throws Failure once somebody else has the index. */
  mayWrite(): void;
}

/** What a run did, before anybody looks at the clock. */
export type Synced = Omit<IndexSyncOutput, "duration_ms">;
