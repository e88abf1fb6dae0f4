import { foldedName } from "./file-name.ts";
import type { BytePath } from "./path-bytes.ts";

/** Paths with one key are one file somewhere: case and the form of accents count for nothing. */
export function foldedPath(path: BytePath): string {
  const text = Buffer.from(path, "latin1").toString();
  const isText = Buffer.from(text).toString("latin1") === path;
  return isText ? foldedName(text) : `\0${path}`;
}

/** The folders a path lies in, the nearest first: `a/b`, then `a`, of `a/b/c`. */
export function foldersOf(path: BytePath): BytePath[] {
  const folders: BytePath[] = [];
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) folders.push(path.slice(0, end));
  return folders;
}

/** All folders that paths lie in, each once. */
export function foldersOfAll(paths: readonly BytePath[]): Set<BytePath> {
  const found = new Set<BytePath>();
  for (const path of paths) {
    for (const folder of foldersOf(path)) {
      if (found.has(folder)) break;
      found.add(folder);
    }
  }
  return found;
}
