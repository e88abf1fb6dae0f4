import { open } from "node:fs/promises";
import { constants } from "node:fs";
import { isTypedPath } from "../files/registry/patterns.ts";
import type { Root } from "../files/places/roots.ts";
import { pathBelow, printedPath, systemPath } from "../model/path-bytes.ts";
import type { Analyzer } from "./analysis/analyzer.ts";
import { decode } from "./reading/decode.ts";
import type { SearchRequest } from "./results.ts";

/** What is looked through, and how. */
export interface WithheldFiles {
  /** Paths of files that hold secrets. */
  readonly paths: readonly string[];
  readonly roots: readonly Root[];
  readonly analyzer: Analyzer;
}

/**
 * The files that are not in the index because they hold secrets, and have every word of the question: whoever finds
 * nothing else must know that there is something. They are read while the question is asked, some of them, and nothing of
 * their texts is kept or told.
 */
export async function withheldAnswers(files: WithheldFiles, { query, like, filter }: SearchRequest): Promise<string[]> {
  const terms = files.analyzer.questionTerms(query);
  // What the registry knows of a file is asked of the index, where these are not.
  const isNarrow = [filter.kind === "change", filter.component, filter.project, filter.since].some(Boolean);
  if (like !== undefined || terms.length === 0 || isNarrow) return [];
  const isAsked = filter.path === undefined ? () => true : isTypedPath(filter.path);
  const found = await Promise.all(
    files.paths
      .filter(isAsked)
      .slice(0, mostFiles)
      .map(async (path) => ((await hasEvery(terms, path, files)) ? [path] : [])),
  );
  return found.flat();
}

const mostFiles = 50;
const mostBytes = 1 << 20;

async function hasEvery(terms: readonly string[], path: string, { roots, analyzer }: WithheldFiles): Promise<boolean> {
  const bytes = await beginningOf(path, roots);
  const { text = "" } = bytes === undefined ? {} : await decode(bytes);
  const own = new Set([...analyzer.terms(text), ...analyzer.nameTerms(path)]);
  return terms.every((term) => own.has(term));
}

/** Undefined for what is there no more, and for what is no file. */
async function beginningOf(path: string, roots: readonly Root[]): Promise<Uint8Array | undefined> {
  const root = roots.findLast(({ prefix }) => path.startsWith(prefix));
  if (root === undefined) return undefined;
  const place = pathBelow(root.directory, printedPath(path.slice(root.prefix.length)));
  try {
    await using file = await open(systemPath(place), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const { size } = await file.stat();
    const bytes = Buffer.alloc(Math.min(size, mostBytes));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return bytes.subarray(0, bytesRead);
  } catch {
    return undefined;
  }
}
