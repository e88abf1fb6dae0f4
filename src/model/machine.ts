import type { Json } from "./json.ts";
import type { MachineExpectation } from "./output/drift.ts";

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

/** The parts of a fact's name that stand before its `/`; what a machine is expected to have is found by them. */
export const factPrefixes = {
  way: "reach/",
  interface: "interface/",
  software: "software/",
  setting: "setting/",
  service: "service/",
  database: "database/",
  replication: "replication/",
} as const;

/** An expectation of a machine that no observation bears out, before it is said which machine. */
export type UnmetExpectation = Omit<MachineExpectation, "address" | "node" | "node_observed_at">;

/** Any expectation of a machine: `met` where the newest observation bears it out. */
export type Expectation = Omit<UnmetExpectation, "state"> & { readonly state: UnmetExpectation["state"] | "met" };

/** Whether a machine is seen to be other than declared: what makes `v7 drift` exit with 2. */
export function isDifferent({ state }: Pick<UnmetExpectation, "state">): boolean {
  return state !== "unverified";
}
