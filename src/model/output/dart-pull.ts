// Made from schemas/v1/output/dart-pull.schema.json by npm run generate: edit that.
import type { ApplyOutput } from "./apply.ts";
import type { Address, Finding } from "./plan-file.ts";
import type { FileEdit } from "./set.ts";

/** What DART says, as edits of documents. */
export interface DartPullOutput {
  /** The first file that was edited; null when the documents say so already. */
  readonly file: string | null;
  /** All files that were edited. */
  readonly files: readonly string[];
  /** The resources whose documents were edited. */
  readonly changed: readonly Address[];
  /** The commit that holds the edit; null where none was asked for. */
  readonly commit: string | null;
  /** What applying the documents did; null where it was not asked for. */
  readonly apply: null | ApplyOutput;
  /** Each file before and after, as the text shows them. */
  readonly diffs: readonly FileEdit[];
  /** Completion reports that were taken. */
  readonly reports: readonly TakenReport[];
  /** Tasks that both sides moved; they were left alone. */
  readonly conflicts: readonly Address[];
  /** Phases whose tasks are all done with this. */
  readonly complete_phases: readonly Address[];
  /** What could not be taken, and why. */
  readonly findings: readonly Finding[];
}

/** A completion report. */
export interface TakenReport {
  /** Its id in DART. */
  readonly document: string;
  /** Its page in DART. */
  readonly url: string;
  /** Its title. */
  readonly title: string;
  /** The task's name. */
  readonly task: string;
  /** Where it says the task stands. */
  readonly status: string;
}
