import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { codeOfError } from "../model/error-code.ts";

/**
 * Whether `pid` is the server of `data`: a number alone does not say, it may belong to a zombie or to
 * an unrelated program that was given a dead server's number.
 */
export function isServerOf(data: string, pid: number): boolean {
  if (!exists(pid) || !isLiveServer(pid)) return false;
  const directory = workingDirectory(pid);
  return directory === undefined || isWorkingIn(directory, data);
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

/** Whether the number is that of a server, and no zombie. */
function isLiveServer(pid: number): boolean {
  const process = lookAtProcess(pid);
  return process?.name.endsWith("postgres") === true && process.state !== "Z" && process.state !== "X";
}

/** A process as the system lists it. */
export interface ProcessLook {
  readonly name: string;
  /** `Z` for a zombie, `T` for one that was stopped. */
  readonly state: string;
  /** When it started, in the system's own words without blanks: a number that is used again starts at another time. */
  readonly start: string;
}

/** Undefined where there is no such process, or the system does not tell. */
export function lookAtProcess(pid: number): ProcessLook | undefined {
  return existsSync("/proc/self/stat") ? lookIntoProc(pid) : lookIntoListing(pid);
}

function lookIntoProc(pid: number): ProcessLook | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const end = stat.lastIndexOf(")");
    const [state = "", ...fields] = stat.slice(end + 2).split(" ");
    // The 22nd field of all; the state is the third.
    return { name: stat.slice(stat.indexOf("(") + 1, end), state, start: fields[18] ?? "" };
  } catch {
    return undefined;
  }
}

function lookIntoListing(pid: number): ProcessLook | undefined {
  const options = ["-o", "stat=,lstart=,comm=", "-p", String(pid)];
  const { stdout } = spawnSync("ps", options, { encoding: "utf8", env: { ...process.env, LC_ALL: "C", TZ: "UTC" } });
  const [state, ...words] = (stdout ?? "").trim().split(/\s+/);
  if (!state) return undefined;
  return { name: words.slice(5).join(" "), state: state.slice(0, 1), start: words.slice(0, 5).join("-") };
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
