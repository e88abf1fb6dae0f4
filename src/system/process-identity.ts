import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { codeOfError } from "../model/error-code.ts";

/**
 * Whether `pid` is the server of `data`: a number alone does not say, it may belong to a zombie or to
 * an unrelated program that was given a dead server's number.
 */
export function isServerOf(data: string, pid: number): boolean {
  if (!exists(pid)) return false;
  return existsSync("/proc/self/stat") ? isServerByProc(data, pid) : isServerByListing(pid);
}

/** The folder that the live server `pid` works in: its data, wherever that has been moved. Undefined where nothing tells. */
export function serverDirectory(pid: number): string | undefined {
  return isLiveServer(pid) ? workingDirectory(pid) : undefined;
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

/** Asks a server to stop: open transactions roll back, clients are sent away. One that is gone already is fine. */
export function interrupt(pid: number): void {
  if (pid <= 0) throw new Error("a server without a process id cannot be stopped");
  try {
    process.kill(pid, "SIGINT");
  } catch (error) {
    if (codeOfError(error) !== "ESRCH") throw error;
  }
}

function isServerByProc(data: string, pid: number): boolean {
  if (!isLiveServer(pid)) return false;
  const directory = workingDirectory(pid);
  return directory === undefined || isWorkingIn(directory, data);
}

function isLiveServer(pid: number): boolean {
  const process = readProcess(pid);
  return process?.name === "postgres" && process.state !== "Z" && process.state !== "X";
}

function readProcess(pid: number): { name: string; state: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const end = stat.lastIndexOf(")");
    return { name: stat.slice(stat.indexOf("(") + 1, end), state: stat.slice(end + 2, end + 3) };
  } catch {
    return undefined;
  }
}

/** A server works in its data directory. Undefined when the system hides it. */
function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function realpath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function isServerByListing(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=,comm=", "-p", String(pid)], { encoding: "utf8" });
  const [state = "", name = ""] = stdout.trim().split(/\s+/, 2);
  return !state.startsWith("Z") && name.endsWith("postgres");
}
