import type { Tell } from "./work-event.ts";

/** Who asks: the part of a workspace that is one request's own, so that one process can serve many at once. */
export interface Caller {
  /** Aborted when whoever asked is gone: work rolls back at its next step, and a statement that runs is left. */
  readonly signal: AbortSignal;
  /** `--actor`, V7_ACTOR, else git's user.name, else the login. Without secrets, for it is stored. */
  actor(): Promise<string>;
  /** Hears how long work goes. */
  readonly tell: Tell;
  /** Asked about files of documents before the first of them is written; what it throws is why none is. Absent: nobody is asked. */
  readonly consider?: (files: readonly ImaginedFile[]) => Promise<void>;
}

/** A file of documents as it might be. */
export interface ImaginedFile {
  /** From the repository's root. */
  readonly file: string;
  /** Its text; null: there is no such file any more. */
  readonly text: string | null;
}
