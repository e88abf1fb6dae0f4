import { randomBytes } from "node:crypto";
import { chownSync, lstatSync, mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { codeOfError } from "../../model/error-code.ts";
import type { System } from "../../system/system.ts";
import { noSocketDirectory } from "./failures.ts";

/** A new directory for a server's socket, private to the server's user and short enough for what a socket's path may have. */
export function makeSocketDirectory(system: System, owner: number): string {
  const tried = candidates(owner);
  for (const parent of tried) {
    const directory = join(parent, randomBytes(6).toString("hex"));
    if (Buffer.byteLength(join(directory, ".s.PGSQL.5432")) <= system.socketLimit && isPrivate(system, parent, owner)) {
      makeFor(system, owner, directory);
      return directory;
    }
  }
  throw noSocketDirectory(tried);
}

/** Removes what a stopped server left; anything that is not such a directory stays. */
export function removeSocketDirectory(directory: string): void {
  if (!/^v7-\d+$/.test(nameOfParent(directory))) return;
  rmSync(directory, { recursive: true, force: true });
}

function candidates(owner: number): string[] {
  const roots = [process.env["XDG_RUNTIME_DIR"], tmpdir(), "/tmp"];
  const usable = roots.filter((root): root is string => root !== undefined && root.startsWith("/"));
  return [...new Set(usable)].map((root) => join(root, `v7-${owner}`));
}

/** The temp folder is everybody's: a directory there counts only when it is ours and closed to others. */
function isPrivate(system: System, parent: string, owner: number): boolean {
  try {
    makeFor(system, owner, parent);
  } catch (error) {
    if (codeOfError(error) !== "EEXIST") return false;
  }
  const found = lstatSync(parent, { throwIfNoEntry: false });
  return found !== undefined && found.isDirectory() && found.uid === owner && (found.mode & 0o022) === 0;
}

function makeFor({ account }: System, owner: number, directory: string): void {
  mkdirSync(directory, { mode: 0o700 });
  if (owner !== account.uid) chownSync(directory, owner, -1);
}

function nameOfParent(directory: string): string {
  return dirname(directory).split("/").at(-1) ?? "";
}
