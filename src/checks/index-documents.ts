import { isDocumentFile, looksLikeDocument } from "../model/document-names.ts";
import {
  largestDocument,
  linkFinding,
  misnamedFinding,
  misnamedFolderFinding,
  sizeFinding,
  unreadableFinding,
} from "../documents/limits.ts";
import type { GivenFiles } from "../documents/load.ts";
import type { GitPlace } from "../git/command.ts";
import type { IndexEntry, IndexListing } from "../git/staged-files.ts";
import type { Finding } from "../model/finding.ts";
import { isMisspelledState, stateDirectory } from "../workspace/state-directory.ts";
import { openSubmodules, readStaged } from "./staged-submodules.ts";
import { type DeclaredState, readState, type StateReader, type StateSource } from "../workspace/state.ts";

/** The documents of the index, checked as `v7 validate` checks those on disk. A commit that stages none does not load this. */
export async function readIndexState(
  repository: GitPlace,
  listing: IndexListing,
  reader: StateReader,
  signal: AbortSignal,
): Promise<DeclaredState> {
  return readState(reader, await indexSource(repository, listing, signal));
}

async function indexSource(repository: GitPlace, listing: IndexListing, signal: AbortSignal): Promise<StateSource> {
  const { entries, closed } = await openSubmodules(repository, listing.entries);
  const below = entries.filter(({ path }) => topOf(path) === stateDirectory);
  const misplaced = entries.filter(({ path }) => isMisspelledState(topOf(path)));
  const documents = below.filter(({ path }) => isDocumentFile(path));
  const others = [...below.filter(({ path }) => !isDocumentFile(path)), ...misplaced].filter(isFile);
  const blobs = await readStaged([...documents.filter(isFile), ...others], signal);
  const misnamed = others.filter(({ blob }) => looksLikeDocument(blobs.get(blob) ?? new Uint8Array()));
  const files: GivenFiles = new Map([
    ...documents.map((entry) => [entry.path, contentOf(entry, blobs)] as const),
    ...misnamed.map(({ path }) => findingAbout(path)),
    ...closed.map((found) => [found.file ?? stateDirectory, found] as const),
  ]);
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  return {
    files,
    read: async (path) => {
      const entry = byPath.get(path);
      const known = entry && (blobs.get(entry.blob) ?? (await readStaged([entry], signal)).get(entry.blob));
      if (known === undefined) throw Object.assign(new Error(`${path} is not staged`), { code: "ENOENT" });
      return known;
    },
  };
}

/** What looks like a document: its name is wrong, or that of the folder of all. */
function findingAbout(path: string): readonly [path: string, finding: Finding] {
  const top = topOf(path);
  return isMisspelledState(top) ? [top, misnamedFolderFinding(top)] : [path, misnamedFinding(path)];
}

function topOf(path: string): string {
  return path.split("/", 1)[0] ?? "";
}

function contentOf(entry: IndexEntry, blobs: ReadonlyMap<string, Uint8Array>): Uint8Array | Finding {
  const { path, blob } = entry;
  if (!isFile(entry)) return linkFinding(path);
  const bytes = blobs.get(blob);
  if (bytes === undefined) return unreadableFinding(path, "git does not have its content");
  return bytes.length > largestDocument ? sizeFinding(path) : bytes;
}

function isFile({ mode }: IndexEntry): boolean {
  return mode.startsWith("100");
}
