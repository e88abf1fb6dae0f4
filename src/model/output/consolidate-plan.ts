// Made from schemas/v1/output/consolidate-plan.schema.json by npm run generate: edit that.
import type { PlanFile } from "./plan-file.ts";

/** Files outside the repository: what there is, what is there twice, what goes where, and what may be deleted. */
export interface ConsolidatePlanOutput {
  /** plan, execute: SHA-256 of what the plan says. */
  readonly plan_id: string;
  /** plan: the source group. */
  readonly group: string;
  /** plan: the files that were written. */
  readonly files: readonly string[];
  /** How many, by what they are. */
  readonly counts:
    | {
        /** Files and links there are. */
        readonly files: number;
        /** Their size. */
        readonly bytes: number;
        /** New ones. */
        readonly added: number;
        /** Those with other content. */
        readonly changed: number;
        /** Those that are as they were. */
        readonly unchanged: number;
        /** Those that are there no more. */
        readonly gone: number;
        /** How many were read. */
        readonly read: number;
        /** Listed, and gone when they were to be read. */
        readonly vanished: number;
        /** Those that could not be recorded. */
        readonly problems: number;
        /** Milliseconds. */
        readonly duration_ms: number;
      }
    | {
        /** Files and links there are. */
        readonly files: number;
        /** Those whose bytes are nowhere else, or that are kept. */
        readonly unique: number;
        /** Those whose bytes are elsewhere. */
        readonly duplicates: number;
        /** Those of them whose copy is in the repository. */
        readonly registered: number;
        /** Sets of equal files. */
        readonly sets: number;
        /** The size of the duplicates. */
        readonly duplicate_bytes: number;
        /** Further names of files that have one already. */
        readonly hard_links: number;
        /** Files without a byte: nobody's duplicates. */
        readonly empty: number;
        /** Links, and files whose content nobody could read. */
        readonly not_compared: number;
        /** Pairs of texts that are nearly the same. */
        readonly near: number;
      }
    | {
        /** Files to copy. */
        readonly copies: number;
        /** Their size. */
        readonly bytes: number;
        /** Those of them that are there already. */
        readonly present: number;
        /** Targets in conflict. */
        readonly conflicts: number;
        /** Sources whose bytes are elsewhere. */
        readonly duplicates: number;
        /** Further names of files that go. */
        readonly hard_links: number;
        /** Sources that an override leaves. */
        readonly skipped: number;
        /** Sources that were copied before. */
        readonly copied: number;
        /** Symbolic links. */
        readonly links: number;
        /** Files nobody could read. */
        readonly no_content: number;
        /** Sources that no rule places. */
        readonly unplaced: number;
        /** Sources whose target is refused. */
        readonly hostile: number;
        /** Bytes that enter git. */
        readonly git_bytes: number;
        /** Files over 50 MB. */
        readonly large: number;
      }
    | {
        /** Files of the plan. */
        readonly planned: number;
        /** Those that were copied now. */
        readonly copied: number;
        /** Their size. */
        readonly bytes: number;
        /** Those that were there already. */
        readonly present: number;
        /** Those whose original changed. */
        readonly skipped: number;
        /** Those whose target is something else. */
        readonly refused: number;
        /** Those that the system refused. */
        readonly failed: number;
        /** Copies that lack something of their original. */
        readonly losses: number;
        /** Milliseconds. */
        readonly duration_ms: number;
      }
    | {
        /** Originals that may be deleted. */
        readonly files: number;
        /** Their size. */
        readonly bytes: number;
        /** Those that only look like it. */
        readonly unsure: number;
      };
  /** plan: targets that cannot be written. */
  readonly conflicts: readonly {
    /** In the repository, printable. */
    readonly target: string;
    /** What would go there. */
    readonly sources: readonly string[];
    /** Why not. */
    readonly because: string;
  }[];
  readonly approvals_required: PlanFile["approvals_required"];
}
