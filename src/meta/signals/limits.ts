/** What one file may cost. */
export interface Limits {
  /** Larger files have their lines counted and nothing else. */
  readonly bytes: number;
  /** Larger files are not even read, where their size is known before. */
  readonly bytesRead: number;
  /** Hundreds of operations of the parser: ordinary code takes eight a kilobyte. A count, so that every machine ends alike. */
  readonly steps: number;
  /** Should a file be stuck outside of what the parser counts, its thread is ended after this long. */
  readonly milliseconds: number;
}

export const defaultLimits: Limits = { bytes: 1_048_576, bytesRead: 67_108_864, steps: 40_000, milliseconds: 60_000 };
