import { createHash, randomBytes } from "node:crypto";
import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { type LibraryLink, makeLinks } from "./library-links.ts";
import type { EmbeddedPaths } from "./paths.ts";

/** A package of binaries that lacks its links. */
export interface UnlinkedBinaries {
  readonly native: string;
  readonly version: string;
  readonly links: readonly LibraryLink[];
}

/**
 * A copy of the programs and their libraries below v7's home, with the links; what they only read is linked to. Where the
 * file system shares blocks, as on every Mac, it takes no room. Links to the libraries would not do: a loader looks for
 * further ones where a file really lies. The folder is made aside and renamed, so whoever sees it sees all of it.
 */
export function cloneBinaries({ native, version, links }: UnlinkedBinaries, paths: EmbeddedPaths): string {
  const folder = join(paths.libraries, nameOf(native, version));
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${randomBytes(6).toString("hex")}`;
  copyFiles(join(native, "bin"), join(draft, "bin"));
  copyFiles(join(native, "lib"), join(draft, "lib"));
  makeLinks(join(draft, "lib"), links);
  for (const read of ["share", join("lib", "postgresql")]) symlinkSync(join(native, read), join(draft, read));
  publish(draft, folder);
  return folder;
}

function nameOf(native: string, version: string): string {
  return createHash("sha256").update(`clone\n${native}\n${version}`).digest("hex").slice(0, 12);
}

/** Without folders, and without what only a compiler needs. */
function copyFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o755 });
  const files = readdirSync(from, { withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { name } of files) {
    if (!name.endsWith(".a")) copyFileSync(join(from, name), join(to, name), constants.COPYFILE_FICLONE);
  }
}

function publish(draft: string, folder: string): void {
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}
