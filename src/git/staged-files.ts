import { type GitPlace, readGit, readGitText, streamGit } from "./command.ts";

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

/** Hears the content of blobs, one after another, as it comes. */
export interface BlobListener {
  begin(blob: string): void;
  /** Bytes of the blob at hand. */
  take(bytes: Uint8Array): void;
  end(): void;
  /** Git does not have it. */
  missing(blob: string): void;
}

/** The same for blobs of any size: what is read is handed on at once, and nothing is held. */
export async function streamBlobs(
  place: GitPlace,
  blobs: readonly string[],
  listener: BlobListener,
  signal?: AbortSignal,
): Promise<void> {
  if (blobs.length === 0) return;
  const input = blobs.map((blob) => `${blob}\n`).join("");
  const reader = new BatchReader(listener);
  for await (const chunk of streamGit(place, { argv: ["cat-file", "--batch", "--buffer"], input, signal }))
    reader.take(chunk);
}

class BatchReader {
  readonly #listener: BlobListener;
  /** The beginning of a header that is still to come. */
  #header = "";
  /** Bytes of the blob at hand that are still to come; undefined between blobs. */
  #left: number | undefined;
  #skipsLine = false;

  constructor(listener: BlobListener) {
    this.#listener = listener;
  }

  take(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length)
      at = this.#left === undefined ? this.#takeHeader(chunk, at) : this.#takeBytes(chunk, at, this.#left);
  }

  #takeHeader(chunk: Buffer, from: number): number {
    // A line feed stands behind each blob.
    const start = this.#skipsLine ? from + 1 : from;
    this.#skipsLine = false;
    const end = chunk.indexOf(10, start);
    this.#header += chunk.toString("latin1", start, end < 0 ? chunk.length : end);
    if (end < 0) return chunk.length;
    const [blob = "", type, size] = this.#header.split(" ");
    this.#header = "";
    if (type === "missing" || size === undefined) this.#listener.missing(blob);
    else {
      this.#listener.begin(blob);
      this.#left = Number(size);
      if (this.#left === 0) this.#finish();
    }
    return end + 1;
  }

  #takeBytes(chunk: Buffer, from: number, left: number): number {
    const end = Math.min(chunk.length, from + left);
    this.#listener.take(chunk.subarray(from, end));
    this.#left = left - (end - from);
    if (this.#left === 0) this.#finish();
    return end;
  }

  #finish(): void {
    this.#left = undefined;
    this.#skipsLine = true;
    this.#listener.end();
  }
}
