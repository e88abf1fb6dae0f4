// Made from schemas/v1/output/enum-status.schema.json by npm run generate: edit that.
import type { Address } from "./plan-file.ts";

/** What was done to the enums of targets, by their own ledgers. */
export interface EnumStatusOutput {
  /** The targets. */
  readonly targets: readonly DeedTarget[];
  /** Deeds whose end was looked up just now. */
  readonly settled: number;
}

/** A target. */
export interface DeedTarget {
  /** Its name in v7.yaml. */
  readonly target: string;
  /** The id of its ledger; null: nothing was ever done there. */
  readonly ledger: string | null;
  /** Whether it answered. */
  readonly is_reachable: boolean;
  /** What is wrong with it. */
  readonly problem: string | null;
  /** What was done there, the last first. */
  readonly deeds: readonly EnumDeed[];
}

/** A deed that a target remembers. */
export interface EnumDeed {
  /** The plan it was. */
  readonly deed: string;
  readonly address: Address;
  /** What was done. */
  readonly direction: "implement" | "rollback" | "retire" | "validate";
  /** How. */
  readonly strategy: string | null;
  /** open: nobody knows yet. undone: the target does not have it. lost: v7 remembers it and the target does not. foreign: another project's. */
  readonly state: "done" | "open" | "undone" | "lost" | "foreign";
  /** The login. */
  readonly by: string | null;
  /** When, in UTC. */
  readonly at: string | null;
}
