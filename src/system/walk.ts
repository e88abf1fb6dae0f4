import { closeSync, constants, lstatSync, openSync, readdirSync, type Stats } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { type BytePath, systemPath } from "../model/path-bytes.ts";
import { codeOfError } from "../model/error-code.ts";
import type { System } from "./system.ts";

/** A file or link as `lstat` saw it. */
export interface FoundFile {
  /** From the root that is walked. */
  readonly path: BytePath;
  /** What to open its folder by: for very deep files another path than the root's and its own joined. */
  readonly folder: BytePath;
  readonly isLink: boolean;
  readonly size: number;
  /** Of 512 bytes, on the disk. */
  readonly blocks: number;
  readonly stamp: Stamp;
  /** The number of the disk it lies on, which may be another one after the next mount. */
  readonly device: number;
}

/**
 * What a file's every edit changes: size, mtime, ctime and inode. Equal stamps, equal content. Times are milliseconds as
 * the system's double has them, to a quarter of a microsecond: whole nanoseconds take twice as long to ask for, and what
 * was edited in the last two seconds is not trusted anyway.
 */
export type Stamp = string;

/** What was seen and is no file to register. */
export interface Oddity {
  readonly path: BytePath;
  readonly kind: "fifo" | "socket" | "device" | "unreadable" | "vanished";
  /** True for a folder: nothing is known of what lies below it. */
  readonly isFolder: boolean;
  /** The system's code, such as EACCES. */
  readonly detail?: string;
}

export interface WalkOptions {
  /** Absolute. */
  readonly directory: BytePath;
  /** The file or folder below it to look at; empty: all. */
  readonly scope: BytePath;
  /** Whether a path is left out; folders are not entered then. */
  isOut(path: BytePath, isFolder: boolean): boolean;
  onFile(file: FoundFile): void;
  /**
   * Hears of a folder that holds a `.git` before anything of it is looked at, and may have more left out. When it fails
   * the folder is not looked at, and is an oddity.
   */
  onRepository?(path: BytePath): Promise<void>;
  onOddity(oddity: Oddity): void;
  readonly system: Pick<System, "throughHandle">;
  readonly signal: AbortSignal;
}

/** Keeps open what very deep files are reached by. */
export interface Walk {
  /** Closes that; files of the walk can no longer be opened by their `opened` path. */
  close(): void;
}

/**
 * Looks at every entry below a folder once, links as links. Reads each folder at once: asking the system for one file is
 * cheaper than the promise around it would be. Between folders others get their turn, so that Ctrl-C is heard.
 */
export async function walk(options: WalkOptions): Promise<Walk> {
  const handles: number[] = [];
  const close = (): void => handles.forEach((handle) => closeSync(handle));
  try {
    await walkFrom(options, handles);
  } catch (error) {
    close();
    throw error;
  }
  return { close };
}

/** What to open a file by. */
export function openedBy(file: FoundFile): string | Buffer {
  return systemPath(openedPath(file));
}

/** The same as a path. */
export function openedPath({ path, folder }: Pick<FoundFile, "path" | "folder">): BytePath {
  return `${folder}/${path.slice(path.lastIndexOf("/") + 1)}`;
}

/** A file by its absolute path. */
export function foundFile(path: BytePath, status: Stats): FoundFile {
  const folder = path.slice(0, path.lastIndexOf("/"));
  const { size, blocks, dev: device } = status;
  return { path, folder, isLink: status.isSymbolicLink(), size, blocks, stamp: stampOf(status), device };
}

/** The stamp of a file's status. */
export function stampOf({ size, mtimeMs, ctimeMs, ino }: Stats): Stamp {
  return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
}

/**
 * Whether two stamps differ at most in what moves without content: the ctime, by attributes, names and links, and the inode,
 * by a disk that is mounted anew. Whoever must be sure reads the file.
 */
export function agreeInSizeAndTime(left: Stamp, right: Stamp): boolean {
  const [size, mtime] = left.split(" ", 2);
  return right.startsWith(`${size} ${mtime} `);
}

/** A stamp's times, in milliseconds since 1970. */
export function timesOf(stamp: Stamp): { readonly mtime: number; readonly ctime: number } {
  const [, mtime, ctime] = stamp.split(" ");
  return { mtime: Number(mtime), ctime: Number(ctime) };
}

interface Folder {
  readonly path: BytePath;
  readonly opened: BytePath;
}

async function walkFrom(options: WalkOptions, handles: number[]): Promise<void> {
  const folders = startOf(options);
  let seen = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    seen += await walkFolder(options, near(options, folder, handles), folders);
    if (seen < entriesPerTurn) continue;
    seen = 0;
    await setImmediate();
    options.signal.throwIfAborted();
  }
}

const entriesPerTurn = 500;

function startOf(options: WalkOptions): Folder[] {
  const { directory, scope } = options;
  if (scope === "") return [{ path: "", opened: directory }];
  const folders: Folder[] = [];
  const parent = scope.lastIndexOf("/");
  const above = scope.slice(0, Math.max(parent, 0));
  const folder = { path: above, opened: parent < 0 ? directory : `${directory}/${above}` };
  lookAt(options, folder, scope.slice(parent + 1), folders);
  return folders;
}

/** Returns how many entries there were. */
async function walkFolder(options: WalkOptions, folder: Folder, folders: Folder[]): Promise<number> {
  let names: string[];
  try {
    // Latin-1 keeps every byte, and is the cheapest text there is.
    names = readdirSync(systemPath(folder.opened), { encoding: "latin1" });
  } catch (error) {
    options.onOddity(oddityOf(folder.path, error, true));
    return 1;
  }
  if (options.onRepository !== undefined && names.includes(".git")) {
    try {
      await options.onRepository(folder.path);
    } catch {
      options.onOddity({ path: folder.path, kind: "unreadable", isFolder: true, detail: "its ignore rules" });
      return 1;
    }
  }
  for (const name of names) lookAt(options, folder, name, folders);
  return names.length;
}

function lookAt(options: WalkOptions, folder: Folder, name: string, folders: Folder[]): void {
  const path = folder.path === "" ? name : `${folder.path}/${name}`;
  const opened = `${folder.opened}/${name}`;
  let status: Stats;
  try {
    status = lstatSync(systemPath(opened));
  } catch (error) {
    if (!options.isOut(path, false)) options.onOddity(oddityOf(path, error, false));
    return;
  }
  const isFolder = status.isDirectory();
  if (options.isOut(path, isFolder)) return;
  if (isFolder) return void folders.push({ path, opened });
  const isLink = status.isSymbolicLink();
  if (!isLink && !status.isFile()) {
    options.onOddity({ path, kind: specialKind(status), isFolder: false });
    return;
  }
  const { size, blocks, dev: device } = status;
  options.onFile({ path, folder: folder.opened, isLink, size, blocks, stamp: stampOf(status), device });
}

function specialKind(status: Stats): Oddity["kind"] {
  if (status.isFIFO()) return "fifo";
  return status.isSocket() ? "socket" : "device";
}

function oddityOf(path: BytePath, error: unknown, isFolder: boolean): Oddity {
  const detail = codeOfError(error) ?? "EIO";
  const isGone = detail === "ENOENT" || detail === "ENOTDIR";
  return { path, kind: isGone ? "vanished" : "unreadable", isFolder, detail };
}

/** Linux takes paths of 4,096 bytes at most: from a handle on the way, what is deeper is near again. */
function near({ system }: WalkOptions, folder: Folder, handles: number[]): Folder {
  if (folder.opened.length < longPath || handles.length >= mostHandles) return folder;
  try {
    const handle = openSync(
      systemPath(folder.opened),
      constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW,
    );
    handles.push(handle);
    return { ...folder, opened: system.throughHandle(handle) ?? folder.opened };
  } catch {
    // Reading the folder fails the same way and tells.
    return folder;
  }
}

const longPath = 3_000;
const mostHandles = 200;
