import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { codeOfError } from "../error-code.ts";
import { exists } from "./process-identity.ts";
import { compareScopes, currentScope, formatScope, parseScope } from "./scope.ts";

/**
 * Does `work` while holding the directory `lock`; waits for whoever has it, unless `done` says the work is
 * already done (then undefined is returned). A lock whose owner is dead is taken over. The lock only saves
 * double work: publishing the result is a rename, and only one rename can win.
 */
export async function withInitializeLock<T>(lock: string, done: () => boolean, work: () => T): Promise<T | undefined> {
  while (!take(lock)) {
    if (done()) return undefined;
    if (isAbandoned(lock)) discard(lock);
    else await delay(10);
  }
  try {
    return done() ? undefined : work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function take(lock: string): boolean {
  try {
    mkdirSync(lock, { mode: 0o700 });
  } catch (error) {
    if (codeOfError(error) === "EEXIST") return false;
    throw error;
  }
  writeFileSync(join(lock, "owner"), `${process.pid} ${formatScope(currentScope())}`);
  return true;
}

/** An owner elsewhere cannot be judged; initdb takes seconds, so an old lock is nobody's. */
function isAbandoned(lock: string): boolean {
  const [pid, scopeText = ""] = ownerOf(lock).split(" ");
  const scope = parseScope(scopeText);
  if (scope === undefined) return ageInSeconds(lock) > 5;
  const place = compareScopes(currentScope(), scope);
  if (place === "elsewhere") return ageInSeconds(lock) > 120;
  return place === "earlier boot" || !exists(Number(pid)) || ageInSeconds(lock) > 120;
}

function ownerOf(lock: string): string {
  try {
    return readFileSync(join(lock, "owner"), "utf8");
  } catch {
    return "";
  }
}

function ageInSeconds(lock: string): number {
  const modified = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
  return modified === undefined ? 0 : (Date.now() - modified) / 1000;
}

/** Renamed before it is removed, so that two who find it abandoned do not remove each other's new lock's files. */
function discard(lock: string): void {
  const aside = `${lock}.${randomBytes(6).toString("hex")}`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (codeOfError(error) === "ENOENT") return;
    throw error;
  }
  rmSync(aside, { recursive: true, force: true });
}
