import { readFileSync } from "node:fs";
import { join } from "node:path";
import { codeOfError } from "../../model/error-code.ts";
import { otherUser } from "./failures.ts";
import { parseScope, type Scope } from "../../system/scope.ts";
import { folderSetting, scopeSetting } from "./server-settings.ts";

/** What a server writes into its data directory as long as it runs, and leaves behind when it is killed. */
export interface PostmasterFile {
  readonly pid: number;
  /** The data directory by the name it had. */
  readonly data: string;
  /** Seconds since 1970. */
  readonly startedAt: number;
  readonly port: number;
  readonly socketDirectory: string;
  readonly status: "starting" | "ready" | "stopping" | "standby" | "";
  readonly text: string;
}

/** Undefined when no server has the data directory. A file just being written reads as `starting`. */
export function readPostmasterFile(data: string): PostmasterFile | undefined {
  const text = readIfPresent(data, "postmaster.pid");
  if (text === undefined) return undefined;
  const [pid = "", folder = "", startedAt = "", port = "", socketDirectory = "", , , status = ""] = text.split("\n");
  return {
    pid: Number.parseInt(pid, 10) || 0,
    data: folder,
    startedAt: Number.parseInt(startedAt, 10) || 0,
    port: Number.parseInt(port, 10) || 0,
    socketDirectory,
    status: statusOf(status.trim()),
    text,
  };
}

/** The place the last server was started in; undefined when it does not say. */
export function readServerScope(data: string): Scope | undefined {
  const value = readOption(data, scopeSetting);
  return value === undefined ? undefined : parseScope(value);
}

/** The data directory that the last server was started in, as `folderStamp` has it; undefined when it does not say. */
export function readServerFolder(data: string): string | undefined {
  return readOption(data, folderSetting);
}

function readOption(data: string, setting: string): string | undefined {
  const options = readIfPresent(data, "postmaster.opts") ?? "";
  return new RegExp(`${setting.replace(".", "\\.")}=([^"\\s]*)`).exec(options)?.[1];
}

function statusOf(text: string): PostmasterFile["status"] {
  return text === "ready" || text === "stopping" || text === "standby" ? text : "starting";
}

function readIfPresent(data: string, name: string): string | undefined {
  try {
    return readFileSync(join(data, name), "utf8");
  } catch (error) {
    const code = codeOfError(error);
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    if (code === "EACCES" || code === "EPERM") throw otherUser(data, "another user");
    throw error;
  }
}
