import type { SourceProblem } from "../../model/output/consolidate-inventory.ts";
import type { Connection } from "../../postgres/connection.ts";
import type { Batch } from "./batches.ts";
import { writeGone, writeSources } from "./record-sources.ts";

/** What was written, and what could not be read. */
export interface WrittenSources {
  readonly added: number;
  readonly changed: number;
  /** Read again, and as it was. */
  readonly unchanged: number;
  readonly gone: number;
  readonly read: number;
  readonly vanished: number;
  readonly problems: readonly SourceProblem[];
}

/** Writes batches one after the other, each in a transaction of its own, once it may. */
export interface SourceWriter {
  add(batch: Promise<Batch>): void;
  /** From now on it may write. */
  open(): void;
  /** Waits for all, and marks rows of files that are there no more. */
  end(gone: readonly string[]): Promise<WrittenSources>;
  /** Lets what is under way come to its end, and writes nothing more. */
  stop(): Promise<void>;
}

/** Writes one batch after the other on one connection. `onRecorded` hears how many files are written so far. */
export function sourceWriter(
  connection: Connection,
  signal: AbortSignal,
  onRecorded: (files: number) => void,
): SourceWriter {
  const totals = { added: 0, changed: 0, unchanged: 0, read: 0, vanished: 0, problems: [] as SourceProblem[] };
  const gate = Promise.withResolvers<void>();
  let isStopped = false;
  let recorded = 0;
  let last: Promise<void> = gate.promise;
  const write = async (batch: Promise<Batch>): Promise<void> => {
    const { records, problems, read, vanished } = await batch;
    signal.throwIfAborted();
    if (isStopped) return;
    const changed = records.length === 0 ? 0 : await writeSources(connection, records, signal);
    const added = records.filter(({ id }) => id === null).length;
    totals.added += added;
    totals.changed += changed;
    totals.unchanged += records.length - added - changed;
    totals.read += read;
    totals.vanished += vanished;
    totals.problems.push(...problems);
    onRecorded((recorded += records.length));
  };
  return {
    add: (batch) => {
      // One that fails is noticed when it is its turn.
      batch.catch(() => undefined);
      last = last.then(() => write(batch));
      last.catch(() => undefined);
    },
    open: () => gate.resolve(),
    end: async (gone) => {
      await last;
      await writeGone(connection, gone);
      return { ...totals, gone: gone.length };
    },
    stop: async () => {
      isStopped = true;
      gate.resolve();
      await last.catch(() => undefined);
    },
  };
}
