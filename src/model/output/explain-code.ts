// Made from schemas/v1/output/explain-code.schema.json by npm run generate: edit that.

/** What a code means. */
export interface ExplainCodeOutput {
  /** The code. */
  readonly code: string;
  /** A few words. */
  readonly title: string;
  /** What v7 saw and why it matters. */
  readonly explanation: string;
  /** What to do about it. */
  readonly fix: string;
}
