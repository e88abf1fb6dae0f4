// Made from schemas/v1/output/index-status.schema.json by npm run generate: edit that.
import type { Json } from "../json.ts";

/** The search index: what was done, what there is, how good it is. */
export interface IndexStatusOutput {
  /** Whether there is an index, and whether it is as it should be. */
  readonly state: "missing" | "outdated" | "damaged" | "behind" | "current" | "unknown";
  /** Sources in the index. */
  readonly documents: number | null;
  /** Their passages. */
  readonly chunks: number | null;
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
  /** When it was last brought up to date, ISO 8601, UTC. */
  readonly synced_at: string | null;
  /** How many registered sources it does not have as they are; null when that is not known. */
  readonly index_lag: number | null;
  /** What it takes on disk. */
  readonly bytes: number | null;
  /** Files that hold secrets and are not in the index. */
  readonly withheld: readonly string[];
}
