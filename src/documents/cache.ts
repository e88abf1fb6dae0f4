import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Document } from "../model/document.ts";
import { parseJson } from "../model/json.ts";
import { isRacy } from "../model/stamp.ts";
import type { DocumentFile } from "./find-files.ts";
import { documentsDigest } from "./generated/digest.js";
import type { FindSecret } from "./secret-finding.ts";

/** A file whose documents were all valid, as it was read just now. */
export interface ReadFile {
  readonly found: DocumentFile;
  /** Its {@link contentId}. */
  readonly hash: string;
  readonly documents: readonly Document[];
}

/**
 * What an earlier run knew of every file whose documents were all valid. In columns, each by the file's position: ten
 * thousand objects cost more to make than all the rest of reading them.
 */
export interface DocumentCache {
  /** When the run that wrote it began, in milliseconds since 1970. */
  readonly savedAt: number;
  /** In the order of `findFiles`. */
  readonly files: readonly string[];
  /** For each file its stamp: `stampNumbers` of them. */
  readonly times: Float64Array;
  /** For each file the hash of its bytes, one after another: `lettersAHash` of them. */
  readonly hashes: string;
  /** For each file, how many of `documents` are its own. */
  readonly counts: readonly number[];
  readonly documents: readonly Document[];
}

/** The columns as they lie on disk: times as the bytes of their numbers, in base64. */
type CacheText = Omit<DocumentCache, "times"> & { readonly digest: string; readonly times: string };

const stampNumbers = 5;
const lettersAHash = 40;

/**
 * Reads a cache; one that is missing, damaged or of another build is as good as none. So is one that holds what is a
 * secret by now: its files are read again, and refused.
 */
export function readCache(path: string, findSecret: FindSecret = () => -1): DocumentCache | undefined {
  const read = readCacheText(path, findSecret) as Partial<CacheText> | undefined | null;
  if (read?.digest !== documentsDigest || typeof read.times !== "string") return undefined;
  const bytes = Uint8Array.from(Buffer.from(read.times, "base64"));
  if (bytes.length % Float64Array.BYTES_PER_ELEMENT !== 0) return undefined;
  const cache = { ...read, times: new Float64Array(bytes.buffer) };
  return isWhole(cache) ? cache : undefined;
}

function isWhole(cache: Partial<DocumentCache>): cache is DocumentCache {
  const { savedAt, files, times, hashes, counts, documents } = cache;
  if (typeof savedAt !== "number" || typeof hashes !== "string") return false;
  if (!Array.isArray(files) || !Array.isArray(counts) || !Array.isArray(documents)) return false;
  const all = counts.reduce((sum: number, count: unknown) => sum + Number(count), 0);
  return (
    times?.length === files.length * stampNumbers &&
    hashes.length === files.length * lettersAHash &&
    counts.length === files.length &&
    documents.length === all
  );
}

/** One pass over a cache, file by file in the order of `findFiles`. */
export interface CachePass {
  /** Moves on to a file; false when the cache does not know it. */
  moveTo(file: string): boolean;
  /** Whether size, times and place of the file are those of the one that the cache knows. */
  hasStamp(found: DocumentFile): boolean;
  hash(): string;
  documents(): readonly Document[];
  /** Puts the documents at the end of a list, without one in between. */
  pushDocuments(list: Document[]): void;
}

export function openPass(cache: DocumentCache): CachePass {
  let position = 0;
  let first = 0;
  const end = (): number => first + (cache.counts[position] ?? 0);
  return {
    moveTo(file) {
      for (let known = cache.files[position]; known !== undefined && known < file; known = cache.files[position]) {
        first = end();
        position += 1;
      }
      return cache.files[position] === file;
    },
    hasStamp: (found) => hasStamp(cache, position, found),
    hash: () => hashAt(cache, position),
    documents: () => cache.documents.slice(first, end()),
    pushDocuments(list) {
      for (let index = first; index < end(); index += 1) list.push(cache.documents[index] as Document);
    },
  };
}

function hasStamp({ times }: DocumentCache, position: number, { stamp }: DocumentFile): boolean {
  if (stamp.length !== stampNumbers) return false;
  for (let index = 0; index < stampNumbers; index += 1) {
    if (stamp[index] !== times[position * stampNumbers + index]) return false;
  }
  return true;
}

function hashAt({ hashes }: DocumentCache, position: number): string {
  return hashes.slice(position * lettersAHash, (position + 1) * lettersAHash);
}

/** What a run found: the files in their order, and of those that the cache could not answer for, what they held. */
export interface CacheUpdate {
  /** When the run began, in milliseconds since 1970. */
  readonly savedAt: number;
  readonly files: readonly DocumentFile[];
  /** By file; undefined where something was wrong with it. */
  readonly read: ReadonlyMap<string, ReadFile | undefined>;
}

/** Writes the cache when it would save the next run work. A cache that cannot be written costs time, nothing else. */
export function writeCache(path: string, previous: DocumentCache | undefined, update: CacheUpdate): void {
  const isWorthIt = previous === undefined ? update.files.length > 0 : isWorthWriting(previous, update);
  if (!isWorthIt) return;
  const { times, ...columns } = columnsOf(previous, update);
  const text: CacheText = {
    digest: documentsDigest,
    ...columns,
    times: Buffer.from(Float64Array.from(times).buffer).toString("base64"),
  };
  writeAtomically(path, JSON.stringify(text));
}

function isWorthWriting(previous: DocumentCache, { savedAt, files, read }: CacheUpdate): boolean {
  const held = [...read.values()].filter((file) => file !== undefined);
  if (files.length - read.size + held.length !== previous.files.length) return true;
  const pass = openPass(previous);
  return held.some(({ found, hash }) => {
    if (!pass.moveTo(found.file) || pass.hash() !== hash || !pass.hasStamp(found)) return true;
    return isRacy(found.changedAt, previous.savedAt) && !isRacy(found.changedAt, savedAt);
  });
}

function columnsOf(previous: DocumentCache | undefined, { savedAt, files, read }: CacheUpdate): Columns {
  const columns: Columns = { savedAt, files: [], times: [], hashes: "", counts: [], documents: [] };
  const pass = previous && openPass(previous);
  for (const found of files) {
    pass?.moveTo(found.file);
    if (!read.has(found.file) && pass) addTo(columns, { found, hash: pass.hash(), documents: pass.documents() });
    const held = read.get(found.file);
    if (held) addTo(columns, held);
  }
  return columns;
}

interface Columns {
  readonly savedAt: number;
  readonly files: string[];
  readonly times: number[];
  hashes: string;
  readonly counts: number[];
  readonly documents: Document[];
}

function addTo(columns: Columns, { found, hash, documents }: ReadFile): void {
  columns.files.push(found.file);
  // A file that lies nowhere has no stamp; nothing equals it.
  const stamp =
    found.stamp.length === stampNumbers ? found.stamp : Array.from({ length: stampNumbers }, () => Number.NaN);
  columns.times.push(...stamp);
  columns.hashes += hash;
  columns.counts.push(documents.length);
  columns.documents.push(...documents);
}

/** Reads JSON that an earlier run left; undefined when there is none to trust. */
export function readCacheText(path: string, findSecret: FindSecret = () => -1): unknown {
  try {
    const text = readFileSync(path, "utf8");
    return findSecret(text) < 0 ? parseJson(text) : undefined;
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
