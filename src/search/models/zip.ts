import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createInflateRaw } from "node:zlib";
import { Failure } from "../../model/failure.ts";

/** A file of an archive. */
export interface ZipEntry {
  /** Its path, with `/`. */
  readonly name: string;
  /** Bytes, unpacked. */
  readonly size: number;
  /** Bytes, as they are packed. */
  readonly packed: number;
  /** 0 for bytes as they are, 8 for deflated ones. */
  readonly method: number;
  /** Where its own header begins. */
  readonly at: number;
}

export interface Zip {
  readonly entries: readonly ZipEntry[];
  read(entry: ZipEntry): AsyncIterable<Uint8Array>;
}

/** What an archive holds: a wheel of Python's is one, too. Up to 4 GiB. Throws V7-I013 where the file is none. */
export async function openZip(path: string): Promise<Zip> {
  const file = await open(path);
  try {
    return { entries: readDirectory(await directoryOf(file, path), path), read: (entry) => unpacked(path, entry) };
  } finally {
    await file.close();
  }
}

const sizes = { end: 22, entry: 46, local: 30, longestComment: 65_535 } as const;
const marks = { end: 0x06054b50, entry: 0x02014b50, local: 0x04034b50 } as const;

/** The list of entries lies before the archive's last record, which says where. */
async function directoryOf(file: FileHandle, path: string): Promise<Buffer> {
  const { size } = await file.stat();
  const tail = await bytesAt(file, Math.max(0, size - sizes.end - sizes.longestComment), size);
  for (let at = tail.length - sizes.end; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== marks.end) continue;
    const from = tail.readUInt32LE(at + 16);
    return bytesAt(file, from, from + tail.readUInt32LE(at + 12));
  }
  throw notArchive(path);
}

function readDirectory(directory: Buffer, path: string): ZipEntry[] {
  const entries: ZipEntry[] = [];
  for (let at = 0; at + sizes.entry <= directory.length;) {
    if (directory.readUInt32LE(at) !== marks.entry) throw notArchive(path);
    const nameLength = directory.readUInt16LE(at + 28);
    const nameAt = at + sizes.entry;
    entries.push({
      name: directory.toString("utf8", nameAt, nameAt + nameLength),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      at: directory.readUInt32LE(at + 42),
    });
    at = nameAt + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function* unpacked(path: string, { at, packed, method }: ZipEntry): AsyncIterable<Uint8Array> {
  const header = await headerAt(path, at);
  if (header.length < sizes.local || header.readUInt32LE(0) !== marks.local) throw notArchive(path);
  const start = at + sizes.local + header.readUInt16LE(26) + header.readUInt16LE(28);
  const stored = createReadStream(path, { start, end: start + packed - 1 });
  // A broken end of one is told by the other.
  yield* method === 0 ? stored : pipeline(stored, createInflateRaw(), () => undefined);
}

async function headerAt(path: string, at: number): Promise<Buffer> {
  const file = await open(path);
  try {
    return await bytesAt(file, at, at + sizes.local);
  } finally {
    await file.close();
  }
}

async function bytesAt(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.max(0, to - from));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, from);
  return buffer.subarray(0, bytesRead);
}

function notArchive(path: string): Failure {
  return new Failure("V7-I013", `${path} is no whole archive`);
}
