import { createHash } from "node:crypto";
import {
  type Stats,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsync,
  futimesSync,
  linkSync,
  lstatSync,
  openSync,
  readSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { setImmediate } from "node:timers/promises";
import { promisify } from "node:util";
import type { System } from "../../system/system.ts";
import { isNoFileAnyMore } from "../../system/content.ts";
import { agreeInSizeAndTime, stampOf } from "../../system/walk.ts";
import type { PlannedCopy } from "../../model/output/consolidate-plan.ts";
import { printedPath, systemPath } from "../../model/path-bytes.ts";
import { codeOfError } from "../../model/error-code.ts";
import { Obstacle, type OpenFolder } from "./folders.ts";

/** What became of one file. */
export type CopyOutcome =
  | { readonly kind: "copied"; readonly lost: readonly string[] }
  /** It was there already, with the same bytes. */
  | { readonly kind: "present"; readonly lost: readonly string[] }
  | { readonly kind: "skipped" | "refused" | "failed"; readonly because: string }
  /** Somebody gave up before it was whole; nothing of it is left. */
  | { readonly kind: "interrupted" };

/** Where a copy is put, and under which name it is written first. */
export interface CopyPlace {
  readonly folder: OpenFolder;
  readonly name: string;
  /** Of this plan and this file alone, so that what an interrupted execution left can be told from anybody else's. */
  readonly temporary: string;
}

/** What copying takes besides. */
export interface CopyMeans {
  readonly system: System;
  readonly buffer: Buffer;
  readonly signal: AbortSignal;
}

/**
 * Copies one file: written under another name, flushed, read back, and only then given its own name, which must be free.
 * Wherever this ends, the name is absent or holds all the bytes. The original is opened for reading, and nothing else. The
 * folder is the caller's to flush: until then a crash of the machine may take the name away.
 */
export async function copyFile(copy: PlannedCopy, place: CopyPlace, means: CopyMeans): Promise<CopyOutcome> {
  try {
    removeOwn(place);
    const standing = await compare(copy, place, means);
    if (standing !== undefined) return standing;
    return await fromSource(means, copy, (source, status) => publish(copy, place, { source, status, ...means }));
  } catch (error) {
    if (means.signal.aborted) return { kind: "interrupted" };
    if (error instanceof Changed) return { kind: "skipped", because: error.message };
    if (error instanceof Obstacle) return { kind: "refused", because: error.message };
    return { kind: "failed", because: codeOfError(error) ?? (error instanceof Error ? error.message : "EIO") };
  }
}

/** The source is not what was planned. */
class Changed extends Error {
  override readonly name = "Changed";
}

/** Removes what an interrupted execution of this plan left. Nobody else's file has this name. */
function removeOwn({ folder, temporary }: CopyPlace): void {
  try {
    unlinkSync(folder.entry(temporary));
  } catch (error) {
    if (codeOfError(error) !== "ENOENT") throw error;
  }
}

/** What is there already; undefined where nothing is. */
async function compare(
  { size, sha256 }: PlannedCopy,
  { folder, name }: CopyPlace,
  means: CopyMeans,
): Promise<CopyOutcome | undefined> {
  const status = lstatSync(folder.entry(name), { throwIfNoEntry: false });
  if (status === undefined) return undefined;
  if (!status.isFile()) return { kind: "refused", because: "the target is there, and is no file" };
  if (status.size !== size) return { kind: "refused", because: "the target is there with other content" };
  const handle = openSync(folder.entry(name), constants.O_RDONLY | means.system.noFollow | constants.O_NONBLOCK);
  try {
    if ((await pour(handle, undefined, means)) !== sha256)
      return { kind: "refused", because: "the target is there with other content" };
    // An execution that was interrupted may have left it before it was flushed.
    await flush(handle);
    return { kind: "present", lost: [] };
  } finally {
    closeSync(handle);
  }
}

async function fromSource<T>(
  { system }: CopyMeans,
  copy: PlannedCopy,
  work: (source: number, status: Stats) => Promise<T>,
): Promise<T> {
  const path = systemPath(printedPath(copy.source));
  let source: number;
  try {
    source = openSync(path, constants.O_RDONLY | system.noFollow | constants.O_NONBLOCK);
  } catch (error) {
    const code = codeOfError(error);
    if (code === "ENOENT" || code === "ENOTDIR") throw new Changed("it is not there any more");
    if (code !== undefined && isNoFileAnyMore(code)) throw new Changed("it is no file any more");
    throw error;
  }
  try {
    const status = fstatSync(source);
    requireUnchanged(copy, status);
    return await work(source, status);
  } finally {
    closeSync(source);
  }
}

/** Where no more than its ctime or inode has moved, as a tag of the Finder's moves them, its SHA-256 decides. */
function requireUnchanged({ stamp }: PlannedCopy, status: Stats): void {
  if (!status.isFile() || !agreeInSizeAndTime(stampOf(status), stamp))
    throw new Changed("it changed since the inventory");
}

interface OpenSource extends CopyMeans {
  readonly source: number;
  readonly status: Stats;
}

async function publish(copy: PlannedCopy, place: CopyPlace, open: OpenSource): Promise<CopyOutcome> {
  const { folder, name, temporary } = place;
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | open.system.noFollow;
  const handle = openSync(folder.entry(temporary), flags, 0o600);
  let keepsTime = true;
  try {
    await write(copy, handle, open);
    keepsTime = Math.abs(fstatSync(handle).mtimeMs - open.status.mtimeMs) < coarsestTime;
    // Never by rename, which would replace what somebody put there meanwhile.
    linkSync(folder.entry(temporary), folder.entry(name));
    if (!folder.holds(name, fstatSync(handle))) throw new Obstacle("the target is another file by now");
  } catch (error) {
    if (codeOfError(error) !== "EEXIST") throw error;
    return (await compare(copy, place, open)) ?? { kind: "failed", because: "EEXIST" };
  } finally {
    closeSync(handle);
    removeOwn(place);
  }
  return { kind: "copied", lost: [...lossesOf(open.system, open.status), ...(keepsTime ? [] : ["time"])] };
}

/** Milliseconds: there are file systems that count in two seconds. */
const coarsestTime = 2_000;

/** Off the main thread: several files wait for the disk at once. */
const flush = promisify(fsync);

/** Writes, flushes and reads back; anything less than all of it throws. */
async function write(copy: PlannedCopy, handle: number, { source, status, ...means }: OpenSource): Promise<void> {
  if ((await pour(source, handle, means)) !== copy.sha256) throw new Changed("it changed since the inventory");
  requireUnchanged(copy, fstatSync(source));
  // What runs with somebody else's rights does not come along.
  fchmodSync(handle, (status.mode & 0o777) | 0o400);
  // As text, because a number below zero is taken for now.
  futimesSync(handle, new Date(), String(status.mtimeMs / 1_000));
  await flush(handle);
  if ((await pour(handle, undefined, means)) !== copy.sha256)
    throw new Error("the copy does not read as it was written");
}

/** Reads all bytes, writes them where there is a target, and answers their SHA-256. Others get their turn meanwhile. */
async function pour(source: number, target: number | undefined, { buffer, signal }: CopyMeans): Promise<string> {
  const sum = createHash("sha256");
  for (let position = 0, pieces = 1; ; pieces += 1) {
    signal.throwIfAborted();
    const read = readSync(source, buffer, 0, buffer.length, position);
    if (read === 0) return sum.digest("hex");
    sum.update(buffer.subarray(0, read));
    if (target !== undefined) writeAll(target, buffer, read, position);
    position += read;
    if (pieces % piecesPerTurn === 0) await setImmediate();
  }
}

const piecesPerTurn = 32;

/** The system may take less than it is given. */
function writeAll(target: number, buffer: Buffer, length: number, position: number): void {
  for (let written = 0; written < length;) {
    const count = writeSync(target, buffer, written, length - written, position + written);
    if (count === 0) throw new Error("nothing could be written");
    written += count;
  }
}

/** What the original has and its copy has not, as far as its status tells. */
function lossesOf({ account, platform }: System, { mode, uid, nlink, size, blocks }: Stats): string[] {
  const own = account.uid;
  return [
    ...((mode & 0o4000) === 0 ? [] : ["setuid"]),
    ...((mode & 0o2000) === 0 ? [] : ["setgid"]),
    ...(own === undefined || uid === own ? [] : ["owner"]),
    ...(nlink > 1 ? ["hard links"] : []),
    // A Mac's files may be compressed, or somewhere else.
    ...(platform !== "darwin" && size > 0 && blocks * 512 < size - 4_096 ? ["holes"] : []),
  ];
}
