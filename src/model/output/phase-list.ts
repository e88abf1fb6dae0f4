// Made from schemas/v1/output/phase-list.schema.json by npm run generate: edit that.
import type { Address } from "./plan-file.ts";

/** The phases, as their rows stand; as the documents declare them where there is no row yet. */
export interface PhaseListOutput {
  /** All phases, in order. */
  readonly phases: readonly ListedPhase[];
}

/** A phase, what belongs to it, and its gate. */
export interface ListedPhase {
  readonly address: Address;
  /** What people call it. */
  readonly name: string | null;
  /** Where it stands. */
  readonly status: string | null;
  /** The persona that leads it. */
  readonly lead: string | null;
  /** The day it is in, from 1; of one that is completed, the days it took; null before it started. */
  readonly day: number | null;
  /** How long it is meant to take. */
  readonly planned_days: number | null;
  /** Its tasks; those that are completed or cancelled are done. */
  readonly tasks: PartDone;
  /** The files that are planned for it; those that are migrated or retired are done. */
  readonly files: PartDone;
  /** The enums that are planned for it; those that are implemented are done. */
  readonly enums: PartDone;
  /** The highest risk left in it: of impacts that nobody answered and of enums that are not implemented; null for none. */
  readonly highest_risk: "low" | "medium" | "high" | "critical" | null;
  /** What stands between it and its end; null where it has no row yet. */
  readonly gate: null | GateStanding;
}

/** How many of how many. */
export interface PartDone {
  /** How many are done. */
  readonly done: number;
  /** How many there are. */
  readonly all: number;
}

/** A gate in a word, and why. */
export interface GateStanding {
  /** closed: a rule is broken; waits: only a person's decision is missing; open: every rule is kept. */
  readonly state: "closed" | "waits" | "open";
  /** The rules that are not kept. */
  readonly codes: readonly string[];
}
