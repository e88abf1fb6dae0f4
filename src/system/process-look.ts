import { existsSync, readFileSync, readlinkSync } from "node:fs";
import type { Machine } from "./machine.ts";

/** A process as the system lists it. */
export interface ProcessLook {
  /** The words it was started with, in one line; a program may have put others there. Of one that is ending its name alone. */
  readonly command: string;
  /** `Z` for a zombie, `T` for one that was stopped. */
  readonly state: string;
  /** When it started, in the system's own words without blanks: a number that is used again starts at another time. */
  readonly start: string;
  /** The folder it works in; undefined where the system does not show it. */
  readonly directory: string | undefined;
}

/** Undefined where there is no such process, or the system does not tell. */
export function lookAtProcess({ ask }: Pick<Machine, "ask">, pid: number): ProcessLook | undefined {
  return existsSync("/proc/self/stat")
    ? lookIntoProc(pid)
    : readListing(ask("ps", [...listingWords, String(pid)])?.output);
}

function lookIntoProc(pid: number): ProcessLook | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const end = stat.lastIndexOf(")");
    const [state = "", ...fields] = stat.slice(end + 2).split(" ");
    const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trimEnd();
    const command = words === "" ? stat.slice(stat.indexOf("(") + 1, end) : words;
    // The 22nd field of all; the state is the third.
    return { command, state, start: fields[18] ?? "", directory: workingDirectory(pid) };
  } catch {
    return undefined;
  }
}

function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** The command stands last, because it may hold blanks, and whole, because a path may be long. */
const listingWords = ["-ww", "-o", "stat=", "-o", "lstart=", "-o", "command=", "-p"];

/** `Ss   Sun Nov 29 16:21:13 2026     /Users/ada/My Work/bin/postgres -D …`, a byte a character. */
export function readListing(output = ""): ProcessLook | undefined {
  const [, state, start = "", command = ""] = /^\s*(\S+)\s+(\S+(?:\s+\S+){4})\s+(.*)/.exec(output) ?? [];
  if (state === undefined) return undefined;
  return {
    command: Buffer.from(command, "latin1").toString(),
    state: state.slice(0, 1),
    start: start.replaceAll(/\s+/g, "-"),
    directory: undefined,
  };
}
