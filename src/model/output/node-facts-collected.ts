// Made from schemas/v1/output/node-facts-collected.schema.json by npm run generate: edit that.

/** Machines that were looked at, and what came of each look. */
export interface NodeFactsCollectedOutput {
  /** How people know it; never a password. */
  readonly database: string;
  /** Each machine that was to be looked at. */
  readonly machines: readonly CollectedMachine[];
}

/** One look at one machine. */
export interface CollectedMachine {
  /** The node's name. */
  readonly node: string;
  /** here: v7 runs there. ssh: over the system's ssh. */
  readonly by: "here" | "ssh";
  /** Whether the look came to its end. */
  readonly reached: boolean;
  /** Why not; null where it did. */
  readonly because: string | null;
  /** Facts that were recorded. */
  readonly recorded: number;
  /** How long it took, connecting included. */
  readonly duration_ms: number;
  /** Seconds by which the machine's clock is ahead of this one's; null where it was not reached. */
  readonly clock_ahead_s: number | null;
  /** Programs that were killed at their deadline, or could not be and were left. */
  readonly unfinished: readonly UnfinishedLook[];
  /** The server that its document names; null where it names none. */
  readonly postgresql: AskedServer | null;
}

/** A node's PostgreSQL that was to be asked. */
export interface AskedServer {
  /** Whether it answered. */
  readonly reached: boolean;
  /** Why not; null where it did. */
  readonly because: string | null;
  /** What stays unknown, and what gives the right to know it. */
  readonly unknown: readonly string[];
}

/** A program that did not end. */
export interface UnfinishedLook {
  /** What it was asked for. */
  readonly look: string;
  /** timeout: it was killed. left: it could not be. */
  readonly state: "timeout" | "left";
}
