import { parentPort } from "node:worker_threads";
import { packReadings, type PackedFiles, unpackFiles } from "./packed.ts";
import { readBatch } from "./read-batch.ts";

/** Files to read, sent to a worker; the answer bears the same number. */
interface ReadRequest {
  readonly number: number;
  readonly files: PackedFiles;
}

// The whole of a worker: one batch after the other, until it is ended.
parentPort?.on("message", ({ number, files }: ReadRequest) => {
  void answer(number, files);
});

async function answer(number: number, files: PackedFiles): Promise<void> {
  try {
    const onBytes = (bytes: number): void => tell({ number, bytes });
    const readings = await readBatch(unpackFiles(files), new AbortController().signal, onBytes);
    tell({ number, readings: packReadings(readings) });
  } catch (error) {
    tell({ number, error: error instanceof Error ? error.message : String(error) });
  }
}

function tell(message: object): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message);
}
