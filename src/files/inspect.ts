import { setImmediate } from "node:timers/promises";
import { bytePath, printablePath } from "../model/path-bytes.ts";
import { markdownTitle } from "./classify.ts";
import { type Content, contentReader, type NoContent, type Reading, wholeLimit } from "./content.ts";
import type { KnownFile } from "./known.ts";
import type { PlacedFile } from "./register.ts";
import type { Root } from "./roots.ts";
import { placementOf, type Rules } from "./rules.ts";
import { type FileMetadata, type StagedFile, timestampOf } from "./staged.ts";
import { type FoundFile, lastChange } from "./walk.ts";

/** A file that must be read: new, or its stamp has moved. */
export interface Candidate {
  /** Printable, with the root's prefix. */
  readonly path: string;
  readonly root: Root;
  readonly file: FoundFile;
  readonly known: KnownFile | undefined;
}

export interface InspectOptions {
  readonly rules: Rules;
  /** Bytes above which a file is not read. */
  readonly hashLimit: number;
  /** Wall clock when the scan began, in milliseconds. */
  readonly startedAt: number;
  readonly signal: AbortSignal;
  onFile(candidate: Candidate, file: StagedFile): void;
  /** Its content is not known; nothing new can be said of it. */
  onFailure(candidate: Candidate, failure: NoContent): void;
  onBytes(bytes: number): void;
}

/** Reads files one after the other, small ones at once. Between them others get their turn. */
export async function inspectFiles(candidates: readonly Candidate[], options: InspectOptions): Promise<void> {
  const reader = contentReader();
  let unseen = 0;
  let cost = 0;
  for (const candidate of candidates) {
    const { file } = candidate;
    if (file.size > options.hashLimit) {
      options.onFile(candidate, stagedFile(candidate, options, null, "too_large"));
      continue;
    }
    const whole = file.size <= wholeLimit || file.isLink ? reader.readWhole(file) : undefined;
    take(candidate, whole ?? (await reader.readPieces(file, options.signal, options.onBytes)), options);
    if (whole === undefined) continue;
    unseen += file.size;
    cost += file.size + bytesOfOpening;
    if (cost < bytesPerTurn) continue;
    options.onBytes(unseen);
    unseen = cost = 0;
    await setImmediate();
    options.signal.throwIfAborted();
  }
}

/** Opening a file takes as long as reading so much of it. */
const bytesOfOpening = 8_192;
const bytesPerTurn = 8 << 20;

function take(candidate: Candidate, reading: Reading, options: InspectOptions): void {
  if (reading.kind === "content") options.onFile(candidate, stagedFile(candidate, options, reading));
  // A file that is known keeps what is known of it; one that is not is registered without content.
  else if (reading.kind === "unreadable" && candidate.known === undefined) {
    options.onFile(candidate, stagedFile(candidate, options, null, "unreadable"));
    options.onFailure(candidate, reading);
  } else options.onFailure(candidate, reading);
}

function stagedFile(
  { path, root, file, known }: Candidate,
  { rules, startedAt }: InspectOptions,
  content: Content | null,
  state?: FileMetadata["state"],
): StagedFile {
  const placement = placementOf(rules, path, file.isLink);
  const stamp = content?.stamp ?? file.stamp;
  const [, mtime = "0"] = stamp.split(" ");
  // What changed this recently can change again without its stamp showing it, so it is read once more next time.
  const isSettled = lastChange(stamp) < startedAt - racyMilliseconds;
  return {
    ...placement,
    id: known?.id ?? null,
    path,
    bytes: bytesOf(root, file),
    hash: content?.hash ?? null,
    size: content?.size ?? file.size,
    title: placement.language === "Markdown" && content !== null ? markdownTitle(content.head) : null,
    mtime: timestampOf(mtime),
    metadata: {
      ...(isSettled && state !== "unreadable" ? { stamp } : {}),
      ...(placement.language === null ? {} : { language: placement.language }),
      ...(content === null || content.lines === null ? {} : { lines: content.lines }),
      ...(state === undefined ? {} : { state }),
    },
  };
}

const racyMilliseconds = 2_000;

/** Null where the printable path says all: its UTF-8 is what the file system holds. */
function bytesOf({ prefix }: Root, { path }: FoundFile): Uint8Array | null {
  return bytePath(printablePath(path)) === path ? null : Buffer.from(prefix + path, "latin1");
}

/** Where a registered, unchanged file belongs by the rules of now. */
export function placedFile(rules: Rules, id: string, path: string, isLink: boolean): PlacedFile {
  return { id, ...placementOf(rules, path, isLink) };
}
