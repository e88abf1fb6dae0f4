import type { Tell } from "../model/work-event.ts";
import type { Connection } from "../postgres/connection.ts";
import type { Drafter } from "./drafts.ts";
import type { EmbedderChoice } from "./embedders/embedder.ts";
import type { IndexHome } from "./index/manifest.ts";
import type { Sources } from "./sources.ts";

/** What a run did. */
export interface SyncReport {
  /** In the index now. */
  readonly sources: number;
  readonly chunks: number;
  readonly added: number;
  readonly updated: number;
  readonly removed: number;
  /** Paths of files that hold secrets and are not in the index. */
  readonly withheld: readonly string[];
  /** Paths of files that are not as they were registered; the next scan will tell. */
  readonly moved: readonly string[];
  /** Why the index was made anew; null when it was brought up to date. */
  readonly rebuilt: string | null;
  readonly embedder: string;
  readonly durationMs: number;
}

/** What a run works with. */
export interface SyncWork {
  readonly home: IndexHome;
  readonly choice: EmbedderChoice;
  readonly sources: Sources;
  readonly drafter: Drafter;
  connect(): Promise<Connection>;
  now(): Date;
  readonly signal: AbortSignal;
  readonly tell: Tell;
}
