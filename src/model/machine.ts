import type { Address } from "./address.ts";
import type { Json } from "./json.ts";

/** What somebody saw on a machine, one thing at a time. */
export interface Fact {
  /** `software/PostgreSQL`, `setting/shared_buffers`, `hardware.ram_gb`. */
  readonly fact: string;
  readonly value: Json;
}

/** One machine's facts and what they rest on. */
export interface Observation {
  readonly node: string;
  /** Who or what saw it. */
  readonly source: string;
  readonly facts: readonly Fact[];
}

/** The latest that is known of one thing on one machine. */
export interface KnownFact extends Fact {
  readonly node: string;
  readonly source: string;
  /** By the machine's own clock, or by whoever attests it. ISO 8601, UTC. */
  readonly observed_at: string;
  /** By the database's clock. ISO 8601, UTC. */
  readonly recorded_at: string;
  /** The database login. */
  readonly recorded_by: string;
}

/** The parts of a fact's name that stand before its `/`; what a machine is expected to have is found by them. */
export const factPrefixes = {
  way: "reach/",
  software: "software/",
  setting: "setting/",
  service: "service/",
  database: "database/",
  replication: "replication/",
} as const;

/**
 * What became of an expectation: `differs` was seen otherwise, `pending_restart` is configured and waits for a restart,
 * `unverified` is declared and nobody has looked.
 */
export type ExpectationState = "differs" | "pending_restart" | "unverified";

/** An expectation of a machine that no observation bears out. */
export interface UnmetExpectation {
  /** The fact that would bear it out. */
  readonly fact: string;
  /** What people call it: `shared_buffers`, `PostgreSQL version`. */
  readonly name: string;
  readonly state: ExpectationState;
  readonly declared: Json;
  /** What the machine's configuration says; null where that is not known or means nothing. */
  readonly configured: Json;
  /** What was seen at work; null where nothing was. */
  readonly running: Json;
  /** Of that observation. ISO 8601, UTC; null when unverified. */
  readonly observed_at: string | null;
}

/** A machine's expectations against what was seen of it. */
export interface MachineReport {
  readonly node: string;
  readonly address: Address;
  /** The newest observation. ISO 8601, UTC; null when nobody has looked. */
  readonly observed_at: string | null;
  /** In a fixed order. */
  readonly unmet: readonly UnmetExpectation[];
  /** Settings that wait for a restart, whether they were declared or not. */
  readonly pending_restart: number;
  /** Ways on which the machine was last seen not to answer: `ssh`. */
  readonly unreachable: readonly string[];
}

/** Whether a machine is seen to be other than declared: what makes `v7 drift` exit with 2. */
export function isDifferent({ state }: UnmetExpectation): boolean {
  return state !== "unverified";
}
