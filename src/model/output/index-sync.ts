// Made from schemas/v1/output/index-sync.schema.json by npm run generate: edit that.
import type { Json } from "../json.ts";

/** The search index: what was done, what there is, how good it is. */
export interface IndexSyncOutput {
  /** Sources in the index. */
  readonly documents: number | null;
  /** Their passages. */
  readonly chunks: number | null;
  /** Sources that were not in it. */
  readonly added: number;
  /** Sources that have changed. */
  readonly updated: number;
  /** Sources that are gone. */
  readonly removed: number;
  /** Files that hold secrets and are not in the index. */
  readonly withheld: readonly string[];
  /** Files that changed after they were registered. */
  readonly moved: readonly string[];
  /** Why the index was made anew; null when it was brought up to date. */
  readonly rebuilt: string | null;
  /** What its vectors are made by. */
  readonly embedder:
    | string
    | {
        /** Its name. */
        readonly id?: string;
        /** The length of its vectors. */
        readonly dim?: number;
        /** Vectors of another cannot be compared. */
        readonly fingerprint?: string;
        readonly [key: string]: Json;
      }
    | null;
  /** Milliseconds it took. */
  readonly duration_ms: number;
}
