import type { Revisions, Topic } from "../model/topic.ts";
import { type Looks, revisionsBy } from "./revisions.ts";

/** Says how far topics have come by now; never by a look that began before it was asked. */
export type ReadRevisions = (topics: readonly Topic[]) => Promise<Partial<Revisions>>;

/**
 * One look at a source for all who ask meanwhile: whoever comes while a look goes on shares the one after it, for that look
 * may have missed what they know of. So however many ask, at most one look of a source goes on and one waits.
 */
export function sharedRevisions({ database, documents, index }: Looks): ReadRevisions {
  const looks = { database: shared(database), documents: shared(documents), index: shared(index) };
  return (topics) => revisionsBy(looks, topics);
}

function shared<Seen>(look: () => Promise<Seen>): () => Promise<Seen> {
  let running: Promise<unknown> = Promise.resolve();
  let waiting: Promise<Seen> | undefined;
  return () => {
    waiting ??= running.then(() => {
      waiting = undefined;
      const current = look();
      running = current.catch(() => undefined);
      return current;
    });
    return waiting;
  };
}
