import { existsSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { packagePath } from "../../system/package-file.ts";
import { type FileAnalysis, notAnalyzed } from "./analysis.ts";
import { languageOf } from "./languages.ts";
import type { Limits } from "./limits.ts";
import { type Analyzed, type GivenFile, ready, type ThreadData } from "./message.ts";
import { linesOfBytes } from "./text-of.ts";

/** A thread that analyzes, replaced when it breaks, hangs, or has done so much that its memory is better given back. */
export interface AnalyzingThread {
  /** One analysis a file, in their order. A batch at a time. */
  analyze(files: readonly GivenFile[]): Promise<FileAnalysis[]>;
  close(): Promise<void>;
}

/** After so many files a thread is replaced: a parser's memory grows and never shrinks. */
const filesOfAThread = 10_000;

/** Megabytes of the thread's own heap; a file at its limit takes a tenth. */
const heap = 160;

export function openThread(limits: Limits): AnalyzingThread {
  let thread: Started | undefined;
  let done = 0;
  let isClosed = false;

  const end = async (): Promise<void> => {
    const ending = thread;
    thread = undefined;
    done = 0;
    await ending?.worker.terminate();
  };

  return {
    analyze: async (files) => {
      const analyses: FileAnalysis[] = [];
      while (analyses.length < files.length) {
        if (isClosed) throw new Error("the thread was closed");
        thread ??= start(limits);
        await thread.ready;
        const { answers, ended } = await ask(thread.worker, files.slice(analyses.length), limits);
        analyses.push(...answers);
        const unanswered = files[analyses.length];
        if (ended !== undefined && ended !== "broken" && unanswered !== undefined)
          analyses.push(unfinished(unanswered, ended));
        done += answers.length;
        if (ended !== undefined || done >= filesOfAThread) await end();
      }
      return analyses;
    },
    close: async () => {
      isClosed = true;
      await end();
    },
  };
}

interface Started {
  readonly worker: Worker;
  /** Rejects with what keeps it from starting: no file is to blame. */
  readonly ready: Promise<void>;
}

function start(limits: Limits): Started {
  const workerData: ThreadData = { limits };
  const resourceLimits = { maxOldGenerationSizeMb: heap };
  // Words for this process alone, such as `--eval`, are none for its threads.
  const worker = new Worker(workerFile(), { workerData, execArgv: [], resourceLimits });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const onExit = (code: number): void =>
    reject(new Error(`a thread that analyzes files ended with ${code} at its start`));
  worker.once("error", reject).once("exit", onExit);
  worker.once("message", (message) => {
    if (message === ready) resolve();
    else reject(new Error("a thread that analyzes files says something else than that it is ready"));
  });
  return { worker, ready: promise.finally(() => worker.off("error", reject).off("exit", onExit)) };
}

/** Beside this file while it runs from source; the bundle has it as an entry of its own. */
function workerFile(): string {
  const source = join(import.meta.dirname, "signals-worker.ts");
  return existsSync(source) ? source : packagePath("dist/signals-worker.js");
}

interface Asked {
  readonly answers: readonly FileAnalysis[];
  /** Why it did not get through: the file after the last answer is the one that it was at, but for `broken`, which it told. */
  readonly ended?: "timed_out" | "failed" | "broken";
}

function ask(worker: Worker, files: readonly GivenFile[], { milliseconds }: Limits): Promise<Asked> {
  const { promise, resolve } = Promise.withResolvers<Asked>();
  const answers: FileAnalysis[] = [];
  let timer: NodeJS.Timeout | undefined;
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => finish("timed_out"), milliseconds);
  };
  const onMessage = ({ analysis, isBroken }: Analyzed): void => {
    answers.push(analysis);
    if (isBroken) finish("broken");
    else if (answers.length === files.length) finish();
    else wait();
  };
  const onEnd = (): void => finish("failed");
  const finish = (ended?: Asked["ended"]): void => {
    clearTimeout(timer);
    worker.off("message", onMessage).off("error", onEnd).off("exit", onEnd);
    // What a thread says while it is being ended has nobody else to hear it.
    if (ended !== undefined) worker.on("error", () => undefined);
    resolve(ended === undefined ? { answers } : { answers, ended });
  };
  worker.on("message", onMessage).on("error", onEnd).on("exit", onEnd);
  wait();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  worker.postMessage(files);
  return promise;
}

function unfinished({ path, bytes }: GivenFile, status: "timed_out" | "failed"): FileAnalysis {
  const language = languageOf(path, "")?.language ?? null;
  return notAnalyzed(status, { language, lines: linesOfBytes(bytes) });
}
