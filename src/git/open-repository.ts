import { existsSync, realpathSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { Failure } from "../model/failure.ts";
import { readTextFile } from "../system/text-file.ts";
import { GitError, type GitPlace, readGitText } from "./command.ts";
import { foreignGitEnvironment, gitEnvironment, namesRepository } from "./environment.ts";
import type { Repository } from "./repository.ts";

/**
 * Finds the repository that holds a directory, by its one name, whatever links led there. What the environment says of a repository, as in a hook, is about the one
 * around the process: in any other it is left out.
 */
export async function openRepository(directory: string): Promise<Repository> {
  const start = withoutLinks(resolve(directory));
  if (!namesRepository(process.env) || start === process.cwd()) return openHere(start);
  const [named, found] = await Promise.all([
    openHere(process.cwd()).catch(() => undefined),
    findRepository({ root: start, environment: foreignGitEnvironment(process.env) }),
  ]);
  const isNamed = named?.isGit && (found.isGit ? isSame(found.root, named.root) : isBelow(named.root, start));
  return isNamed ? named : found;
}

/** What is not there is told by whoever looks for documents in it. */
function withoutLinks(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

function openHere(start: string): Promise<Repository> {
  const place = { root: start, environment: gitEnvironment(process.env) };
  const isPlaced = ["GIT_DIR", "GIT_WORK_TREE"].some((name) => process.env[name] !== undefined);
  return isPlaced ? askGit(place) : findRepository(place);
}

async function findRepository(place: GitPlace): Promise<Repository> {
  const { root: start, environment } = place;
  const root = nearest(start, ".git");
  refuseBare(start, root);
  if (root === undefined) {
    const configured = nearest(start, "v7.yaml") ?? start;
    return { root: configured, home: join(configured, ".v7"), isGit: false, environment };
  }
  // The plain layout needs no process; worktrees and submodules do.
  return isPlainGitDirectory(join(root, ".git"))
    ? { root, home: homeOf(root, join(root, ".git")), isGit: true, environment }
    : askGit(place);
}

async function askGit(place: GitPlace): Promise<Repository> {
  const argv = ["rev-parse", "--path-format=absolute", "--show-toplevel", "--git-common-dir"];
  const output = await readGitText(place, { argv }).catch((error: unknown) => {
    throw isOutsideWorkTree(error) ? nothingCheckedOut(place.root) : error;
  });
  const [root = place.root, common = join(place.root, ".git")] = output.trimEnd().split("\n");
  return { root, home: homeOf(root, common), isGit: true, environment: place.environment };
}

function isOutsideWorkTree(error: unknown): boolean {
  return error instanceof GitError && error.message.includes("must be run in a work tree");
}

/** Nothing is checked out in a bare repository, wherever in it one stands, nor beside one that is called `.git`. */
function refuseBare(start: string, root: string | undefined): void {
  for (let folder = start; folder !== root; folder = dirname(folder)) {
    if (isBare(folder)) throw nothingCheckedOut(folder);
    if (dirname(folder) === folder) return;
  }
  if (root !== undefined && isBare(join(root, ".git"))) throw nothingCheckedOut(root);
}

function isBare(path: string): boolean {
  const isRepository = existsSync(join(path, "HEAD")) && existsSync(join(path, "objects"));
  if (!isRepository) return false;
  // Git moves the setting where work trees have settings of their own.
  const settings = ["config", "config.worktree"].map((file) => readTextFile(join(path, file)) ?? "");
  return settings.some((text) => /^\s*bare\s*=\s*true\s*$/im.test(text));
}

function nothingCheckedOut(folder: string): Failure {
  return new Failure("V7-H042", `nothing is checked out in ${folder}: it is a bare repository`, {
    next: [`git -C ${folder} worktree list`, "v7 --repo DIR, with one of its work trees"],
  });
}

/** A folder that became a git repository later goes on with what v7 kept in it before: one folder has one database. */
function homeOf(root: string, common: string): string {
  const [own, earlier] = [join(common, "v7"), join(root, ".v7")];
  return !existsSync(join(own, "pg")) && existsSync(join(earlier, "pg")) ? earlier : own;
}

function isSame(left: string, right: string): boolean {
  return realpathSync(left) === realpathSync(right);
}

function isBelow(folder: string, path: string): boolean {
  return !/^\.\.(\/|$)/.test(relative(folder, path));
}

/** The closest folder around here that holds an entry of this name. */
function nearest(directory: string, entry: string): string | undefined {
  if (existsSync(join(directory, entry))) return directory;
  const parent = dirname(directory);
  return parent === directory ? undefined : nearest(parent, entry);
}

function isPlainGitDirectory(path: string): boolean {
  return existsSync(join(path, "HEAD")) && !existsSync(join(path, "commondir"));
}
