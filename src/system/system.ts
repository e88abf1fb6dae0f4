import { constants, existsSync } from "node:fs";
import { homedir, hostname, userInfo } from "node:os";
import type { BytePath } from "../model/path-bytes.ts";
import { lookAtProcess, type ProcessLook } from "./process-look.ts";
import { asker, type ProgramAnswer } from "./programs.ts";
import { bootIdOf, machineIdOf, otherNamesOf } from "./machine.ts";
import { resourceForkBeside, resourceForkOnMac } from "./resource-fork.ts";

/**
 * The machine, the account and the limits that differ between systems: made once, in `src/context.ts`, and carried by the
 * workspace. Nothing is read before it is asked for, and what cannot change is read once.
 */
export interface System {
  readonly platform: NodeJS.Platform;
  /** As Node names it: `arm64`. */
  readonly architecture: NodeJS.Architecture;
  /** The longest path of a socket, in bytes: macOS takes no more, and no server is to depend on where it was made. */
  readonly socketLimit: number;
  /** The longest absolute path, in bytes. */
  readonly pathLimit: number;
  /** What `open` takes to refuse links: on a Mac anywhere in a path, elsewhere at its end. */
  readonly noFollow: number;
  /** What the system calls itself now; on a Mac the network may change it. */
  hostName(): string;
  /** All names it goes by, the current one first. */
  hostNames(): readonly string[];
  /** What stays through renames; "" where the system does not tell. Copies of one image share it. */
  machineId(): string;
  /** Another one after each boot; "" where the system does not tell. */
  bootId(): string;
  readonly account: Account;
  /** Whether the account's own services go on when it logs out: systemd's, if it was told so. */
  staysWithoutSession(): boolean;
  /** A process as the system lists it; undefined where there is none, or the system does not tell. */
  listProcess(pid: number): ProcessLook | undefined;
  /** Runs one of the system's small programs to its end; undefined where there is no such program, or it took too long. */
  ask(program: string, words: readonly string[]): ProgramAnswer | undefined;
  /** Bytes of a file's second half, which Macs alone make; 0 where there is none. */
  resourceForkSize(path: BytePath): number;
  /** A path that leads into an open folder whatever has been put into its place; undefined where the system has none. */
  throughHandle(handle: number): string | undefined;
  /** Whether a program's loader learns where the program lies, and so finds the libraries beside it: Linux's asks /proc. */
  loaderKnowsFolder(): boolean;
}

/** Whom this process runs as. */
export interface Account {
  /** Undefined on systems without numbers. */
  readonly uid: number | undefined;
  /** The number as text where it has no name. */
  readonly name: string;
  /** By HOME, else as the system has it. */
  readonly home: string;
}

/** The system this process runs on. */
export function thisSystem(): System {
  const { platform, arch: architecture } = process;
  const ask = asker();
  const machine = { platform, ask };
  const account = thisAccount();
  const showsHandles = once(() => existsSync("/proc/self/fd"));
  return {
    platform,
    architecture,
    socketLimit: 103,
    pathLimit: platform === "darwin" ? 1_023 : 4_095,
    noFollow: platform === "darwin" ? noFollowAnywhere : constants.O_NOFOLLOW,
    hostName: once(hostname),
    hostNames: once(() => [hostname(), ...otherNamesOf(machine)]),
    machineId: once(() => machineIdOf(machine)),
    bootId: once(() => bootIdOf(machine)),
    account,
    staysWithoutSession: () => existsSync(`/var/lib/systemd/linger/${account.name}`),
    listProcess: (pid) => lookAtProcess(machine, pid),
    ask,
    resourceForkSize: platform === "darwin" ? resourceForkOnMac : resourceForkBeside,
    throughHandle: (handle) => (showsHandles() ? `/proc/self/fd/${handle}` : undefined),
    loaderKnowsFolder: () => platform !== "linux" || existsSync("/proc/self/exe"),
  };
}

/** O_NOFOLLOW_ANY, which Node does not name. */
const noFollowAnywhere = 0x20000000;

function thisAccount(): Account {
  return {
    uid: process.geteuid?.(),
    get name() {
      return nameOfUser() ?? String(this.uid);
    },
    get home() {
      return homedir();
    },
  };
}

/** Undefined for a number that the system has no account for. */
function nameOfUser(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}

function once<T>(read: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => (found ??= { value: read() }).value;
}
