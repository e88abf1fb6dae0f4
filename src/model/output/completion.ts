// Made from schemas/v1/output/completion.schema.json by npm run generate: edit that.

/** What completes the words that were typed, or what a shell needs for it. */
export interface CompletionOutput {
  /** What the shell is to read; null where words were asked for. */
  readonly script: string | null;
  /** What the last word may become; null where a script was asked for. */
  readonly words: null | readonly string[];
}
