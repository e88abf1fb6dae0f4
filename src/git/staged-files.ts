import { type GitPlace, readGit, readGitText } from "./command.ts";

/** Files of the index below some folders, without their content. */
export interface IndexListing {
  readonly entries: readonly IndexEntry[];
  /** All of it as git tells it: equal when nothing differs. */
  readonly text: string;
}

export interface IndexEntry {
  /** Relative to the root, with `/`. */
  readonly path: string;
  /** `100644`, `100755`, `120000` for a link, `160000` for a repository inside. */
  readonly mode: string;
  /** The blob's id. */
  readonly blob: string;
}

/** What git would commit now below these folders, in whatever case. In a hook, git names the index of that very commit. */
export async function listIndex(
  place: GitPlace,
  folders: readonly string[],
  signal?: AbortSignal,
): Promise<IndexListing> {
  const argv = ["ls-files", "--stage", "-z", "--", ...folders.map((folder) => `:(top,literal,icase)${folder}`)];
  const text = await readGitText(place, { argv, signal });
  const entries = text.split("\0").flatMap((line) => {
    const [, mode, blob, stage, path] = /^(\d+) ([0-9a-f]+) (\d)\t([^]*)$/.exec(line) ?? [];
    // An unresolved merge has no stage 0, and git commits nothing while there is one.
    return mode && blob && path && stage === "0" ? [{ mode, blob, path }] : [];
  });
  return { entries, text };
}

/**
 * The same without what is only meant to be added (`git add -N`): git commits none of it, though the index lists it as an
 * empty file. `changed` are the paths that differ from HEAD as git commits them.
 */
export async function withoutIntended(
  place: GitPlace,
  listing: IndexListing,
  changed: ReadonlySet<string>,
): Promise<IndexListing> {
  const suspects = listing.entries.filter(({ blob, path }) => emptyBlobs.has(blob) && !changed.has(path));
  if (suspects.length === 0) return listing;
  const argv = ["ls-tree", "-z", "--name-only", "--full-tree", "HEAD", "--", ...suspects.map(({ path }) => path)];
  // Before the first commit there is no HEAD, and nothing is in it.
  const committed = new Set((await readGitText(place, { argv }).catch(() => "")).split("\0"));
  const intended = new Set(suspects.filter(({ path }) => !committed.has(path)).map(({ path }) => path));
  return { ...listing, entries: listing.entries.filter(({ path }) => !intended.has(path)) };
}

/** The ids of a file without content, by SHA-1 and by SHA-256. */
const emptyBlobs: ReadonlySet<string> = new Set([
  "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
  "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
]);

/** The content of blobs, by their ids, from one process. A blob that is not there is left out. */
export async function readBlobs(
  place: GitPlace,
  blobs: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const wanted = [...new Set(blobs)];
  if (wanted.length === 0) return new Map();
  const input = wanted.map((blob) => `${blob}\n`).join("");
  return parseBatch(await readGit(place, { argv: ["cat-file", "--batch", "--buffer"], input, signal }));
}

/** `ID blob SIZE`, a line feed, the bytes, a line feed; `ID missing` where there is none. */
function parseBatch(output: Buffer): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  let offset = 0;
  while (offset < output.length) {
    const end = output.indexOf(10, offset);
    const [blob = "", type, size] = output.toString("latin1", offset, end).split(" ");
    offset = end + 1;
    if (type === "missing") continue;
    found.set(blob, output.subarray(offset, offset + Number(size)));
    offset += Number(size) + 1;
  }
  return found;
}
