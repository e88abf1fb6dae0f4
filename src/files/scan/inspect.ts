import { setImmediate } from "node:timers/promises";
import { bytePath, printablePath } from "../../model/path-bytes.ts";
import { markdownTitle } from "../places/classify.ts";
import { type Content, contentReader, type NoContent, type Reading, wholeLimit } from "../../system/content.ts";
import type { KnownFile } from "./known.ts";
import type { PlacedFile } from "./register.ts";
import type { Root } from "../places/roots.ts";
import { placementOf, type Rules } from "../places/rules.ts";
import { type FileMetadata, type StagedFile, timestampOf } from "./scanned-row.ts";
import { type FoundFile, timesOf } from "../../system/walk.ts";

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
  /** Its content is not known; nothing new can be said of it. */
  onFailure(candidate: Candidate, failure: NoContent): void;
  /** How many bytes were read since the last time. */
  onBytes(bytes: number): void;
}

/** Whether reading a file takes a while. */
export function isLarge({ file }: Candidate): boolean {
  return !file.isLink && file.size > wholeLimit;
}

/** Reads files of any size piece by piece, one after the other. */
export async function inspectLarge(
  candidates: readonly Candidate[],
  options: InspectOptions,
): Promise<readonly StagedFile[]> {
  const reader = contentReader();
  const files: StagedFile[] = [];
  for (const candidate of candidates) {
    const { file } = candidate;
    if (file.size > options.hashLimit) files.push(stagedFile(candidate, options, null, "too_large"));
    else files.push(...taken(candidate, await reader.readPieces(file, options.signal, options.onBytes), options));
  }
  return files;
}

/** Reads small files, each at once, and hands them on a few at a time. In between others get their turn. */
export async function* inspectSmall(
  candidates: readonly Candidate[],
  options: InspectOptions,
): AsyncGenerator<readonly StagedFile[]> {
  const reader = contentReader();
  let files: StagedFile[] = [];
  let bytes = 0;
  for (const candidate of candidates) {
    const { file } = candidate;
    const whole = reader.readWhole(file);
    files.push(...taken(candidate, whole ?? (await reader.readPieces(file, options.signal, options.onBytes)), options));
    if (whole !== undefined) bytes += file.size;
    if (bytes + files.length * bytesOfOpening < bytesPerTurn) continue;
    options.onBytes(bytes);
    await setImmediate();
    options.signal.throwIfAborted();
    yield files;
    files = [];
    bytes = 0;
  }
  yield files;
}

/** Opening a file takes as long as reading so much of it. */
const bytesOfOpening = 8_192;
/** A millisecond: the database may be waiting. */
const bytesPerTurn = 1 << 18;

/** What is to be registered of a file, if anything is. */
function taken(candidate: Candidate, reading: Reading, options: InspectOptions): StagedFile[] {
  if (reading.kind === "content") return [stagedFile(candidate, options, reading)];
  options.onFailure(candidate, reading);
  // A file that is known keeps what is known of it; one that is not is registered without content.
  const isNews = reading.kind === "unreadable" && candidate.known === undefined;
  return isNews ? [stagedFile(candidate, options, null, "unreadable")] : [];
}

function stagedFile(
  { path, root, file, known }: Candidate,
  { rules, startedAt }: InspectOptions,
  content: Content | null,
  state?: FileMetadata["state"],
): StagedFile {
  const placement = placementOf(rules, path, file.isLink);
  const stamp = content?.stamp ?? file.stamp;
  const { mtime, ctime } = timesOf(stamp);
  // What changed this recently can change again without its stamp showing it, so it is read once more next time.
  const isSettled = Math.max(mtime, ctime) < startedAt - racyMilliseconds;
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
      ...(content === null ? {} : { mtime_ns: String(content.nanoseconds) }),
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
