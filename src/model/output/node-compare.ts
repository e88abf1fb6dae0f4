// Made from schemas/v1/output/node-compare.schema.json by npm run generate: edit that.
import type { Json } from "../json.ts";
import type { KnownFact } from "./node-facts.ts";
import type { ListedNode } from "./node-list.ts";

/** A machine as declared, as configured and as it runs. */
export interface NodeCompareOutput {
  /** How people know it; never a password. */
  readonly database: string;
  readonly machine: ListedNode;
  /** All that is declared of it and can be seen: software, settings, services, databases. */
  readonly expectations: readonly ComparedExpectation[];
  /** The latest that is known of each thing on it, by name. */
  readonly facts: readonly KnownFact[];
  /** The links it is part of, those at work first. */
  readonly replication: readonly ReplicationLink[];
  /** The addresses it is reached by, the primary one first. */
  readonly interfaces: readonly NetworkInterface[];
}

/** An expectation of a machine beside what was seen. */
export interface ComparedExpectation {
  /** The fact that bears it out or would, as v7 node facts lists it. */
  readonly fact: string;
  /** What people call it. */
  readonly name: string;
  /** met: seen as declared. differs: seen otherwise. pending_restart: configured, and waits for a restart. unverified: nobody has looked. */
  readonly state: "met" | "differs" | "pending_restart" | "unverified";
  /** What the document says. */
  readonly declared: Json;
  /** What the machine's configuration says; null where that is not known or means nothing. */
  readonly configured: Json;
  /** What was seen at work; null where nothing was. */
  readonly running: Json;
  /** When that was seen. ISO 8601, UTC; null when unverified. */
  readonly observed_at: string | null;
}

/** An address of a machine, as its row stands. */
export interface NetworkInterface {
  /** Its own, as v7 show takes it. */
  readonly address: string;
  /** IPv4 or IPv6. */
  readonly ip_address: string;
  /** What the machine calls the interface. */
  readonly name: string | null;
  /** What sort of interface it is. */
  readonly type: string | null;
  /** Which neighbours are reached without a gateway. */
  readonly netmask: string | null;
  /** By whom all others are. */
  readonly gateway: string | null;
  /** Whether the machine is reached by it first. */
  readonly is_primary: boolean;
  /** active or inactive. */
  readonly status: string | null;
  /** Whether v7 applied it; else somebody found it. */
  readonly is_declared: boolean;
}

/** A link of replication as it was last seen. */
export interface ReplicationLink {
  /** Its slot. */
  readonly slot: string | null;
  /** The node that writes. */
  readonly primary: string | null;
  /** The node that follows. */
  readonly replica: string | null;
  /** Whether it is at work. */
  readonly is_active: boolean;
  /** How it stood. */
  readonly state: string | null;
  /** Whether the primary waits for it. */
  readonly sync_state: string | null;
  /** How far behind the replica was. */
  readonly replay_lag_ms: number | null;
  /** How much it had not replayed. */
  readonly lag_bytes: number | null;
  /** When that was seen. ISO 8601, UTC. */
  readonly checked_at: string | null;
}
