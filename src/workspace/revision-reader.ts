import type { Revisions } from "../model/topic.ts";
import { readRevisions } from "./revisions.ts";
import type { Workspace } from "./workspace.ts";

/** Says how far everything has come by now; never by a look that began before it was asked. */
export type ReadRevisions = () => Promise<Revisions>;

/**
 * One look for all who ask meanwhile: whoever comes while a look goes on shares the one after it, for that look may have
 * missed what they know of. So however many ask, at most one look goes on and one waits.
 */
export function sharedRevisions(workspace: Workspace, look: typeof readRevisions = readRevisions): ReadRevisions {
  let running: Promise<unknown> = Promise.resolve();
  let waiting: Promise<Revisions> | undefined;
  return () => {
    waiting ??= running.then(() => {
      waiting = undefined;
      const current = look(workspace);
      running = current.catch(() => undefined);
      return current;
    });
    return waiting;
  };
}
