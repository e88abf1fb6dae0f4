// Made from schemas/v1/output/node-snapshot-diff.schema.json by npm run generate: edit that.
import type { Json } from "../json.ts";

/** How two snapshots of the machines differ. */
export interface NodeSnapshotDiffOutput {
  /** How people know it; never a password. */
  readonly database: string;
  readonly from: ComparedSnapshot;
  readonly to: ComparedSnapshot;
  /** What differs, by machine, part and name. When something was seen is no difference. */
  readonly changes: readonly SnapshotChange[];
}

/** One of the two. */
export interface ComparedSnapshot {
  /** Its name; null for what is known now. */
  readonly name: string | null;
  /** When it was taken. ISO 8601, UTC. */
  readonly taken_at: string;
  /** How its checks stood. */
  readonly status: "verified" | "partial" | "failed";
}

/** Something that is not the same in both. */
export interface SnapshotChange {
  /** The node's name. */
  readonly node: string;
  /** machine: it is in one of them alone. spec: a field of its row. fact: what was seen of it. check: how a check came out. */
  readonly part: "machine" | "spec" | "fact" | "check";
  /** The field, the fact, the check; the node's name for a machine. */
  readonly name: string;
  /** What became of it. */
  readonly change: "added" | "removed" | "changed";
  /** The value in the first; null where it is not there. */
  readonly before: Json;
  /** The value in the second; null where it is not there. */
  readonly after: Json;
}
