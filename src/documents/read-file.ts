import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import type { Finding } from "../model/finding.ts";
import { unreadable } from "./find-files.ts";
import { finding, largestDocument, sizeFinding } from "./limits.ts";

/** A file's bytes, unless it is too large, no regular file or not readable. Never waits for a pipe, never follows a link. */
export function readBytes(path: string, file: string): Uint8Array | Finding {
  try {
    return readOpened(openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK), file);
  } catch (error) {
    return unreadable(file, error);
  }
}

function readOpened(descriptor: number, file: string): Uint8Array | Finding {
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return finding(file, "V7-D002", "not a regular file");
    const bytes = readUpTo(descriptor, Math.min(stats.size, largestDocument) + 1);
    return bytes.length <= largestDocument ? bytes : sizeFinding(file);
  } finally {
    closeSync(descriptor);
  }
}

/** The first bytes of a file; none of one that is no regular file or cannot be read. */
export function readBeginning(path: string, length: number): Uint8Array {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    return fstatSync(descriptor).isFile() ? readUpTo(descriptor, length) : new Uint8Array();
  } catch {
    return new Uint8Array();
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function readUpTo(descriptor: number, limit: number): Uint8Array {
  const buffer = Buffer.allocUnsafe(limit);
  let length = 0;
  while (length < limit) {
    const count = readSync(descriptor, buffer, length, limit - length, null);
    if (count === 0) break;
    length += count;
  }
  return buffer.subarray(0, length);
}

/** The text of UTF-8 bytes, a byte order mark included; the place of the first bad byte otherwise. */
export function decodeText(bytes: Uint8Array, file: string): string | Finding {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const lossy = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    const before = lossy.slice(0, lossy.indexOf("\uFFFD")).split("\n");
    const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    return { ...finding(file, "V7-D002", "this is not UTF-8 text; save the file as UTF-8"), ...place };
  }
}
