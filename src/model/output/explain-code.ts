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
  readonly exit: CodeExit;
}

/** How a command ends that fails with the code. */
export interface CodeExit {
  /** What the process exits with. */
  readonly status: number;
  /** What every command means by it. */
  readonly means: string;
}
