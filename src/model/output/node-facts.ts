// Made from schemas/v1/output/node-facts.schema.json by npm run generate: edit that.
import type { Json } from "../json.ts";

/** The machines and what was observed of them. */
export interface NodeFactsOutput {
  /** How people know it; never a password. */
  readonly database: string;
  /** node facts: the latest that is known of each thing. */
  readonly facts: readonly KnownFact[];
}

/** The latest that is known of one thing on one machine. */
export interface KnownFact {
  /** The node's name. */
  readonly node: string;
  /** What: software/PostgreSQL, setting/shared_buffers, hardware.ram_gb. */
  readonly fact: string;
  /** What was seen. Times without a zone are text as it was read. */
  readonly value: Json;
  /** Who or what saw it. */
  readonly source: string;
  /** When it was seen. ISO 8601, UTC. */
  readonly observed_at: string;
  /** When it was recorded, by the database's clock. ISO 8601, UTC. */
  readonly recorded_at: string;
  /** The database login that recorded it. */
  readonly recorded_by: string;
}
