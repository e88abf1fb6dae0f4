import { realpathSync } from "node:fs";
import { codeOfError } from "../model/error-code.ts";
import { folderStamp } from "./folder-stamp.ts";
import type { ProcessLook } from "./process-look.ts";
import type { System } from "./system.ts";

/** What tells processes apart. */
type Processes = Pick<System, "listProcess">;

/**
 * Whether `pid` is the server of `data`: a number alone does not say, it may belong to a zombie, to an unrelated program or
 * to another server that was given a dead server's number.
 */
export function isServerOf(system: Processes, data: string, pid: number): boolean {
  const server = liveServer(system, pid);
  if (server === undefined) return false;
  return server.directory === undefined ? wasStartedFor(server, data) : isWorkingIn(server.directory, data);
}

/** The folder that the live server `pid` works in: its data, wherever that has been moved. Undefined where nothing tells. */
export function serverDirectory(system: Processes, pid: number): string | undefined {
  return liveServer(system, pid)?.directory;
}

/** Whether a server that works in `directory` is the one of `data`. */
export function isWorkingIn(directory: string, data: string): boolean {
  return directory === realpath(data);
}

/** Whether any process, even a zombie, has the number. */
export function exists(pid: number): boolean {
  // The number 0 would mean this process's own group.
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOfError(error) === "EPERM";
  }
}

/**
 * Asks the server of `data` to stop: open transactions roll back, clients are sent away. False where `pid` is not known to
 * be that server: nobody else's process is ever interrupted.
 */
export function interruptServer(system: Processes, data: string, pid: number): boolean {
  if (!isServerOf(system, data, pid)) return false;
  try {
    process.kill(pid, "SIGINT");
  } catch (error) {
    // It has ended just now.
    if (codeOfError(error) !== "ESRCH") throw error;
  }
  return true;
}

/** Undefined where the number is nobody's, another program's or a zombie's. */
function liveServer(system: Processes, pid: number): ProcessLook | undefined {
  if (!exists(pid)) return undefined;
  const found = system.listProcess(pid);
  if (found === undefined || found.state === "Z" || found.state === "X") return undefined;
  return /(^|\/)postgres( -D |$)/.test(found.command) ? found : undefined;
}

/**
 * A server never rewrites the words it was started with, as its sessions do. Among them are its folder and the numbers of
 * that, which stay when it is moved.
 */
function wasStartedFor({ command }: ProcessLook, data: string): boolean {
  // It is ending, and its words are gone: until it has ended it may hold what another one needs.
  if (command === "postgres") return true;
  const words = `${command} `;
  const stamp = folderStamp(data);
  if (stamp !== undefined && words.includes(`=${stamp} `)) return true;
  return [data, realpath(data)].some((folder) => words.includes(` -D ${folder} `));
}

function realpath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
