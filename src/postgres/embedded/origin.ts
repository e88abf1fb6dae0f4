import { closeSync, openSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { folderStamp } from "../../system/folder-stamp.ts";
import { isWorkingIn, serverDirectory } from "../../system/process-identity.ts";
import { currentScope } from "../../system/scope.ts";
import type { System } from "../../system/system.ts";
import { readServerFolder, readServerScope, type PostmasterFile } from "./postmaster-file.ts";

/**
 * Whether a data directory is a copy of another one that had not been shut down then: the pid file, if there is one,
 * speaks of the other's server, and the files may be of different moments. `file` is undefined where there is none.
 */
export function isCopyOfRunning(system: System, data: string, file: PostmasterFile | undefined): boolean {
  const stamp = readServerFolder(data);
  if (stamp !== undefined && isStampOf(system, data, stamp)) return false;
  if (file === undefined) return stamp !== undefined && !wasShutDown(data);
  return file.pid !== 0 && !isServersFolder(system, { data, file, stamp });
}

interface Claim {
  readonly data: string;
  readonly file: PostmasterFile;
  /** Of the folder that the server was started in. */
  readonly stamp: string | undefined;
}

/**
 * A live server tells by where it works. Of a dead one, and where the system does not show it, the name it wrote down
 * counts, unless a copy has taken the original's place: some file systems give a folder new numbers, but none gives one
 * to its server before it is made. An older v7 left no numbers, and its folder may have been moved.
 */
function isServersFolder(system: System, { data, file, stamp }: Claim): boolean {
  const directory = serverDirectory(system, file.pid);
  if (directory !== undefined) return isWorkingIn(directory, data);
  if (stamp !== undefined && isYoungerThan(data, file)) return false;
  const named = folderStamp(file.data);
  return named === undefined ? stamp === undefined : named === folderStamp(data);
}

/** Whether a folder was made after the server had started. A file system that keeps no such time says 0. */
function isYoungerThan(data: string, { startedAt }: PostmasterFile): boolean {
  return startedAt > 0 && statSync(data).birthtimeMs >= startedAt * 1000;
}

/** A disk may have another number after a boot. */
function isStampOf(system: System, data: string, stamp: string): boolean {
  const found = folderStamp(data);
  if (found === stamp) return true;
  return readServerScope(data)?.boot !== currentScope(system).boot && inodeOf(found) === inodeOf(stamp);
}

function inodeOf(stamp: string | undefined): string | undefined {
  return stamp?.split("-")[1];
}

/** As the server's own control file says: behind two numbers of eight bytes and of two times four stands its state. */
function wasShutDown(data: string): boolean {
  const state = Buffer.alloc(4);
  const file = openSync(join(data, "global", "pg_control"), "r");
  try {
    readSync(file, state, 0, state.length, 16);
  } finally {
    closeSync(file);
  }
  return state.readInt32LE() === shutDown;
}

const shutDown = 1;
