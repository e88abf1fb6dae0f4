import { parentPort, workerData } from "node:worker_threads";
import { notAnalyzed } from "./analysis.ts";
import { openAnalyzer } from "./analyzer.ts";
import { languageOf } from "./languages.ts";
import { linesOfBytes } from "./text-of.ts";
import type { Analyzed, GivenFile, ThreadData } from "./message.ts";

// The whole of a thread: one batch after the other, until it is ended.
const analyzer = openAnalyzer((workerData as ThreadData).limits);

parentPort?.on("message", (files: readonly GivenFile[]) => {
  void analyzeAll(files);
});

async function analyzeAll(files: readonly GivenFile[]): Promise<void> {
  for (const file of files) {
    const analyzed = await analyze(file);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    parentPort?.postMessage(analyzed);
    if (analyzed.isBroken) return;
  }
}

async function analyze({ path, bytes }: GivenFile): Promise<Analyzed> {
  try {
    return { analysis: await analyzer.analyze(path, bytes), isBroken: false };
  } catch {
    // What a parser leaves behind when it breaks is not to be used again.
    const language = languageOf(path, "")?.language ?? null;
    return { analysis: notAnalyzed("failed", { language, lines: linesOfBytes(bytes) }), isBroken: true };
  }
}
