// Made from schemas/v1/output/dart-status.schema.json by npm run generate: edit that.
import type { Address, Finding } from "./plan-file.ts";

/** How documents and DART stand to each other. */
export interface DartStatusOutput {
  /** Where DART is. */
  readonly url: string;
  /** The dartboards and folders, as DART calls them. */
  readonly places: readonly DartPlace[];
  readonly counts: DartCounts;
  /** Tasks that both sides moved. */
  readonly conflicts: readonly Address[];
  /** Phases whose tasks are all done with what a pull would take. */
  readonly complete_phases: readonly Address[];
  /** What stands in the way, and why. */
  readonly findings: readonly Finding[];
}

/** A dartboard or folder. */
export interface DartPlace {
  /** What it is used for. */
  readonly use: string;
  /** Its title, with its space. */
  readonly title: string;
}

/** How many there are. */
export interface DartCounts {
  /** Tasks that are declared. */
  readonly tasks: number;
  /** Those that are in DART. */
  readonly linked: number;
  /** Those that are the same there. */
  readonly in_sync: number;
  /** Tasks that a pull would edit or write. */
  readonly to_pull: number;
  /** Completion reports that a pull would take. */
  readonly reports: number;
  /** Tasks and reports that a push would send. */
  readonly to_push: number;
  /** Tasks that both sides moved. */
  readonly conflicts: number;
}
