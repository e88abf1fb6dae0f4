import type { FileAnalysis } from "../../../src/meta/signals/analysis.ts";
import { analyzeFiles, type AnalyzeOptions, type FileToAnalyze } from "../../../src/meta/signals/analyze.ts";

const signal = new AbortController().signal;

export function file(path: string, content: string | Uint8Array): FileToAnalyze {
  return { id: path, path, read: () => Promise.resolve(Buffer.from(content)) };
}

/** Two threads, so that tests beside each other do not wait for processors. */
export async function analyzeAll(
  files: AsyncIterable<FileToAnalyze> | Iterable<FileToAnalyze>,
  options: Partial<AnalyzeOptions> = {},
): Promise<Map<string, FileAnalysis>> {
  const analyses = new Map<string, FileAnalysis>();
  for await (const { id, analysis } of analyzeFiles(files, { signal, workers: 2, ...options }))
    analyses.set(id, analysis);
  return analyses;
}

export async function analyzeOne(
  path: string,
  content: string | Uint8Array,
  options?: Partial<AnalyzeOptions>,
): Promise<FileAnalysis> {
  const analysis = (await analyzeAll([file(path, content)], { workers: 1, ...options })).get(path);
  if (analysis === undefined) throw new Error(`${path} has no analysis`);
  return analysis;
}

/** A file in its own right. */
export const scan =
  "import os\n\n# walks\ndef scan(root):\n    for entry in os.walk(root):\n        if entry:\n            yield entry\n";
