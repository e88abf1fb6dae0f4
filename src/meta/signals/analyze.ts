import { availableParallelism } from "node:os";
import { type AnalyzingThread, openThread } from "./analyzing-thread.ts";
import { type Batch, batchesOf, type FileToAnalyze, type IdentifiedAnalysis } from "./batches.ts";
import { defaultLimits, type Limits } from "./limits.ts";

export type { FileToAnalyze, IdentifiedAnalysis } from "./batches.ts";

export interface AnalyzeOptions {
  readonly signal: AbortSignal;
  /** Threads; as many as there are processors, four at most. */
  readonly workers?: number;
  readonly limits?: Partial<Limits>;
}

/**
 * Analyzes files on threads, and gives each analysis as soon as its batch is done: in any order, and each depends on its own
 * file alone. What is read waits for whoever takes the answers, so memory does not grow with the number of files. When it
 * ends, by its last file, by the signal or because nobody asks any more, no thread is left.
 */
export async function* analyzeFiles(
  files: AsyncIterable<FileToAnalyze> | Iterable<FileToAnalyze>,
  { signal, workers, limits }: AnalyzeOptions,
): AsyncGenerator<IdentifiedAnalysis, void, undefined> {
  signal.throwIfAborted();
  const allLimits = { ...defaultLimits, ...limits };
  const count = Math.max(1, workers ?? Math.min(4, availableParallelism()));
  const threads = Array.from({ length: count }, () => openThread(allLimits));
  const aborted = Promise.withResolvers<never>();
  const close = async (): Promise<void> => void (await Promise.all(threads.map((thread) => thread.close())));
  const abort = (): void => {
    aborted.reject(signal.reason as Error);
    // Nobody may ask for the next answer any more.
    void close();
  };
  signal.addEventListener("abort", abort, { once: true });
  aborted.promise.catch(() => undefined);
  const batches = batchesOf(files, allLimits);
  try {
    for await (const each of analyzeOn(threads, readAhead(batches), aborted.promise)) {
      signal.throwIfAborted();
      yield each;
    }
  } finally {
    signal.removeEventListener("abort", abort);
    // Not waited for: a read that hangs would hold up who gave up on it.
    batches.return(undefined).catch(() => undefined);
    await close();
  }
}

type Turn = { readonly thread: AnalyzingThread; readonly analyses: readonly IdentifiedAnalysis[] | undefined };

async function* analyzeOn(
  threads: readonly AnalyzingThread[],
  next: () => Promise<Batch | undefined>,
  aborted: Promise<never>,
): AsyncGenerator<IdentifiedAnalysis, void, undefined> {
  const turns = new Map<AnalyzingThread, Promise<Turn>>();
  const give = (thread: AnalyzingThread): void => {
    const turn = take(thread, next);
    turn.catch(() => undefined);
    turns.set(thread, turn);
  };
  threads.forEach(give);
  while (turns.size > 0) {
    const { thread, analyses } = await Promise.race([...turns.values(), aborted]);
    turns.delete(thread);
    if (analyses === undefined) continue;
    give(thread);
    yield* analyses;
  }
}

async function take(thread: AnalyzingThread, next: () => Promise<Batch | undefined>): Promise<Turn> {
  const batch = await next();
  if (batch === undefined) return { thread, analyses: undefined };
  const { known, files } = batch;
  const analyses = await thread.analyze(files.map(({ path, bytes }) => ({ path, bytes })));
  const analyzed = files.flatMap(({ id }, index) => {
    const analysis = analyses[index];
    return analysis === undefined ? [] : [{ id, analysis }];
  });
  return { thread, analyses: [...known, ...analyzed] };
}

/** The next batch is being read while the threads work on those before. */
function readAhead(batches: AsyncGenerator<Batch>): () => Promise<Batch | undefined> {
  const read = async (): Promise<Batch | undefined> => {
    const { value, done } = await batches.next();
    return done === true ? undefined : value;
  };
  let following: Promise<Batch | undefined> | undefined;
  return () => {
    const batch = following ?? read();
    following = batch.then(read);
    following.catch(() => undefined);
    return batch;
  };
}
