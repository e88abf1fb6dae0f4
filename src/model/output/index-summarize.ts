// Made from schemas/v1/output/index-summarize.schema.json by npm run generate: edit that.
import type { FileEdit } from "./set.ts";

/** Summaries that a model proposed. */
export interface IndexSummarizeOutput {
  /** Which model proposed. */
  readonly model: string;
  /** Documents whose front matter has a proposal now. */
  readonly proposals: readonly Proposal[];
  /** Each document before and after, as the text shows them. */
  readonly diffs: readonly FileEdit[];
  /** Documents that would be asked about next. */
  readonly waiting: readonly string[];
  /** Files that hold secrets and are not in the index. */
  readonly withheld: readonly string[];
  /** US dollars in all; null when it is not known. */
  readonly cost: number | null;
}

/** A document's proposed summary; it stands in the front matter for a person to review. */
export interface Proposal {
  /** From the repository's root. */
  readonly path: string;
  /** What it is about; null when the model named none that is allowed. */
  readonly domain: string | null;
  /** Tokens sent. */
  readonly input_tokens: number | null;
  /** Tokens answered. */
  readonly output_tokens: number | null;
  /** US dollars; null when it is not known. */
  readonly cost: number | null;
}
