import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { FoundFile } from "../../system/walk.ts";
import { packagePath } from "../../system/package-file.ts";
import { packFiles, type PackedReadings, unpackReadings } from "./packed.ts";
import { readBatch, type SourceReading } from "./read-batch.ts";

/** Reads batches of files, several at once where that is worth it. */
export interface Readers {
  /** One reading for each file, in their order. */
  read(files: readonly FoundFile[], isLast: boolean): Promise<SourceReading[]>;
  close(): Promise<void>;
}

interface Waiting {
  readonly files: readonly FoundFile[];
  resolve(readings: SourceReading[]): void;
  reject(error: Error): void;
}

type Answer =
  | { readonly number: number; readonly readings: PackedReadings }
  | { readonly number: number; readonly bytes: number }
  | { readonly number: number; readonly error: string };

/**
 * Threads that read, as many as there are processors, two at least and four at most; each is started when there is a batch for it. What fits
 * into one batch is read here: a thread takes longer to start.
 */
export function openReaders(signal: AbortSignal, onBytes: (bytes: number) => void): Readers {
  // Where files are not in memory a thread waits for the disk most of the time.
  const most = Math.min(4, Math.max(2, availableParallelism()));
  const queue: { readonly number: number; readonly waiting: Waiting }[] = [];
  const idle: Worker[] = [];
  const workers = new Map<Worker, Map<number, Waiting>>();
  let next = 0;

  const give = (): void => {
    while (queue.length > 0) {
      const worker = idle.pop() ?? (workers.size < most ? start() : undefined);
      const task = worker && queue.shift();
      if (worker === undefined || task === undefined) return;
      workers.get(worker)?.set(task.number, task.waiting);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage({ number: task.number, files: packFiles(task.waiting.files) });
    }
  };

  const start = (): Worker => {
    const worker = new Worker(workerFile());
    const given = new Map<number, Waiting>();
    workers.set(worker, given);
    worker.on("message", (answer: Answer) => {
      if ("bytes" in answer) return onBytes(answer.bytes);
      const waiting = given.get(answer.number);
      given.delete(answer.number);
      idle.push(worker);
      if ("readings" in answer) waiting?.resolve(unpackReadings(answer.readings));
      else waiting?.reject(new Error(answer.error));
      give();
    });
    worker.on("error", (error) => given.forEach(({ reject }) => reject(error)));
    return worker;
  };

  return {
    read: (files, isLast) => {
      if (isLast && workers.size === 0) return readBatch(files, signal, onBytes);
      return new Promise((resolve, reject) => {
        queue.push({ number: (next += 1), waiting: { files, resolve, reject } });
        give();
      });
    },
    close: async () => {
      const ended = new Error("the readers were closed");
      for (const { waiting } of queue.splice(0)) waiting.reject(ended);
      for (const given of workers.values()) given.forEach(({ reject }) => reject(ended));
      await Promise.all([...workers.keys()].map((worker) => worker.terminate()));
    },
  };
}

/** Beside this file while it runs from source; the bundle has it as an entry of its own. */
function workerFile(): string {
  const source = join(import.meta.dirname, "read-worker.ts");
  return existsSync(source) ? source : packagePath("dist/read-worker.js");
}
