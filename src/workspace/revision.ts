import { join } from "node:path";
import { sha256 } from "../model/digest.ts";
import { readCacheText, writeAtomically } from "../documents/cache.ts";
import { configFile } from "../documents/config.ts";
import { contentId } from "../documents/content-id.ts";
import { documentsDigest } from "../documents/generated/digest.js";
import { isDocumentFile } from "../model/document-names.ts";
import { readBytes } from "../documents/read-file.ts";
import { type CommittedFiles, nothingCommitted, readCommittedFiles, readFilteredIds } from "../git/committed-files.ts";
import { isPartlyCheckedOut } from "../git/tracked-files.ts";
import { type Head, readHead, type Repository } from "../git/repository.ts";
import type { DeclaredState } from "./state.ts";
import { stateDirectory } from "./state-directory.ts";

/** The commit that documents are applied from, and what of them it does not hold. */
export interface Revision extends Head {
  /** True when one of v7's own files is not as the commit has it. */
  readonly dirty: boolean;
  /** Which ones, in order: documents, what they attach, and v7.yaml. */
  readonly uncommitted: readonly string[];
  /** True where documents are missing because most of HEAD was never checked out here. */
  readonly isPartial: boolean;
}

/** Asks git where HEAD is; it can answer while documents are read. */
export async function headOf(repository: Repository): Promise<Head> {
  return repository.isGit ? readHead(repository) : {};
}

/**
 * Holds what was read against HEAD, by content: what git ignores, or was told not to look at, is seen all the same. Files
 * of others below `state/` do not count.
 */
export async function revisionOf(
  repository: Repository,
  head: Head,
  { contents }: Pick<DeclaredState, "contents">,
): Promise<Revision> {
  if (!repository.isGit) return { ...head, dirty: true, uncommitted: [], isPartial: false };
  const own = contentsOf(contents, configId(repository));
  const digest = digestOf(head, own);
  if (isKnownClean(repository, digest)) return { ...head, dirty: false, uncommitted: [], isPartial: false };
  const committed =
    head.commit === undefined
      ? nothingCommitted
      : await readCommittedFiles(repository, head.commit, [stateDirectory, configFile]);
  const { uncommitted, isEqual, isMissing } = await compared(repository, committed, own);
  // Where nothing is declared there is nothing to remember, and nothing to leave behind.
  if (isEqual && own.size > 0) rememberClean(repository, digest);
  const isPartial = isMissing && (await isPartlyCheckedOut(repository));
  return { ...head, dirty: uncommitted.length > 0, uncommitted, isPartial };
}

/** The same where nothing is gained by asking git earlier. */
export async function readRevision(repository: Repository, state: Pick<DeclaredState, "contents">): Promise<Revision> {
  return revisionOf(repository, await headOf(repository), state);
}

function cleanFile({ home }: Repository): string {
  return join(home, "cache", "clean.json");
}

/** The same contents at the same commit need not be compared again: of ten thousand that takes as long as reading them. */
function isKnownClean(repository: Repository, digest: string): boolean {
  return readCacheText(cleanFile(repository)) === digest;
}

function rememberClean(repository: Repository, digest: string): void {
  writeAtomically(cleanFile(repository), JSON.stringify(digest));
}

function digestOf({ commit = "" }: Head, { files, read }: Contents): string {
  let text = `${documentsDigest} ${commit}`;
  for (const file of files()) text += `\0${read(file) ?? ""} ${file}`;
  return sha256(text);
}

function configId({ root }: Repository): string | undefined {
  const bytes = readBytes(join(root, configFile), configFile);
  return bytes instanceof Uint8Array ? contentId(bytes) : undefined;
}

/** What v7 read of its own files. */
interface Contents {
  readonly size: number;
  files(): readonly string[];
  /** The id of a file's content; undefined where it was not read. */
  read(file: string): string | undefined;
}

function contentsOf(contents: ReadonlyMap<string, string>, config: string | undefined): Contents {
  return {
    size: contents.size + (config === undefined ? 0 : 1),
    files: () => [...contents.keys(), configFile],
    read: (file) => (file === configFile ? config : contents.get(file)),
  };
}

interface Comparison {
  readonly uncommitted: readonly string[];
  /** Whether all is equal byte by byte: no setting of git's has a part in that. */
  readonly isEqual: boolean;
  /** Whether HEAD has a document that was not read. */
  readonly isMissing: boolean;
}

async function compared(repository: Repository, committed: CommittedFiles, contents: Contents): Promise<Comparison> {
  const differing = new Map<string, string>();
  const missing: string[] = [];
  let equal = 0;
  const composed = composedNames(contents);
  committed.each((file, id) => {
    const read = contents.read(file) ?? contents.read(composed.get(file) ?? file);
    if (read === id) equal += 1;
    else if (read !== undefined) differing.set(file, id);
    else if (file === configFile || isDocumentFile(file)) missing.push(file);
  });
  const isAllKnown = equal + differing.size === contents.size;
  const added = isAllKnown ? [] : addedFiles(committed, contents, new Set(composed.values()));
  const changed = await changedAmong(repository, committed, differing);
  const uncommitted = [...changed, ...missing, ...added].toSorted();
  return { uncommitted, isEqual: uncommitted.length + differing.size === 0, isMissing: missing.length > 0 };
}

/** What a Mac's disk may have decomposed and git composed, by git's name; where both are there, each is itself. */
function composedNames(contents: Contents): ReadonlyMap<string, string> {
  const others = contents.files().filter((file) => file.normalize("NFC") !== file);
  return new Map(
    others.flatMap((file) =>
      contents.read(file.normalize("NFC")) === undefined ? [[file.normalize("NFC"), file]] : [],
    ),
  );
}

function addedFiles(committed: CommittedFiles, contents: Contents, decomposed: ReadonlySet<string>): string[] {
  const known = new Set<string>();
  committed.each((file) => known.add(file));
  const isKnown = (file: string): boolean =>
    known.has(file) || (decomposed.has(file) && known.has(file.normalize("NFC")));
  return contents.files().filter((file) => contents.read(file) !== undefined && !isKnown(file));
}

/** What differs byte by byte may be the same to git: its attributes and settings can give a checkout other line ends. */
async function changedAmong(
  repository: Repository,
  { submodules }: CommittedFiles,
  differing: ReadonlyMap<string, string>,
): Promise<string[]> {
  const own = { start: "", place: repository };
  const places = [...submodules.map(({ path, place }) => ({ start: `${path}/`, place })), own];
  // Of submodules in each other the innermost has the file.
  places.sort((left, right) => right.start.length - left.start.length);
  const groups = Map.groupBy(differing.keys(), (file) => places.find(({ start }) => file.startsWith(start)) ?? own);
  const changed = [...groups].map(async ([{ start, place }, files]) => {
    const inside = (file: string): string => file.slice(start.length);
    const ids = await readFilteredIds(place, files.map(inside));
    return files.filter((file) => differing.get(file) !== ids.get(inside(file)));
  });
  return (await Promise.all(changed)).flat();
}
