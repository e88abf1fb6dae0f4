import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { codeOfError } from "../model/error-code.ts";
import { exists } from "./process-identity.ts";
import { compareScopes, currentScope, formatScope, parseScope } from "./scope.ts";
import type { System } from "./system.ts";

/** A directory that only one process at a time can make. */
export interface DirectoryLock {
  /** Says that its owner is still at work. Nothing where it is somebody else's by now. */
  refresh(): void;
  /** Whether it is still this owner's: whoever stood still for minutes must ask before each write. */
  isHeld(): boolean;
  /** Gives it back. Nothing where it is somebody else's by now. */
  release(): void;
}

/** Who has a lock. */
export interface LockOwner {
  readonly pid: number;
  readonly host: string;
  readonly since: Date;
  /** Whether the process stands still, as after Ctrl-Z; false where that cannot be told. */
  readonly isStopped: boolean;
}

/** How far a lock is taken from somebody else. */
export interface Taking {
  /** From whom: the dead, and those elsewhere that are silent; or, where two at once do no harm, whoever is silent. */
  readonly from?: "dead" | "silent";
  /** Milliseconds until an owner that is only silent is looked at again: one that slept, like its machine, stirs by then. */
  readonly secondLook?: number;
}

/**
 * Takes the lock, also from an owner that is dead, or one elsewhere that has been silent for two minutes and stays so;
 * undefined while somebody else has it. The parent must exist.
 */
export async function takeDirectoryLock(
  system: System,
  path: string,
  { from = "dead", secondLook = 15_000 }: Taking = {},
): Promise<DirectoryLock | undefined> {
  const own = ownerHere(system);
  if (!make(path, own)) {
    const owner = readOwner(path);
    if (!(await mayBeTaken(system, { path, owner, from, secondLook }))) return undefined;
    discard(path, owner);
    if (!make(path, own)) return undefined;
  }
  const isHeld = (): boolean => readOwner(path) === own;
  return {
    refresh: () => isHeld() && touch(path),
    isHeld,
    release: () => isHeld() && rmSync(path, { recursive: true, force: true }),
  };
}

/** Who has the lock; undefined while nobody has, or where that cannot be told. */
export function ownerOfLock(system: System, path: string): LockOwner | undefined {
  const { pid, scope } = parse(readOwner(path));
  const since = statSync(join(path, "owner"), { throwIfNoEntry: false })?.mtime;
  if (scope === undefined || since === undefined) return undefined;
  const isHere = compareScopes(currentScope(system), scope) === "same";
  return { pid, host: scope.host, since, isStopped: isHere && system.listProcess(pid)?.state === "T" };
}

function ownerHere(system: System): string {
  const start = system.listProcess(process.pid)?.start ?? "";
  return [process.pid, formatScope(currentScope(system)), start, randomBytes(6).toString("hex")].join(" ");
}

function make(path: string, own: string): boolean {
  try {
    mkdirSync(path, { mode: 0o700 });
    // Whoever stood still between the two finds somebody else's name, or no folder.
    writeFileSync(join(path, "owner"), own, { flag: "wx" });
    return true;
  } catch (error) {
    const code = codeOfError(error);
    if (code === "EEXIST" || (code === "ENOENT" && statSync(join(path, ".."), { throwIfNoEntry: false }))) return false;
    throw error;
  }
}

interface Judged extends Required<Taking> {
  readonly path: string;
  readonly owner: string;
}

async function mayBeTaken(system: System, { path, owner, from, secondLook }: Judged): Promise<boolean> {
  const life = lifeOf(system, path, owner);
  if (life === "dead") return true;
  if ((life === "alive" && from === "dead") || ageInSeconds(path) <= longestSilence) return false;
  return from === "silent" || !(await stirs(path, secondLook));
}

/** Unknown where an owner can be judged by its silence alone: elsewhere, or where a number may be another process's by now. */
function lifeOf(system: System, path: string, owner: string): "alive" | "dead" | "unknown" {
  const { pid, scope, start } = parse(owner);
  // Whoever takes a lock writes its name at once.
  if (scope === undefined) return ageInSeconds(path) > 5 ? "dead" : "alive";
  const place = compareScopes(currentScope(system), scope);
  if (place === "elsewhere") return "unknown";
  if (place === "earlier boot" || !exists(pid) || isAnother(system, pid, start)) return "dead";
  return start === "" ? "unknown" : "alive";
}

/** Whether an owner shows itself before so many milliseconds have passed. */
async function stirs(path: string, milliseconds: number): Promise<boolean> {
  const before = modifiedAt(path);
  await delay(milliseconds);
  return modifiedAt(path) !== before;
}

function isAnother(system: System, pid: number, start: string): boolean {
  const found = system.listProcess(pid);
  if (found === undefined) return false;
  return found.state === "Z" || found.state === "X" || (start !== "" && found.start !== start);
}

/** Seconds. */
const longestSilence = 120;

function readOwner(path: string): string {
  try {
    return readFileSync(join(path, "owner"), "utf8");
  } catch {
    return "";
  }
}

function parse(owner: string): {
  readonly pid: number;
  readonly scope: ReturnType<typeof parseScope>;
  readonly start: string;
} {
  const [pid, scope = "", start = ""] = owner.split(" ");
  return { pid: Number(pid), scope: parseScope(scope), start };
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch (error) {
    // It was taken at this moment; whoever writes asks.
    if (codeOfError(error) !== "ENOENT") throw error;
  }
}

function ageInSeconds(path: string): number {
  const modified = modifiedAt(path);
  return modified === undefined ? 0 : (Date.now() - modified) / 1000;
}

function modifiedAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

/**
 * Renamed before it is removed, so that two who find it abandoned do not remove each other's new lock's files. What turns out
 * to be such a new lock is given back.
 */
function discard(path: string, judged: string): void {
  const aside = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    renameSync(path, aside);
    if (readOwner(aside) !== judged) return renameSync(aside, path);
  } catch (error) {
    const code = codeOfError(error);
    // A third one was quicker: the one whose lock this was finds that out before it writes.
    if (code !== "ENOENT" && code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
  }
  rmSync(aside, { recursive: true, force: true });
}
