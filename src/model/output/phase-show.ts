// Made from schemas/v1/output/phase-show.schema.json by npm run generate: edit that.
import type { Json } from "../json.ts";
import type { Address } from "./plan-file.ts";
import type { FieldSides } from "./show.ts";

/** What a phase's gate waits for, its tasks, its three sides, and its fields as they are meant to be. */
export interface PhaseShowOutput {
  /** What the document says of it, else what the row holds; further keys are its fields. */
  readonly phase: {
    readonly address: Address;
    /** Its name. */
    readonly name: string | null;
    /** Its status. */
    readonly status: string | null;
    readonly [key: string]: Json;
  };
  readonly address: Address;
  /** The kind of document. */
  readonly kind: string;
  /** Every field known to one of the sides. */
  readonly fields: readonly FieldSides[];
  /** File and line that declare it. */
  readonly source: string | null;
  /** The day it is in, from 1; of one that is completed, the days it took; null before it started. */
  readonly day: number | null;
  /** Every rule between it and its end; null where it has no row. */
  readonly gate: null | PhaseGate;
  /** Its tasks, in order, as their rows stand. */
  readonly tasks: readonly PhaseTask[];
}

/** A gate, rule by rule. */
export interface PhaseGate {
  /** closed: a rule is broken; waits: only a person's decision is missing; open: every rule is kept. */
  readonly state: "closed" | "waits" | "open";
  /** The plan on top of the rows that it was judged with; null: the rows alone. */
  readonly plan: null | JudgingPlan;
  /** What is broken first, then what waits for a person, then what is kept. */
  readonly rules: readonly JudgedRule[];
}

/** The plan on top. */
export interface JudgingPlan {
  /** Its id. */
  readonly plan_id: string;
  /** Why it could not be carried out now; null where nothing is known to stand in its way. */
  readonly because: string | null;
}

/** A rule and whether it is kept. */
export interface JudgedRule {
  /** Its code. */
  readonly code: string;
  /** waits: only a person's decision is missing. */
  readonly state: "passed" | "failed" | "waits";
  /** The rule as it stands. */
  readonly says: string;
  /** What would have to change first. */
  readonly open: readonly OpenResource[];
  /** The personas whose decision is missing, as the applied Policy asks for them; empty where none is, or it asks nobody. */
  readonly who: readonly string[];
  /** What takes it on; null where nothing has to, or each of what is open has its own. */
  readonly command: string | null;
}

/** What keeps a rule from being kept. */
export interface OpenResource {
  readonly address: Address;
  /** What people call it. */
  readonly name: string | null;
  /** Where it stands. */
  readonly status: string | null;
  /** Who has it. */
  readonly who: string | null;
  /** Whether its row was changed past v7 in a field that counts: that finishes nothing. */
  readonly drifted: boolean;
  /** What takes it on; null where a person has to look first. */
  readonly command: string | null;
}

/** A task of the phase. */
export interface PhaseTask {
  readonly address: Address;
  /** What people call it. */
  readonly name: string | null;
  /** Where it stands. */
  readonly status: string | null;
  /** The persona that does it. */
  readonly who: string | null;
  /** The tasks it needs that are not completed. */
  readonly waits_for: readonly Address[];
  /** When it was completed, else when it was started; null for neither. */
  readonly since: string | null;
  /** Whether its row was changed past v7 in a field that counts. */
  readonly drifted: boolean;
  readonly evidence: TaskEvidence;
}

/** What a task has to show. */
export interface TaskEvidence {
  /** What its acceptance names. */
  readonly criteria: {
    /** How many are met. */
    readonly met: number;
    /** How many there are. */
    readonly all: number;
  };
  /** Files and addresses that it delivers. */
  readonly deliverables: readonly string[];
  /** Commits that it names, or its reports do. */
  readonly commits: readonly string[];
  /** Tests that name it, or are of a file whose plan does. */
  readonly tests: {
    /** Cases that pass. */
    readonly passed: number;
    /** Cases that do not. */
    readonly failed: number;
    /** Cases that are to be run again. */
    readonly retest: number;
  };
}
