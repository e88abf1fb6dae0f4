import { existsSync, realpathSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { type ScanPlace, scanRoots } from "../../files/places/roots.ts";
import { Failure } from "../../model/failure.ts";
import { bytePath } from "../../model/path-bytes.ts";
import { storedSpelling } from "../../system/stored-spelling.ts";

/** Paths as typed, made relative to the repository's root with `/` and spelled as the disk does; the root itself is empty text and left out. */
export function repositoryPaths(root: string, directory: string, typed: readonly string[]): string[] {
  return typed.map((path) => repositoryPath(root, directory, path)).filter((path) => path !== "");
}

function repositoryPath(root: string, directory: string, typed: string): string {
  const path = resolve(directory, typed);
  if (!existsSync(path)) throw new Failure("V7-C004", `no file or folder ${typed}`);
  const place = realpathSync.native(root);
  const inside = relative(place, realpathSync.native(path)).split(sep).join("/");
  if (inside === ".." || inside.startsWith("../")) throw new Failure("V7-C004", `${typed} is outside the repository`);
  return Buffer.from(storedSpelling(bytePath(place))(bytePath(inside)), "latin1").toString();
}

/** A path as people see it from where they are: relative below the current directory, else as it is. */
export function shownPath(path: string, directory: string = process.cwd()): string {
  const below = relative(directory, path);
  return below === "" || below.startsWith("..") ? path : below;
}

/** Registered paths, printable, as they are called from a directory: those of a declared root are absolute. */
export function registeredPaths(place: ScanPlace, directory: string, paths: readonly string[]): string[] {
  const roots = scanRoots(place);
  return paths.map((path) => {
    const root = roots.find(({ prefix }) => prefix !== "" && path.startsWith(prefix));
    if (root !== undefined) return join(root.directory, path.slice(root.prefix.length));
    return relative(directory, join(place.repository.root, path));
  });
}
