import { createHash, hash as hashAtOnce } from "node:crypto";
import { closeSync, constants, fstatSync, lstatSync, openSync, readlinkSync, readSync, type Stats } from "node:fs";
import { open } from "node:fs/promises";
import { codeOfError } from "../model/error-code.ts";
import { type WideEncoding, wideTextEncoding } from "../model/wide-text.ts";
import { countLines, countWideLines } from "./count-lines.ts";
import { type FoundFile, openedBy, type Stamp, stampOf } from "./walk.ts";

/** What a file holds, and the stamp under which it held that. */
export interface Content {
  readonly kind: "content";
  /** SHA-256 in hexadecimal; of a link, that of the text it leads to, as git has it. */
  readonly hash: string;
  readonly size: number;
  readonly stamp: Stamp;
  /** The mtime in whole nanoseconds since 1970. */
  readonly nanoseconds: bigint;
  /** Null for what is no text. */
  readonly lines: number | null;
  /** The beginning, for the title; good until the next file is read. */
  readonly head: Uint8Array;
}

/** Why a file's content is not known: changed again and again while it was read, gone, or not to be read. */
export interface NoContent {
  readonly kind: "unstable" | "vanished" | "unreadable";
  readonly detail?: string;
}

export type ContentReading = Content | NoContent;

/** Files of up to so many bytes are read at once. */
export const wholeLimit = 1 << 20;

/** Reads one file after the other into memory of its own. */
export interface ContentReader {
  /** Reads a link, or a file of at most `wholeLimit` bytes; undefined when it has grown beyond that meanwhile. */
  readWhole(file: FoundFile): ContentReading | undefined;
  /** Reads a file of any size piece by piece. */
  readPieces(file: FoundFile, signal: AbortSignal, onBytes: (bytes: number) => void): Promise<ContentReading>;
}

/** Takes its megabyte of memory once. */
export function contentReader(): ContentReader {
  const buffer = Buffer.allocUnsafeSlow(wholeLimit + 1);
  return {
    readWhole: (file) => retrying(file, (known) => (known.isLink ? readLink(known) : readOnce(known, buffer))),
    readPieces: async (file, signal, onBytes) => {
      for (let known = file, tries = 0; tries < attempts; tries += 1) {
        const reading = await readStream(known, signal, onBytes);
        if (reading.kind !== "unstable") return reading;
        known = again(known);
      }
      return { kind: "unstable" };
    },
  };
}

const attempts = 3;

function retrying(file: FoundFile, read: (file: FoundFile) => ContentReading | undefined): ContentReading | undefined {
  for (let known = file, tries = 0; tries < attempts; tries += 1) {
    const reading = guarded(() => read(known));
    if (reading?.kind !== "unstable") return reading;
    known = again(known);
  }
  return { kind: "unstable" };
}

/** The file as it stands now; where that cannot be told, the next attempt tells why. */
function again(file: FoundFile): FoundFile {
  const status = lstatSync(openedBy(file), { throwIfNoEntry: false });
  if (status === undefined) return file;
  return { ...file, isLink: status.isSymbolicLink(), size: status.size, blocks: status.blocks, stamp: stampOf(status) };
}

function guarded(read: () => ContentReading | undefined): ContentReading | undefined {
  try {
    return read();
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): NoContent {
  const detail = codeOfError(error);
  if (detail === undefined) throw error;
  if (detail === "ENOENT" || detail === "ENOTDIR") return { kind: "vanished" };
  return isNoFileAnyMore(detail) ? { kind: "unstable" } : { kind: "unreadable", detail };
}

/** Whether what was a file has become a link, a pipe or a socket since. */
export function isNoFileAnyMore(code: string): boolean {
  return noFile.has(code);
}

/** Of a socket Linux says ENXIO; macOS has a number for it that Node has no name for. */
const noFile: ReadonlySet<string> = new Set([
  "ELOOP",
  "ENXIO",
  "EINVAL",
  "ENOTSUP",
  "EOPNOTSUPP",
  "Unknown system error -102",
]);

function readLink(file: FoundFile): ContentReading {
  const target = readlinkSync(openedBy(file), "buffer");
  const { mtimeNs: nanoseconds } = lstatSync(openedBy(file), { bigint: true });
  const stamp = stampOf(lstatSync(openedBy(file)));
  if (stamp !== file.stamp) return { kind: "unstable" };
  const { length: size } = target;
  return { kind: "content", hash: digest(target), size, stamp, nanoseconds, lines: null, head: new Uint8Array() };
}

function isStill(file: FoundFile, status: Stats): boolean {
  return status.isFile() && stampOf(status) === file.stamp;
}

/** A pipe put in the file's place is opened without waiting for a writer, and a link is not followed. */
const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

function readOnce(file: FoundFile, buffer: Buffer): ContentReading | undefined {
  const handle = openSync(openedBy(file), flags);
  try {
    const size = file.size === 0 ? 0 : fill(handle, buffer, file.size);
    if (size > wholeLimit) return undefined;
    const { mtimeNs: nanoseconds } = fstatSync(handle, { bigint: true });
    if (!isStill(file, fstatSync(handle)) || size !== file.size) return { kind: "unstable" };
    const bytes = buffer.subarray(0, size);
    const lines = linesIn(bytes, formOf(bytes));
    return {
      kind: "content",
      hash: digest(bytes),
      size,
      stamp: file.stamp,
      nanoseconds,
      lines,
      head: bytes.subarray(0, headLength),
    };
  } finally {
    closeSync(handle);
  }
}

/** Reads what is expected, and one byte more where there is one. */
function fill(handle: number, buffer: Buffer, expected: number): number {
  for (let size = 0; ;) {
    const wanted = Math.min(buffer.length, expected + 1) - size;
    const read = wanted > 0 ? readSync(handle, buffer, size, wanted, null) : 0;
    size += read;
    // One byte more than expected was asked for: a shorter answer is the end of the file.
    if (read === 0 || size >= expected) return size;
  }
}

async function readStream(
  file: FoundFile,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<ContentReading> {
  try {
    await using handle = await open(openedBy(file), flags);
    if (!isStill(file, await handle.stat())) return { kind: "unstable" };
    const sum = await summed(handle, signal, onBytes);
    const { mtimeNs: nanoseconds } = await handle.stat({ bigint: true });
    if (!isStill(file, await handle.stat())) return { kind: "unstable" };
    return { kind: "content", size: file.size, stamp: file.stamp, nanoseconds, ...sum };
  } catch (error) {
    signal.throwIfAborted();
    return failed(error);
  }
}

/** While one piece is worked on, the next one is read. */
async function summed(
  handle: Awaited<ReturnType<typeof open>>,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<Pick<Content, "hash" | "lines" | "head">> {
  const sum = createHash("sha256");
  const buffers = [Buffer.allocUnsafeSlow(pieceLength), Buffer.allocUnsafeSlow(pieceLength)] as const;
  let head: Uint8Array | undefined;
  let form: Form = "bytes";
  let lines: number | null = 0;
  let position = 0;
  let next = handle.read(buffers[0], 0, pieceLength, position);
  for (let turn = 0; ; turn += 1) {
    const { bytesRead, buffer } = await next;
    if (bytesRead === 0) break;
    position += bytesRead;
    next = handle.read(turn % 2 === 0 ? buffers[1] : buffers[0], 0, pieceLength, position);
    const piece = buffer.subarray(0, bytesRead);
    head ??= Uint8Array.prototype.slice.call(piece, 0, headLength);
    if (turn === 0) form = formOf(piece);
    const more = linesIn(piece, form);
    lines = lines === null || more === null ? null : lines + more;
    sum.update(piece);
    onBytes(bytesRead);
    if (signal.aborted) {
      await next;
      signal.throwIfAborted();
    }
  }
  return { hash: sum.digest("hex"), lines, head: head ?? new Uint8Array() };
}

const pieceLength = 1 << 20;
const headLength = 4_096;

function digest(bytes: Uint8Array): string {
  return hashAtOnce("sha256", bytes, "hex");
}

/** How text is written; null for what is none. */
type Form = "bytes" | WideEncoding | null;

/** As git sees it, a NUL among the first bytes is no text; but there are texts of two or four bytes a letter. */
function formOf(bytes: Buffer): Form {
  const zero = bytes.indexOf(0);
  const isBytes = zero < 0 || zero >= 8_000;
  // Its mark alone tells text without a NUL: Chinese has few of them.
  const isMarked = bytes[0] === 0xff || bytes[0] === 0xfe;
  if (isBytes && !isMarked) return "bytes";
  return wideTextEncoding(bytes) ?? (isBytes ? "bytes" : null);
}

function linesIn(bytes: Buffer, form: Form): number | null {
  if (form === null) return null;
  return form === "bytes" ? countLines(bytes) : countWideLines(bytes, form);
}
