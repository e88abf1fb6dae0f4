// Made from schemas/v1/output/consolidate-dedup.schema.json by npm run generate: edit that.

/** Which sources are there twice, or in the repository. */
export interface ConsolidateDedupOutput {
  /** The source groups that were looked at. */
  readonly groups: readonly string[];
  readonly counts: DedupCounts;
  /** Sets of equal files. */
  readonly sets: readonly DuplicateSet[];
  /** Texts that are nearly the same, for people to judge. */
  readonly near: readonly NearDuplicate[];
}

/** Files by whether their bytes are elsewhere. */
export interface DedupCounts {
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

/** Files with the same bytes: one that stays, and the others. Hard links of one file stand as its names. */
export interface DuplicateSet {
  /** Of their bytes. */
  readonly sha256: string;
  /** Bytes of each. */
  readonly size: number;
  /** The copy that stays. */
  readonly kept: string;
  /** True when that is a file of the repository. */
  readonly is_registered: boolean;
  /** The others. */
  readonly duplicates: readonly string[];
}

/** Two texts that are nearly the same. */
export interface NearDuplicate {
  /** Absolute, printable. */
  readonly left: string;
  /** Absolute, printable. */
  readonly right: string;
  /** How much they share, 0 to 1, estimated. */
  readonly similarity: number;
}
