import { existsSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { codeOfError } from "../../model/error-code.ts";
import { withInitializeLock } from "./initialize-lock.ts";
import { socketOf } from "./inspect.ts";
import type { EmbeddedPaths } from "./paths.ts";
import { readPostmasterFile, type PostmasterFile } from "./postmaster-file.ts";
import { exists, interruptServer, isServerOf } from "../../system/process-identity.ts";
import type { System } from "../../system/system.ts";
import { removeSocketDirectory } from "./socket-directory.ts";

/**
 * Clears the way after a killed server. The server itself replaces a pid file whose number is free; an empty one, or
 * one whose number lives on in a zombie or in another program, blocks it and is removed here.
 */
export async function recoverDead(system: System, paths: EmbeddedPaths, dead: PostmasterFile): Promise<void> {
  if (dead.socketDirectory !== "") removeSocketDirectory(dead.socketDirectory);
  if (dead.pid !== 0 && !exists(dead.pid)) return;
  const gone = () => readPostmasterFile(paths.data)?.text !== dead.text;
  await withInitializeLock(system, paths.initializeLock, gone, () => {
    if (!isServerOf(system, paths.data, dead.pid)) removeFile(join(paths.data, "postmaster.pid"));
  });
}

/**
 * A ready server whose socket was cleaned away from the temp folder can never be reached again: it is asked
 * to stop, and the next round starts it anew. Anything else that is busy is left to finish.
 */
export async function restartDeaf(system: System, data: string, file: PostmasterFile): Promise<void> {
  if (file.status !== "ready" || existsSync(socketOf(file))) return;
  interruptServer(system, data, file.pid);
  await delay(20);
}

function removeFile(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (codeOfError(error) !== "ENOENT") throw error;
  }
}
