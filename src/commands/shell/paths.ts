import { existsSync, realpathSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
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
