import { existsSync, lstatSync, readFileSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { codeOfError } from "../../model/error-code.ts";

/** Another name of a library, by which the loader asks for it. */
export interface LibraryLink {
  readonly name: string;
  /** The library, in the same folder. */
  readonly file: string;
}

/** The links that a package of binaries lists; undefined for one without a list. */
export function libraryLinks(native: string): LibraryLink[] | undefined {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return undefined;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  return links.map(({ source, target }) => ({ name: basename(target), file: basename(source) }));
}

/** Makes the links that are missing. False where the folder may not be written to. */
export function makeLinks(folder: string, links: readonly LibraryLink[]): boolean {
  try {
    for (const { name, file } of links) if (!isThere(join(folder, name))) symlinkSync(file, join(folder, name));
    return true;
  } catch (error) {
    const code = codeOfError(error);
    // Another process is at it, too.
    if (code === "EEXIST") return makeLinks(folder, links);
    if (code === "EACCES" || code === "EPERM" || code === "EROFS") return false;
    throw error;
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
