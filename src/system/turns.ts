import { setImmediate } from "node:timers/promises";

/** Long work in turns, so that a process that serves others answers them in between. */
export interface Turns {
  /** Whether this turn has taken its time; asked often, so it is cheap. */
  isOver(): boolean;
  /** Lets everybody else have theirs. */
  next(): Promise<void>;
}

/** A turn lasts 20 ms, unless another length is given. */
export function openTurns(milliseconds = 20): Turns {
  let end = performance.now() + milliseconds;
  return {
    isOver: () => performance.now() >= end,
    next: async () => {
      await setImmediate();
      end = performance.now() + milliseconds;
    },
  };
}
