import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Document } from "../model/document.ts";
import { isRacy } from "../model/stamp.ts";
import { documentsDigest } from "./generated/digest.js";
import type { FindSecret } from "./secret-finding.ts";

/** A file whose documents were all valid. */
export interface CachedFile {
  readonly stamp: readonly number[];
  readonly changedAt: number;
  /** SHA-1 of its bytes, base64. */
  readonly hash: string;
  readonly documents: readonly Document[];
}

export interface DocumentCache {
  /** When the run that wrote it began, in milliseconds since 1970. */
  readonly savedAt: number;
  readonly files: ReadonlyMap<string, CachedFile>;
}

interface CacheText {
  readonly digest: string;
  readonly savedAt: number;
  readonly files: readonly [string, CachedFile][];
}

/**
 * Reads a cache; one that is missing, damaged or of another build is as good as none. So is one that holds what is a
 * secret by now: its files are read again, and refused.
 */
export function readCache(path: string, findSecret: FindSecret = () => -1): DocumentCache | undefined {
  const read = readCacheText(path, findSecret) as Partial<CacheText> | undefined | null;
  if (read?.digest !== documentsDigest || typeof read.savedAt !== "number" || !Array.isArray(read.files))
    return undefined;
  return read.files.every(isEntry) ? { savedAt: read.savedAt, files: new Map(read.files) } : undefined;
}

/** Writes the cache when it would save the next run work. A cache that cannot be written costs time, nothing else. */
export function writeCache(path: string, previous: DocumentCache | undefined, next: DocumentCache): void {
  if (previous !== undefined && !isWorthWriting(previous, next)) return;
  const text: CacheText = { digest: documentsDigest, savedAt: next.savedAt, files: [...next.files] };
  writeAtomically(path, JSON.stringify(text));
}

/** Reads JSON that an earlier run left; undefined when there is none to trust. */
export function readCacheText(path: string, findSecret: FindSecret = () => -1): unknown {
  try {
    const text = readFileSync(path, "utf8");
    return findSecret(text) < 0 ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces a cache file in one step; failing to is no error. */
export function writeAtomically(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, text, { mode: 0o600 });
    renameSync(temporary, path);
  } catch {
    removeLeftover(temporary);
  }
}

function removeLeftover(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The folder itself is unusable, so nothing was left there.
  }
}

/** True when nothing tells two states of a file apart. */
export function sameStamp(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((part, index) => part === right[index]);
}

function isEntry(entry: unknown): boolean {
  const [file, cached] = entry as [unknown, Partial<CachedFile> | undefined];
  return (
    typeof file === "string" &&
    typeof cached?.hash === "string" &&
    Array.isArray(cached.stamp) &&
    Array.isArray(cached.documents)
  );
}

function isWorthWriting(previous: DocumentCache, next: DocumentCache): boolean {
  if (previous.files.size !== next.files.size) return true;
  for (const [file, cached] of next.files) {
    const before = previous.files.get(file);
    if (before === undefined || !sameStamp(before.stamp, cached.stamp) || before.hash !== cached.hash) return true;
    if (isRacy(cached.changedAt, previous.savedAt) && !isRacy(cached.changedAt, next.savedAt)) return true;
  }
  return false;
}
