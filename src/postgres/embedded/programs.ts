import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, chownSync, closeSync, mkdirSync, openSync, renameSync, statSync } from "node:fs";
import type { Binaries } from "./binaries.ts";
import type { EmbeddedPaths } from "./paths.ts";
import { chooseRunAs, type RunAs } from "./run-as.ts";
import { inheritedDescriptors } from "../../system/inherited-descriptors.ts";
import type { System } from "../../system/system.ts";

/** The server's programs, ready to be run on this machine. */
export interface Programs {
  readonly system: System;
  readonly paths: EmbeddedPaths;
  readonly binaries: Binaries;
  readonly runAs: RunAs;
}

/** Decides once how programs are run; a few milliseconds as root, nothing otherwise. */
export function preparePrograms(system: System, paths: EmbeddedPaths, binaries: Binaries): Programs {
  return { system, paths, binaries, runAs: chooseRunAs(system, statSync(paths.data, { throwIfNoEntry: false })?.uid) };
}

/** Gives a directory to the user the programs run as, when that is another one. */
export function giveToServer(programs: Programs, directory: string): void {
  const { user } = programs.runAs;
  if (user !== undefined) chownSync(directory, user.uid, user.gid);
}

/** Makes v7's home; a server that runs as another user must be able to pass through it. */
export function makeHome({ paths, runAs }: Programs): void {
  mkdirSync(paths.home, { recursive: true, mode: 0o700 });
  if (runAs.user !== undefined) chmodSync(paths.home, statSync(paths.home).mode | 0o011);
}

/** Runs a program to its end. Returns its exit status and what it said. */
export function runProgram(programs: Programs, file: string, options: readonly string[], input = ""): ProgramResult {
  const [command, ...rest] = commandLine(programs, file, options);
  const { status, stdout, stderr, error } = spawnSync(command, rest, {
    ...spawnOptions(programs),
    input,
    encoding: "utf8",
  });
  return { status: status ?? 1, output: `${stdout ?? ""}${stderr ?? ""}${error?.message ?? ""}`.trim() };
}

export interface ProgramResult {
  readonly status: number;
  readonly output: string;
}

/** Starts a program that outlives this process and its terminal; it writes to the server's log. */
export function startDetached(programs: Programs, file: string, options: readonly string[]): ChildProcess {
  const [command, ...rest] = commandLine(programs, file, options);
  const log = openLog(programs.paths.log);
  const nothing = openSync("/dev/null", "r+");
  try {
    const stdio = ["ignore" as const, log, log, ...coverInherited(nothing)];
    return spawn(command, rest, { ...spawnOptions(programs), detached: true, stdio });
  } finally {
    closeSync(nothing);
    closeSync(log);
  }
}

function commandLine(programs: Programs, file: string, options: readonly string[]): [string, ...string[]] {
  const [wrapper, ...rest] = programs.runAs.wrapper;
  return wrapper === undefined ? [file, ...options] : [wrapper, ...rest, file, ...options];
}

function spawnOptions(programs: Programs) {
  const { user } = programs.runAs;
  return { cwd: "/", env: scrubbedEnvironment(programs), ...(user === undefined ? {} : user) };
}

/**
 * Nothing of the caller's environment reaches the server: it outlives the shell it was started from. Its libraries are found
 * by the links beside them; only in a Linux without /proc, such as a bare chroot, does the loader have to be told.
 */
function scrubbedEnvironment({ system, binaries }: Programs): NodeJS.ProcessEnv {
  const libraries = system.loaderKnowsFolder() ? {} : { LD_LIBRARY_PATH: binaries.libraries };
  return { PATH: "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", TZ: "UTC", LC_ALL: "C", ...libraries };
}

const logLimit = 1_000_000;

/** Opens the log to append; a long one is set aside first. */
function openLog(file: string): number {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > logLimit) renameSync(file, `${file}.1`);
  return openSync(file, "a", 0o600);
}

/**
 * Node keeps its own descriptors and the first sixteen from its children, but not others it was started
 * with: a shell's pipe held by the server would never end. Those are covered with /dev/null.
 */
function coverInherited(nothing: number): (number | "ignore")[] {
  const inherited = inheritedDescriptors().filter((descriptor) => descriptor !== nothing);
  const highest = Math.max(2, ...inherited);
  return Array.from({ length: highest - 2 }, (_, index) => (inherited.includes(index + 3) ? nothing : "ignore"));
}
