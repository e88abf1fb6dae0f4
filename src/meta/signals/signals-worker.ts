import { setFlagsFromString } from "node:v8";
import { parentPort, workerData } from "node:worker_threads";
import { notAnalyzed } from "./analysis.ts";
import { openAnalyzer } from "./analyzer.ts";
import { languageOf } from "./languages.ts";
import { linesOfBytes } from "./text-of.ts";
import { type Analyzed, type GivenFile, ready, type ThreadData } from "./message.ts";

// A grammar's lexer is one function of many thousand lines: to optimize it takes V8 hundreds of megabytes and gains nothing
// (6,000 files in seven languages, two threads: 2.2 GB against 0.2 GB, 8 s either way). The first flag implies the others only where V8
// starts. They are the process's: what else it makes of WebAssembly from now on is not optimized either.
setFlagsFromString("--liftoff-only --no-wasm-tier-up --no-wasm-dynamic-tiering");

// The whole of a thread: one batch after the other, until it is ended.
const analyzer = openAnalyzer((workerData as ThreadData).limits);

parentPort?.on("message", (files: readonly GivenFile[]) => {
  void analyzeAll(files);
});
tell(ready);

async function analyzeAll(files: readonly GivenFile[]): Promise<void> {
  for (const file of files) {
    const analyzed = await analyze(file);
    tell(analyzed);
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

function tell(message: Analyzed | typeof ready): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message);
}
