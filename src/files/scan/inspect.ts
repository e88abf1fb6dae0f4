import { setImmediate } from "node:timers/promises";
import { isRacy } from "../../model/stamp.ts";
import { bytePath } from "../../model/path-bytes.ts";
import { markdownTitle } from "../places/classify.ts";
import { type Content, contentReader, type NoContent, type ContentReading, wholeLimit } from "../../system/content.ts";
import type { ScanJob } from "./job.ts";
import { placementOf } from "../places/placement.ts";
import type { Candidate } from "./survey.ts";
import { type FileMetadata, type StagedFile, timestampOf } from "./scanned-row.ts";
import { isDataless } from "../../system/dataless.ts";
import { agreeInSizeAndTime, timesOf } from "../../system/walk.ts";

/** What reading a candidate came to. */
export interface Inspected {
  readonly candidate: Candidate;
  /** What is to be registered of it; null when nothing new can be said. */
  readonly staged: StagedFile | null;
  /** Why its content is not known; null when it is, and where it is larger than is read. */
  readonly failure: NoContent | Dataless | null;
}

/** Its content is not on this machine. */
interface Dataless {
  readonly kind: "dataless";
  readonly detail?: never;
}

/** Hears how many bytes were read since the last time. */
export type OnBytes = (bytes: number) => void;

/** Whether reading a file takes a while. */
export function isLarge({ file }: Candidate): boolean {
  return !file.isLink && file.size > wholeLimit;
}

/** Whether a file is left unread because reading would fetch it: `--full` does. */
export function isElsewhere({ request, workspace }: ScanJob, { file }: Candidate): boolean {
  return request.full !== true && isDataless(workspace.system, file);
}

/** What is known of a file whose size and time are as they were stays; any other is registered by its size. */
export function passOver(job: ScanJob, candidate: Candidate): Inspected {
  const { known, file } = candidate;
  const isAsKnown = known !== undefined && agreeInSizeAndTime(known.stamp, file.stamp);
  const staged = isAsKnown ? null : stagedFile(job, candidate, null, "dataless");
  return { candidate, staged, failure: { kind: "dataless" } };
}

/** Reads files of any size piece by piece, one after the other. */
export async function inspectLarge(
  job: ScanJob,
  candidates: readonly Candidate[],
  onBytes: OnBytes,
): Promise<readonly Inspected[]> {
  const reader = contentReader();
  const files: Inspected[] = [];
  for (const candidate of candidates) {
    const { file } = candidate;
    if (file.size > job.hashLimit) files.push(tooLarge(job, candidate));
    else files.push(inspected(job, candidate, await reader.readPieces(file, job.workspace.signal, onBytes)));
  }
  return files;
}

/** Reads small files, each at once, and hands them on a few at a time. In between others get their turn. */
export async function* inspectSmall(
  job: ScanJob,
  candidates: readonly Candidate[],
  onBytes: OnBytes,
): AsyncGenerator<readonly Inspected[]> {
  const { signal } = job.workspace;
  const reader = contentReader();
  let files: Inspected[] = [];
  let bytes = 0;
  for (const candidate of candidates) {
    const { file } = candidate;
    const whole = reader.readWhole(file);
    files.push(inspected(job, candidate, whole ?? (await reader.readPieces(file, signal, onBytes))));
    if (whole !== undefined) bytes += file.size;
    if (bytes + files.length * bytesOfOpening < bytesPerTurn) continue;
    onBytes(bytes);
    await setImmediate();
    signal.throwIfAborted();
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

function inspected(job: ScanJob, candidate: Candidate, reading: ContentReading): Inspected {
  if (reading.kind === "content") return { candidate, staged: stagedFile(job, candidate, reading), failure: null };
  // A file that is known keeps what is known of it; one that is not is registered without content.
  const isNews = reading.kind === "unreadable" && candidate.known === undefined;
  return { candidate, staged: isNews ? stagedFile(job, candidate, null, "unreadable") : null, failure: reading };
}

function tooLarge(job: ScanJob, candidate: Candidate): Inspected {
  return { candidate, staged: stagedFile(job, candidate, null, "too_large"), failure: null };
}

function stagedFile(
  { rules, startedAt }: ScanJob,
  { path, root, file, known }: Candidate,
  content: Content | null,
  state?: FileMetadata["state"],
): StagedFile {
  const placement = placementOf(rules, path, file.isLink);
  const stamp = content?.stamp ?? file.stamp;
  const { mtime, ctime } = timesOf(stamp);
  // What changed this recently can change again without its stamp showing it, so it is read once more next time.
  const now = Date.now();
  const isSettled = !isRacy(mtime, startedAt, now) && !isRacy(ctime, startedAt, now);
  return {
    ...placement,
    id: known?.id ?? null,
    path,
    bytes: bytesOf({ path, root, file }),
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

/** Null where the printable path says all: its UTF-8 is what the file system holds. */
function bytesOf({ path, root, file }: Pick<Candidate, "path" | "root" | "file">): Uint8Array | null {
  const bytes = bytePath(root.prefix) + file.path;
  return bytePath(path) === bytes ? null : Buffer.from(bytes, "latin1");
}
