import { existsSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { type ScanPlace, scanRoots } from "../../files/places/roots.ts";
import { ExactNumber } from "../../model/exact-number.ts";
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

/** Where the repository is, and where one stands. */
export interface Standing {
  readonly root: string;
  readonly directory: string;
}

/**
 * An answer as a person reads it where they stand: each path from the repository's root becomes one from there, as git writes
 * it. What documents and rows hold is left alone.
 */
export function shownFrom<Shown>({ root, directory }: Standing, shown: Shown): Shown {
  const below = relative(realpathSync.native(root), realpathSync.native(directory));
  if (below === "" || below === ".." || below.startsWith(`..${sep}`)) return shown;
  return withPaths(shown, (path) => relative(below, path)) as Shown;
}

/** The keys that hold a path from the repository's root, in every output. */
const pathKeys: ReadonlySet<string> = new Set(["file", "files", "path", "old_path", "log_path"]);

/** The keys that hold what people wrote, whatever it looks like. */
const foreignKeys: ReadonlySet<string> = new Set(["before", "after", "fields", "rows", "example", "detail"]);

function withPaths(value: unknown, shownAs: (path: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => withPaths(item, shownAs));
  if (typeof value !== "object" || value === null || value instanceof ExactNumber) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, shownPart(key, held, shownAs)]));
}

function shownPart(key: string, held: unknown, shownAs: (path: string) => string): unknown {
  if (foreignKeys.has(key)) return held;
  const shown = (item: unknown): unknown => (isBelowRoot(item) ? shownAs(item) : withPaths(item, shownAs));
  if (!pathKeys.has(key) && !isPosition(key, held)) return withPaths(held, shownAs);
  return Array.isArray(held) ? held.map(shown) : shown(held);
}

/** `state/tasks/1.1.yaml:3`; of what was observed, a source is whoever saw it. */
function isPosition(key: string, held: unknown): boolean {
  return key === "source" && typeof held === "string" && /\.ya?ml:\d+$/.test(held);
}

/** Neither absolute, nor of another root, nor a commit that a search found. */
function isBelowRoot(path: unknown): path is string {
  return typeof path === "string" && path !== "" && !isAbsolute(path) && !/^@|^commit\//.test(path);
}

/** A file, folder or pattern as typed, from the repository's root; one of another root is typed as it is registered. Throws V7-C004 for what lies outside. */
export function typedPattern({ root, directory }: Standing, typed: string): string {
  if (typed.startsWith("@")) return typed;
  const path = relative(realpathSync.native(root), resolve(realpathSync.native(directory), typed));
  if (path !== ".." && !path.startsWith(`..${sep}`)) return path.split(sep).join("/");
  throw new Failure("V7-C004", `${typed} is outside the repository`);
}
