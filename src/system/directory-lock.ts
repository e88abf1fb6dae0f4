import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeOfError } from "../model/error-code.ts";
import { exists } from "./process-identity.ts";
import { compareScopes, currentScope, formatScope, parseScope } from "./scope.ts";

/** A directory that only one process at a time can make. */
export interface DirectoryLock {
  /** Says that its owner is still at work: a lock that stays silent for two minutes is taken over. */
  refresh(): void;
  release(): void;
}

/** Takes the lock, also from an owner that is dead; undefined while somebody else has it. The parent must exist. */
export function takeDirectoryLock(path: string): DirectoryLock | undefined {
  if (!make(path)) {
    if (!isAbandoned(path)) return undefined;
    discard(path);
    if (!make(path)) return undefined;
  }
  return {
    refresh: () => utimesSync(path, new Date(), new Date()),
    release: () => rmSync(path, { recursive: true, force: true }),
  };
}

function make(path: string): boolean {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (codeOfError(error) === "EEXIST") return false;
    throw error;
  }
  writeFileSync(join(path, "owner"), `${process.pid} ${formatScope(currentScope())}`);
  return true;
}

/** An owner elsewhere cannot be judged, but by its silence. */
function isAbandoned(path: string): boolean {
  const [pid, scopeText = ""] = ownerOf(path).split(" ");
  const scope = parseScope(scopeText);
  if (scope === undefined) return ageInSeconds(path) > 5;
  const place = compareScopes(currentScope(), scope);
  if (place === "elsewhere") return ageInSeconds(path) > longestSilence;
  return place === "earlier boot" || !exists(Number(pid)) || ageInSeconds(path) > longestSilence;
}

/** Seconds. */
const longestSilence = 120;

function ownerOf(path: string): string {
  try {
    return readFileSync(join(path, "owner"), "utf8");
  } catch {
    return "";
  }
}

function ageInSeconds(path: string): number {
  const modified = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return modified === undefined ? 0 : (Date.now() - modified) / 1000;
}

/** Renamed before it is removed, so that two who find it abandoned do not remove each other's new lock's files. */
function discard(path: string): void {
  const aside = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOfError(error) === "ENOENT") return;
    throw error;
  }
  rmSync(aside, { recursive: true, force: true });
}
