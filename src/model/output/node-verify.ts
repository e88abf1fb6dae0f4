// Made from schemas/v1/output/node-verify.schema.json by npm run generate: edit that.

/** The checks that were made, and what came of each. */
export interface NodeVerifyOutput {
  /** How people know it; never a password. */
  readonly database: string;
  /** Each declared check, in the order of the documents. */
  readonly checks: readonly VerifiedCheck[];
  /** How many passed. */
  readonly passed: number;
  /** How many found something else. */
  readonly failed: number;
  /** How many could not be made. */
  readonly unknown: number;
  /** How many nobody tried to make. */
  readonly skipped: number;
  /** The name of the snapshot that holds all of it; null where there was no check. */
  readonly snapshot: string | null;
}

/** One check of one machine. */
export interface VerifiedCheck {
  /** The node's name. */
  readonly node: string;
  /** The check's name. */
  readonly name: string;
  /** What must hold, in words. */
  readonly description: string;
  /** How it is checked; null where the document does not say. */
  readonly type: string | null;
  /** passed: it holds. failed: it does not. unknown: nobody could find out. skipped: nobody tried. Only what passed is good. */
  readonly outcome: "passed" | "failed" | "unknown" | "skipped";
  /** What must be found. */
  readonly expected: string | number | boolean | null;
  /** What was found; null for nothing. */
  readonly found: string | number | boolean | null;
  /** More, in words. */
  readonly detail: string | null;
  /** How often it was tried. */
  readonly tries: number;
  /** How long it took, the look at the machine apart. */
  readonly duration_ms: number;
  /** Until when it counts as verified. ISO 8601, UTC; null where it does not. */
  readonly valid_until: string | null;
}
