// Made from schemas/v1/output/set.schema.json by npm run generate: edit that.
import type { ApplyOutput } from "./apply.ts";
import type { Address } from "./plan-file.ts";

/** One document edited, or written. */
export interface SetOutput {
  /** The file that was edited; null when the documents say so already. */
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
}

/** A file before and after an edit. */
export interface FileEdit {
  /** Relative to the repository's root, with `/`. */
  readonly file: string;
  /** Its text before; null where it did not exist. */
  readonly before: string | null;
  /** Its text after; null where it no longer exists. */
  readonly after: string | null;
  /** Comments that went with values that were removed from a document that stays. */
  readonly lost_comments: readonly LostComment[];
}

/** A comment that is no more. */
export interface LostComment {
  /** Its line in the text before, from 1. */
  readonly line: number;
  /** With its #. */
  readonly text: string;
}
