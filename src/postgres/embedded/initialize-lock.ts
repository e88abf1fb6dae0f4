import { setTimeout as delay } from "node:timers/promises";
import { takeDirectoryLock } from "../../system/directory-lock.ts";
import type { System } from "../../system/system.ts";

/**
 * Does `work` while holding the directory `lock`; waits for whoever has it, unless `done` says the work is
 * already done (then undefined is returned). The lock only saves double work, so it is taken from whoever stands still:
 * publishing the result is a rename, and only one rename can win.
 */
export async function withInitializeLock<T>(
  system: System,
  lock: string,
  done: () => boolean,
  work: () => T,
): Promise<T | undefined> {
  for (;;) {
    const held = await takeDirectoryLock(system, lock, { from: "silent" });
    if (held === undefined) {
      if (done()) return undefined;
      await delay(10);
      continue;
    }
    try {
      return done() ? undefined : work();
    } finally {
      held.release();
    }
  }
}
