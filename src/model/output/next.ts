// Made from schemas/v1/output/next.schema.json by npm run generate: edit that.
import type { Address } from "./plan-file.ts";
import type { FileEdit } from "./set.ts";

/** What to do now, the gravest first. */
export interface NextOutput {
  /** The first of them, the gravest first. */
  readonly actions: readonly NextAction[];
  /** How many there are in all. */
  readonly total: number;
  /** What was taken; null where nobody asked to. */
  readonly claim: null | NextClaim;
}

/** One thing to do. */
export interface NextAction {
  /** What sort of thing it is. */
  readonly kind:
    | "documents"
    | "conflict"
    | "drift"
    | "approval"
    | "plan"
    | "impact"
    | "gate"
    | "stale"
    | "task"
    | "gap";
  /** The resource it is about; null where it is about none alone. */
  readonly address: null | Address;
  /** What it is, in a line. */
  readonly title: string;
  /** Why it stands here. */
  readonly why: string;
  /** What to type; null where nothing can be. */
  readonly command: string | null;
}

/** A task that was taken by an edit of its document. */
export interface NextClaim {
  readonly address: Address;
  /** The persona. */
  readonly by: string;
  /** When it ends by itself: ISO 8601, UTC. */
  readonly until: string;
  /** The files that were edited; none where the document says so already. */
  readonly files: readonly string[];
  /** Each file before and after. */
  readonly diffs: readonly FileEdit[];
}
