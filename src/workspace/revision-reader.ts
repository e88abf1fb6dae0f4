import { setTimeout as pause } from "node:timers/promises";
import type { Revisions, Topic } from "../model/topic.ts";
import { type Looks, revisionsBy } from "./revisions.ts";

/** Says how far topics have come by now; never by a look that began before it was asked. */
export type ReadRevisions = (topics: readonly Topic[]) => Promise<Partial<Revisions>>;

/**
 * One look at a source for all who ask meanwhile: whoever comes while a look goes on shares the one after it, for that look
 * may have missed what they know of. So however many ask, at most one look of a source goes on and one waits. A look costs
 * the database milliseconds: the next one begins `apart` milliseconds after the last began, or later.
 */
export function sharedRevisions({ database, documents, index }: Looks, apart: number): ReadRevisions {
  const looks = {
    database: shared(database, apart),
    documents: shared(documents, apart),
    index: shared(index, 0),
  };
  return (topics) => revisionsBy(looks, topics);
}

function shared<Seen>(look: () => Promise<Seen>, apart: number): () => Promise<Seen> {
  let running: Promise<unknown> = Promise.resolve();
  let waiting: Promise<Seen> | undefined;
  let earliest = 0;
  const next = async (): Promise<Seen> => {
    await running;
    const early = earliest - performance.now();
    if (early > 0) await pause(early);
    waiting = undefined;
    earliest = performance.now() + apart;
    const current = look();
    running = current.catch(() => undefined);
    return current;
  };
  return () => (waiting ??= next());
}
