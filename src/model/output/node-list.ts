// Made from schemas/v1/output/node-list.schema.json by npm run generate: edit that.

/** The machines and what was observed of them. */
export interface NodeListOutput {
  /** How people know it; never a password. */
  readonly database: string;
  /** node list: the machines. */
  readonly nodes: readonly ListedNode[];
}

/** One node. */
export interface ListedNode {
  /** The node's name. */
  readonly node: string;
  /** ok: as declared, as far as anybody has looked, but for what waits for a restart. unknown: nobody has looked or got through. */
  readonly state: "ok" | "differs" | "unknown";
  /** The newest observation. ISO 8601, UTC; null when nobody has looked. */
  readonly observed_at: string | null;
  /** Settings that wait for a restart. */
  readonly pending_restart: number;
  /** Expectations that were seen otherwise. */
  readonly differing: number;
  /** Expectations that nobody has looked at. */
  readonly unverified: number;
  /** Ways on which the node was last seen not to answer. */
  readonly unreachable: readonly string[];
  /** What the node is for. */
  readonly role: string;
  /** Whether it is in use. */
  readonly status: string;
}
