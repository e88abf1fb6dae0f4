import type { FileAnalysis } from "./analysis.ts";
import type { Limits } from "./limits.ts";

/** What a thread is given: its limits with its start, then files, one batch after the other. */
export interface ThreadData {
  readonly limits: Limits;
}

export interface GivenFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What it says first: one that ends before that cannot start, and no file is to blame. */
export const ready = "ready";

/** What it says then, a message a file in their order. After a parser broke, nothing more can be asked of the thread. */
export interface Analyzed {
  readonly analysis: FileAnalysis;
  readonly isBroken: boolean;
}
