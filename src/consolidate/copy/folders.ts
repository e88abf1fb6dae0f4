import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  type Stats,
} from "node:fs";
import { type BytePath, printablePath, systemPath } from "../../model/path-bytes.ts";
import type { System } from "../../system/system.ts";
import { codeOfError } from "../../model/error-code.ts";

/** A folder of the repository that is held open: whatever is put into its place meanwhile, its files go where it was. */
export interface OpenFolder {
  /** What one of its entries is reached by. Throws an {@link Obstacle} where another folder has been put into its place. */
  entry(name: string): string | Buffer;
  /** Whether a file of that status is the one that bears a name in it, as everybody sees it. */
  holds(name: string, status: Stats): boolean;
  /** All names in it, a byte a character. */
  names(): string[];
  /** Waits until its names are on the disk. */
  sync(): void;
}

/** Opens folders below a root, one after the other, and makes those that are missing. */
export interface Folders {
  /** The folder of a target. Throws an {@link Obstacle} where a part of its path is a link or no folder. */
  folderOf(target: BytePath): OpenFolder;
  close(): void;
}

/** Something in the way of a target. */
export class Obstacle extends Error {
  override readonly name = "Obstacle";
}

/**
 * Each folder is opened from the one above it, and links are not followed: on Linux by way of the open folder itself, so that
 * a folder that is replaced by a link meanwhile leads nowhere else. Elsewhere by its path, which is asked each time whether
 * it still leads to the open folder; a Mac refuses links anywhere in it as well.
 */
export function openFolders(system: System, root: BytePath): Folders {
  const top = hold(system, systemPath(root), root);
  const open: Held[] = [top];
  const path: string[] = [];
  return {
    folderOf: (target) => {
      const names = target.split("/").slice(0, -1);
      let shared = 0;
      while (shared < path.length && shared < names.length && path[shared] === names[shared]) shared += 1;
      while (path.length > shared) {
        path.pop();
        closeSync(open.pop()?.handle ?? -1);
      }
      for (const name of names.slice(shared)) {
        open.push(descend(open.at(-1) ?? top, name));
        path.push(name);
      }
      const held = open.at(-1);
      if (held === undefined) throw new Error("no folder is open");
      return {
        entry: (name) => entryOf(held, name),
        holds: (name, status) => system.throughHandle(held.handle) !== undefined || isSame(entryOf(held, name), status),
        names: () => readdirSync(entryOf(held, "."), { encoding: "latin1" }),
        sync: () => fsyncSync(held.handle),
      };
    },
    close: () => open.forEach(({ handle }) => closeSync(handle)),
  };
}

interface Held {
  readonly system: System;
  readonly handle: number;
  /** Where it was when it was opened. */
  readonly path: BytePath;
}

function hold(system: System, opened: string | Buffer, path: BytePath): Held {
  return { system, handle: openSync(opened, constants.O_RDONLY | constants.O_DIRECTORY | system.noFollow), path };
}

function entryOf({ system, handle, path }: Held, name: string): string | Buffer {
  const through = system.throughHandle(handle);
  if (through === undefined && !isSame(systemPath(path), fstatSync(handle)))
    throw new Obstacle(`${printablePath(path)} was replaced meanwhile`);
  return systemPath(`${through ?? path}/${name}`);
}

function isSame(path: string | Buffer, { dev, ino }: Stats): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found !== undefined && found.dev === dev && found.ino === ino;
}

function descend(above: Held, name: string): Held {
  const path = `${above.path}/${name}`;
  try {
    return hold(above.system, entryOf(above, name), path);
  } catch (error) {
    if (codeOfError(error) !== "ENOENT") throw obstacle(error, path);
  }
  make(above, name);
  try {
    return hold(above.system, entryOf(above, name), path);
  } catch (error) {
    throw obstacle(error, path);
  }
}

function make(above: Held, name: string): void {
  try {
    mkdirSync(entryOf(above, name));
  } catch (error) {
    // Somebody else made it at this moment; a link that leads nowhere is refused when it is opened.
    if (codeOfError(error) !== "EEXIST") throw error;
  }
  fsyncSync(above.handle);
}

function obstacle(error: unknown, path: BytePath): unknown {
  const code = codeOfError(error);
  const isInTheWay = code === "ELOOP" || code === "ENOTDIR" || code === "ENOENT" || code === "EMLINK";
  return isInTheWay ? new Obstacle(`${printablePath(path)} is a link or no folder`) : error;
}
