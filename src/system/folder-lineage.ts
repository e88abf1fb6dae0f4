import { type BytePath, prefixOf, systemPath } from "../model/path-bytes.ts";
import { folderStamp } from "./folder-stamp.ts";

/** A folder by what it is and where it lies, whatever letters and mounts it is reached by. */
export interface FolderLineage {
  readonly stamp: string | undefined;
  /** Its path below the folder with a stamp: "" where it is that folder itself, undefined where it does not lie in it. */
  below(stamp: string | undefined): BytePath | undefined;
}

/** `path` is absolute and leads through no links. */
export function folderLineage(path: BytePath): FolderLineage {
  const places = new Map<string, BytePath>();
  for (let folder = path; ; folder = folder.slice(0, folder.lastIndexOf("/")) || "/") {
    const stamp = folderStamp(systemPath(folder));
    const rest = folder === path ? "" : path.slice(prefixOf(folder).length);
    // The nearest of a name counts: a folder may be mounted below itself.
    if (stamp !== undefined && !places.has(stamp)) places.set(stamp, rest);
    if (folder === "/") break;
  }
  return {
    stamp: folderStamp(systemPath(path)),
    below: (stamp) => (stamp === undefined ? undefined : places.get(stamp)),
  };
}
