import { parentPort } from "node:worker_threads";
import type { FoundFile } from "../files/walk.ts";
import { readBatch } from "./read-batch.ts";

/** Files to read, sent to a worker; the answer bears the same number. */
interface ReadRequest {
  readonly number: number;
  readonly files: readonly FoundFile[];
}

// The whole of a worker: one batch after the other, until it is ended.
parentPort?.on("message", ({ number, files }: ReadRequest) => {
  void answer(number, files);
});

async function answer(number: number, files: readonly FoundFile[]): Promise<void> {
  try {
    tell({
      number,
      readings: await readBatch(files, new AbortController().signal, (bytes) => tell({ number, bytes })),
    });
  } catch (error) {
    tell({ number, error: error instanceof Error ? error.message : String(error) });
  }
}

function tell(message: object): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message);
}
