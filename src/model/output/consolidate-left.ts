// Made from schemas/v1/output/consolidate-left.schema.json by npm run generate: edit that.

/** Originals whose bytes the repository holds. */
export interface ConsolidateLeftOutput {
  readonly counts: LeftCounts;
  /** Originals whose bytes the repository holds. */
  readonly left: readonly LeftOriginal[];
  /** Originals that must stay. */
  readonly unsure: readonly UnsureOriginal[];
}

/** Originals. */
export interface LeftCounts {
  /** Originals that may be deleted. */
  readonly files: number;
  /** Their size. */
  readonly bytes: number;
  /** Those that only look like it. */
  readonly unsure: number;
}

/** An original that a person may delete. */
export interface LeftOriginal {
  /** Absolute, printable. */
  readonly source: string;
  /** Where its bytes are, in the repository. */
  readonly kept: string;
  /** Bytes. */
  readonly size: number;
  /** What it has beside its bytes, and no copy has. */
  readonly lost: readonly string[];
}

/** An original that changed, or whose copy is not what it was. */
export interface UnsureOriginal {
  /** Absolute, printable. */
  readonly source: string;
  /** Why. */
  readonly because: string;
}
