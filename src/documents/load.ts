import { join } from "node:path";
import type { Document } from "../model/document.ts";
import { type Finding, sortFindings } from "../model/finding.ts";
import { type CachePass, type DocumentCache, openPass, type ReadFile, readCache, writeCache } from "./cache.ts";
import { isRacy } from "../model/stamp.ts";
import { contentId } from "./content-id.ts";
import { findFiles, type DocumentFile, type FoundDocumentFiles } from "./find-files.ts";
import { decodeText, readBytes } from "./read-file.ts";
import { type FindSecret, type FindSecrets, secretFinding } from "./secret-finding.ts";
import { openTurns } from "../system/turns.ts";

export interface LoadOptions {
  /** The repository's root, absolute. */
  readonly root: string;
  /** Where documents lie, relative to the root: `state`. */
  readonly stateDirectory: string;
  /** Where valid documents of unchanged files are kept between runs. Absent: nothing is kept. */
  readonly cacheFile?: string;
  /** False: what was kept is used, and nothing is added. */
  readonly keepsCache?: boolean;
  /** Files and folders to load instead of the whole state folder, relative to the root. */
  readonly only?: readonly string[];
  /** Finds what must not stand in a file that is committed. */
  readonly findSecret?: FindSecret;
  /** Finds by its form what looks like a secret, unless it is accepted. */
  readonly findSecrets?: FindSecrets;
  /** The files to load instead of those on disk, by path: their bytes, or why they cannot be read. They need a cache of their own. */
  readonly given?: GivenFiles;
}

export type GivenFiles = ReadonlyMap<string, Uint8Array | Finding>;

export interface Loaded {
  /** Every valid document, by file, then in the order of the file. */
  readonly documents: Document[];
  /** Everything wrong, each with file, line and column. */
  readonly findings: Finding[];
  /** Documents that break their schema, but say what they are: others may refer to them, and their own references count. */
  readonly partial: Document[];
  /** The files that were looked at. */
  readonly files: readonly string[];
  /** The content of each file that could be read: by its path the id that git gives these bytes. */
  readonly contents: ReadonlyMap<string, string>;
  /** Files beside them that have no document's name. */
  readonly others: readonly string[];
  /** Files and folders of which at least one document is missing above. While there are any, nothing may be removed. */
  readonly unreadable: string[];
}

/** Loads and validates the documents of a repository. Never throws for anything a file may contain. */
export async function loadDocuments(options: LoadOptions): Promise<Loaded> {
  const startedAt = Date.now();
  const found = filesOf(options);
  const cache = options.cacheFile === undefined ? undefined : readCache(options.cacheFile, options.findSecret);
  const loading: Loading = {
    read: (file) => options.given?.get(file) ?? readBytes(join(options.root, file), file),
    cache,
    pass: cache && openPass(cache),
    findSecret: options.findSecret,
    findSecrets: options.findSecrets,
    documents: [],
    partial: [],
    findings: [...found.findings],
    contents: new Map(),
    held: new Map(),
  };
  const turns = openTurns();
  for (const file of found.files) {
    if (!keepUnchanged(loading, file)) await loadFile(loading, file);
    if (turns.isOver()) await turns.next();
  }
  if (options.cacheFile !== undefined && options.only === undefined && options.keepsCache !== false) {
    writeCache(options.cacheFile, cache, { savedAt: startedAt, files: found.files, read: loading.held });
  }
  const unreadable = [...new Set(loading.findings.map((finding) => finding.file ?? ""))];
  return {
    documents: loading.documents,
    partial: loading.partial,
    findings: sortFindings(loading.findings),
    files: found.files.map(({ file }) => file),
    contents: loading.contents,
    others: found.others,
    unreadable,
  };
}

function filesOf({ given, root, stateDirectory, only }: LoadOptions): FoundDocumentFiles {
  return given
    ? { files: [...given.keys()].toSorted().map(withoutStamp), others: [], findings: [] }
    : findFiles(root, stateDirectory, only);
}

/** What is not a file on disk is as old or new as its bytes. */
function withoutStamp(file: string): DocumentFile {
  return { file, stamp: [], changedAt: Number.POSITIVE_INFINITY };
}

interface Loading {
  readonly read: (file: string) => Uint8Array | Finding;
  readonly cache: DocumentCache | undefined;
  readonly pass: CachePass | undefined;
  readonly findSecret: FindSecret | undefined;
  readonly findSecrets: FindSecrets | undefined;
  readonly documents: Document[];
  readonly partial: Document[];
  readonly findings: Finding[];
  readonly contents: Map<string, string>;
  /** The files that the cache did not answer for, and what they hold; undefined where something is wrong with one. */
  readonly held: Map<string, ReadFile | undefined>;
}

/** The usual case, without a promise or a new object: the file is as the cache knows it. */
function keepUnchanged({ cache, pass, documents, contents }: Loading, found: DocumentFile): boolean {
  if (!cache || !pass?.moveTo(found.file)) return false;
  if (!pass.hasStamp(found) || isRacy(found.changedAt, cache.savedAt)) return false;
  pass.pushDocuments(documents);
  contents.set(found.file, pass.hash());
  return true;
}

async function loadFile(loading: Loading, found: DocumentFile): Promise<void> {
  const bytes = loading.read(found.file);
  loading.held.set(found.file, undefined);
  if (!(bytes instanceof Uint8Array)) {
    loading.findings.push(bytes);
    return;
  }
  const hash = contentId(bytes);
  loading.contents.set(found.file, hash);
  const { pass } = loading;
  if (pass?.moveTo(found.file) && pass.hash() === hash) hold(loading, { found, hash, documents: pass.documents() });
  else await readFile(loading, { found, hash, bytes });
}

/** What the check before a commit would find. A file that holds any is never kept: what is accepted may change. */
async function suspectsIn({ findSecrets }: Loading, file: string, text: string): Promise<readonly Finding[]> {
  return findSecrets === undefined ? [] : findSecrets(file, text);
}

interface FileBytes extends Omit<ReadFile, "documents"> {
  readonly bytes: Uint8Array;
}

async function readFile(loading: Loading, { found, hash, bytes }: FileBytes): Promise<void> {
  const text = decodeText(bytes, found.file);
  if (typeof text !== "string") {
    loading.findings.push(text);
    return;
  }
  const secret = loading.findSecret && secretFinding(text, found.file, loading.findSecret);
  if (secret !== undefined) {
    loading.findings.push(secret);
    return;
  }
  const suspects = await suspectsIn(loading, found.file, text);
  const { readDocuments } = await import("./read-documents.ts");
  const { documents, partial, findings } = readDocuments(text, found.file);
  if (suspects.length > 0) {
    // What else is wrong there would be told with the value that it is wrong with.
    loading.findings.push(...suspects);
    loading.documents.push(...documents);
    loading.partial.push(...partial);
  } else if (findings.length === 0) hold(loading, { found, hash, documents });
  else {
    loading.documents.push(...documents);
    loading.partial.push(...partial);
    loading.findings.push(...findings);
  }
}

function hold(loading: Loading, file: ReadFile): void {
  for (const document of file.documents) loading.documents.push(document);
  loading.held.set(file.found.file, file);
}
