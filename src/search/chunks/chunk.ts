/** A passage of a source: what one row of the index is about. */
export interface Chunk {
  /** The headings or names it stands below, outermost first; empty at the top of a file. */
  readonly heading: readonly string[];
  /** The line of the source it begins on, from 1. */
  readonly line: number;
  readonly text: string;
}

/** A stretch of a source that belongs together, of any length. */
export type Section = Chunk;
