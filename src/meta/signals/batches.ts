import { type FileAnalysis, notAnalyzed } from "./analysis.ts";
import { analyzeWithoutParser } from "./analyzer.ts";
import type { Limits } from "./limits.ts";
import type { GivenFile } from "./message.ts";

export interface FileToAnalyze {
  /** What its analysis is given back with. */
  readonly id: string;
  /** By which its language and its place are known; `/` or `\` between its parts. */
  readonly path: string;
  /** In bytes, where it is known: what is over the limit is then not even read. */
  readonly size?: number;
  read(): Promise<Buffer>;
}

export interface IdentifiedAnalysis {
  readonly id: string;
  readonly analysis: FileAnalysis;
}

/** Files that were read: those that need a parser, and what is known of all others. */
export interface Batch {
  readonly known: readonly IdentifiedAnalysis[];
  readonly files: readonly (GivenFile & { readonly id: string })[];
}

const mostFiles = 64;
const mostBytes = 1_048_576;

/** Reads files until a batch is full. Holds one batch's bytes, and a file more at most. */
export async function* batchesOf(
  files: AsyncIterable<FileToAnalyze> | Iterable<FileToAnalyze>,
  limits: Limits,
): AsyncGenerator<Batch> {
  let known: IdentifiedAnalysis[] = [];
  let read: (GivenFile & { readonly id: string })[] = [];
  let bytes = 0;
  for await (const file of files) {
    const { id, path } = file;
    const content = await contentOf(file, limits);
    const early = "analysis" in content ? content.analysis : analyzeWithoutParser(path, content.bytes, limits);
    if (early !== undefined) known.push({ id, analysis: early });
    else if ("bytes" in content) {
      read.push({ id, path, bytes: content.bytes });
      bytes += content.bytes.length;
    }
    if (read.length < mostFiles && bytes < mostBytes && known.length < mostFiles) continue;
    yield { known, files: read };
    [known, read, bytes] = [[], [], 0];
  }
  if (known.length + read.length > 0) yield { known, files: read };
}

async function contentOf(
  file: FileToAnalyze,
  limits: Limits,
): Promise<{ readonly bytes: Buffer } | { readonly analysis: FileAnalysis }> {
  if ((file.size ?? 0) > limits.bytesRead) return { analysis: notAnalyzed("too_large", {}) };
  try {
    return { bytes: await file.read() };
  } catch {
    return { analysis: notAnalyzed("unreadable", {}) };
  }
}
