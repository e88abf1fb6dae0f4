import { randomBytes } from "node:crypto";
import { chownSync, lstatSync, mkdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { sha256 } from "../../model/digest.ts";
import { codeOfError } from "../../model/error-code.ts";
import type { System } from "../../system/system.ts";
import { noSocketDirectory } from "./failures.ts";
import type { EmbeddedHome } from "./paths.ts";

/** A new directory for a server's socket, private to the server's user and short enough for what a socket's path may have. */
export function makeSocketDirectory(system: System, owner: number): string {
  const tried = candidates(owner);
  for (const parent of tried) {
    const directory = join(parent, randomBytes(6).toString("hex"));
    if (fitsSocket(system, directory) && isPrivate(system, parent, owner)) {
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

/**
 * The name under which other programs find the server's socket after every start: a link below the server's home, and where
 * that is too long a path, beside the directory itself. Each start has a directory of its own, so that no server that ends
 * takes another one's socket with it.
 */
export function lastingSocketDirectory({ system, home }: EmbeddedHome, directory: string): string {
  const names = [join(home, "socket"), join(dirname(directory), sha256(home).slice(0, 12))];
  const name = names.find((path) => fitsSocket(system, path));
  if (name === undefined) return directory;
  pointTo(name, directory);
  return name;
}

/** In one step: whoever connects meanwhile finds the former directory or this one. */
function pointTo(name: string, directory: string): void {
  if (targetOf(name) === directory) return;
  const fresh = `${name}.${randomBytes(6).toString("hex")}`;
  symlinkSync(directory, fresh);
  renameSync(fresh, name);
}

function targetOf(name: string): string | undefined {
  try {
    return readlinkSync(name);
  } catch {
    return undefined;
  }
}

function fitsSocket(system: System, directory: string): boolean {
  return Buffer.byteLength(join(directory, ".s.PGSQL.5432")) <= system.socketLimit;
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
