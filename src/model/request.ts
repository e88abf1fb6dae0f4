import type { Tell } from "./work-event.ts";

/** What every request carries beside what it asks for, so that one process can serve many at once. */
export interface Request {
  /** Aborted when whoever asked is gone: work rolls back at its next step. */
  readonly signal: AbortSignal;
  /** Who asks: `--actor`, V7_ACTOR, else git's user.name, else the login. Without secrets, for it is stored. */
  readonly actor: () => Promise<string>;
  /** Hears how long work goes; absent: nobody listens. */
  readonly tell?: Tell | undefined;
}
