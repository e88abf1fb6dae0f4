import { lstatSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, normalize, relative, resolve, sep } from "node:path";
import { type IgnoredPaths, readIgnored } from "../../git/ignored.ts";
import { composesNames } from "../../git/repository.ts";
import { readNestedIgnored } from "../../git/nested.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { Failure } from "../../model/failure.ts";
import { type BytePath, bytePath, composedPath, pathBelow, printablePath, systemPath } from "../../model/path-bytes.ts";
import { storedSpelling } from "../../system/stored-spelling.ts";
import { planOfUnfinished } from "../../model/unfinished-copy.ts";
import { isPruned, isScannedHere, type Profile, profileNamed } from "./profiles.ts";

/** A folder that is scanned: the repository, or one that v7.yaml declares. */
export interface Root {
  /** What its files' paths begin with: nothing, or `@downloads/`. */
  readonly prefix: string;
  /** Absolute. */
  readonly directory: string;
  readonly profile: Profile;
  /** Whether git is asked what it ignores: in the repository alone, never in somebody else's. */
  readonly asksGit: boolean;
}

/** A root, and the file or folder below it that is asked for. */
export interface Scope {
  readonly root: Root;
  /** Empty: all of the root. */
  readonly path: BytePath;
}

/** What says which folders are scanned. */
export type ScanPlace = Pick<Workspace, "system" | "repository" | "config">;

/** The repository, then the declared roots. */
export function scanRoots({ system, repository, config: { scan } }: ScanPlace): Root[] {
  const { root, isGit } = repository;
  const own = { prefix: "", directory: root, profile: profileNamed(scan), asksGit: isGit };
  const declared = (scan.roots ?? []).map(({ name, path, profile }) => ({
    prefix: `@${name}/`,
    directory: resolve(
      root,
      path.replace(/^~(?=\/|$)/, () => system.account.home),
    ),
    profile: profileNamed(scan, profile),
    asksGit: false,
  }));
  return [own, ...declared];
}

/**
 * The roots a scan is about: all, or the one that holds a path as it was typed (`docs`, `/home/…/Downloads`,
 * `@downloads/a`), by whatever links and letters; the path is then spelled as the disk spells it.
 */
export function scopesOf(roots: readonly Root[], typed: string | undefined, directory: string): Scope[] {
  if (typed === undefined) return roots.map((root) => ({ root, path: "" }));
  const named = roots.find(({ prefix }) => prefix !== "" && `${typed}/`.startsWith(prefix));
  if (named) {
    const below = normalize(`${typed}/`.slice(named.prefix.length)).replace(/^\.?\/?|\/$/g, "");
    return [{ root: named, path: storedSpelling(bytePath(named.directory))(bytePath(below)) }];
  }
  const path = resolve(directory, typed);
  // A link is itself what is asked for, unless it leads to a root.
  const scope = scopeAt(roots, join(withoutLinks(dirname(path)), basename(path))) ?? scopeAt(roots, withoutLinks(path));
  if (scope) return [scope];
  throw new Failure("V7-F002", `${typed} is in no folder that is scanned`, {
    next: ["declare its folder below scan.roots in v7.yaml"],
  });
}

/** The innermost root that holds a path; neither may lead through links. */
function scopeAt(roots: readonly Root[], path: string): Scope | undefined {
  const places = roots.map((root) => ({ root, directory: withoutLinks(root.directory) }));
  const inner = places.toSorted((left, right) => right.directory.length - left.directory.length);
  const holding = inner.find(({ directory }) => holds(directory, path));
  if (holding === undefined) return undefined;
  const { root, directory } = holding;
  const inside = bytePath(relative(directory, path).split(sep).join("/"));
  return { root, path: storedSpelling(bytePath(directory))(inside) };
}

/** What is not there has no links. */
function withoutLinks(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return dirname(path) === path ? path : join(withoutLinks(dirname(path)), basename(path));
  }
}

function holds(directory: string, path: string): boolean {
  const inside = relative(directory, path);
  return inside !== ".." && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}

/** Whether a root leaves a path out. Folders are asked about as a whole. */
export type IsOut = (path: BytePath, isFolder: boolean) => boolean;

/** What a root leaves out, as far as is known of the repositories in it. */
export interface LeftOut {
  readonly isOut: IsOut;
  /** What git ignores, and the nested repositories that were entered. */
  readonly ignored: IgnoredPaths;
  /** Learns what the repository in a folder ignores by its own rules. @throws where they cannot be asked */
  enter(folder: BytePath): Promise<void>;
  /** A path of the disk as git names it, and with git the registry. */
  nameOf(path: BytePath): BytePath;
}

/** What a root leaves out: by profile, by git, by the rules of repositories nested in it, and v7's own state. */
export async function leftOutOf(root: Root, place: Omit<ScanPlace, "config">): Promise<LeftOut> {
  const { system, repository } = place;
  const nameOf = await namesOf(root, place);
  const found = root.asksGit ? [...(await readIgnored(repository))] : [];
  const ignored = new Set<BytePath>(found.map(nameOf));
  const isOutByName = outByName(root, repository);
  return {
    ignored,
    nameOf,
    isOut: (onDisk, isFolder) => {
      const path = nameOf(onDisk);
      return ignored.has(path) || isOutByName(path, isFolder);
    },
    enter: async (folder) => {
      // Of the repository itself git has said all.
      if (folder === "" && root.asksGit) return;
      const start = folder === "" ? "" : `${folder}/`;
      const folding = { ignoresCase: system.platform !== "linux" };
      const inside = await readNestedIgnored(repository, pathBelow(root.directory, folder), folding);
      for (const path of inside) ignored.add(nameOf(start + path));
    },
  };
}

/** What a root leaves out whatever git says: by profile, git's own files and v7's. Enough for what git has committed. */
export function outByName(root: Root, repository: Workspace["repository"]): IsOut {
  const home = ownState(root, repository);
  return (path, isFolder) => {
    if (path === home || isGitsOwn(path)) return true;
    if (!isFolder && isUnfinished(path)) return true;
    const shown = printablePath(path);
    return isFolder ? isPruned(root.profile, shown) : !isScannedHere(root.profile, shown);
  };
}

/** Git on a Mac may compose what the disk has decomposed. Elsewhere, and outside the repository, a name is what it is. */
async function namesOf(root: Root, { system, repository }: Omit<ScanPlace, "config">): Promise<LeftOut["nameOf"]> {
  const composes = system.platform === "darwin" && root.asksGit && (await composesNames(repository));
  return composes ? composedPath : (path) => path;
}

/** Learns the rules of repositories on the way to a path, outermost first: a walk that begins there passes none of them. */
export async function enterAround({ enter, isOut }: LeftOut, root: Root, path: BytePath): Promise<void> {
  if (path === "") return;
  const steps = path.split("/");
  for (let depth = 0; depth < steps.length; depth += 1) {
    const folder = steps.slice(0, depth).join("/");
    if (folder !== "" && isOut(folder, true)) return;
    if (isThere(pathBelow(root.directory, folder === "" ? ".git" : `${folder}/.git`))) await enter(folder);
  }
}

function isThere(path: BytePath): boolean {
  try {
    return lstatSync(systemPath(path), { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/** Whether a file is a copy that v7 itself did not finish. */
export function isUnfinished(path: BytePath): boolean {
  return path.endsWith(".part") && planOfUnfinished(path.slice(path.lastIndexOf("/") + 1)) !== undefined;
}

function isGitsOwn(path: BytePath): boolean {
  return path === ".git" || path.endsWith("/.git");
}

/** Without git, v7 keeps its state among the person's files. */
function ownState(root: Root, { home }: Workspace["repository"]): BytePath | undefined {
  return holds(root.directory, home) && root.directory !== home
    ? bytePath(relative(root.directory, home).split(sep).join("/"))
    : undefined;
}

/** The longest declared project that holds a path of a root, by its path as declared and the rest. */
export type ProjectOf = (path: string) => { readonly project: string; readonly rest: string } | undefined;

/** Projects are declared by their path in the repository, as `@root/…`, or absolute. */
export function projectLookup(roots: readonly Root[], projects: readonly string[]): ProjectOf {
  const known = new Map(projects.map((project) => [registryPath(roots, project), project]));
  if (known.size === 0) return () => undefined;
  return (path) => {
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      const project = known.get(path.slice(0, end));
      if (project !== undefined) return { project, rest: path.slice(end + 1) };
    }
    return undefined;
  };
}

function registryPath(roots: readonly Root[], project: string): string {
  if (!isAbsolute(project)) return project;
  const root = roots.find(({ directory }) => holds(directory, project));
  return root ? join(root.prefix, relative(root.directory, project)).split(sep).join("/") : project;
}
