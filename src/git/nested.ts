import { lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type BytePath, bytePath, systemPath } from "../model/path-bytes.ts";
import { type GitPlace, readGit } from "./command.ts";
import { foreignGitEnvironment, type GitEnvironment } from "./environment.ts";
import { harmless } from "./harmless.ts";
import type { IgnoredPaths } from "./ignored.ts";

/**
 * What a repository inside another one, or anywhere else, leaves alone by its own `.gitignore` files and `info/exclude`, and
 * by the person's: paths from its root. Git runs as in a repository of v7's own that is thrown away, so that nothing of the
 * configuration found there is heeded; its index only says what is tracked. `root` is absolute.
 * @throws GitError
 */
export async function readNestedIgnored(
  { environment }: GitPlace,
  root: BytePath,
  { ignoresCase }: { readonly ignoresCase: boolean },
): Promise<IgnoredPaths> {
  const folder = textOf(root);
  const own = gitFolder(join(root, ".git"));
  const borrowed = makeBorrowed(own);
  try {
    const read = (inside: GitEnvironment): Promise<IgnoredPaths> => readOthers(folder, inside, ignoresCase);
    const inside = { ...foreignGitEnvironment(environment), GIT_DIR: borrowed, GIT_WORK_TREE: folder };
    const index = own === undefined ? undefined : join(own.directory, "index");
    if (index === undefined || !isFile(index)) return await read(inside);
    // An index in a form that only its own repository can read: what is tracked is then judged as all else is.
    return await read({ ...inside, GIT_INDEX_FILE: textOf(index) }).catch(() => read(inside));
  } finally {
    rmSync(borrowed, { recursive: true, force: true });
  }
}

function textOf(path: BytePath): string {
  const text = Buffer.from(path, "latin1").toString("utf8");
  if (bytePath(text) !== path) throw new Error("a path that is no UTF-8 cannot be handed to git");
  return text;
}

async function readOthers(root: string, environment: GitEnvironment, ignoresCase: boolean): Promise<IgnoredPaths> {
  const list = ["ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory"];
  const folding = ignoresCase ? ["-c", "core.ignoreCase=true"] : [];
  const output = await readGit({ root, environment }, { argv: [...harmless, ...folding, ...list] });
  const names = output.toString("latin1").split("\0");
  return new Set(names.filter((name) => name !== "").map((name) => name.replace(/\/$/, "")));
}

interface GitFolder {
  /** With the index. */
  readonly directory: BytePath;
  /** With `info/exclude`: the same, unless it is a work tree of another repository. */
  readonly common: BytePath;
}

/** Of a submodule or a second work tree `.git` is a file that says where it lies, in bytes as a walk has them. */
function gitFolder(path: BytePath): GitFolder | undefined {
  if (lstatSync(systemPath(path), { throwIfNoEntry: false })?.isDirectory() === true) return withCommon(path);
  const pointer = readSmall(path)?.match(/^gitdir: (.+)/)?.[1];
  return pointer === undefined ? undefined : withCommon(resolve(path, "..", pointer.trimEnd()));
}

function withCommon(directory: BytePath): GitFolder {
  const common = readSmall(join(directory, "commondir"))?.trimEnd();
  return { directory, common: common === undefined ? directory : resolve(directory, common) };
}

/** The least that git takes for a repository, with the exclusions of another one. */
function makeBorrowed(own: GitFolder | undefined): string {
  const borrowed = mkdtempSync(join(tmpdir(), "v7-rules-"));
  for (const name of ["objects", "refs", "info"]) mkdirSync(join(borrowed, name));
  writeFileSync(join(borrowed, "HEAD"), "ref: refs/heads/none\n");
  const exclude = own === undefined ? undefined : readSmall(join(own.common, "info", "exclude"));
  if (exclude !== undefined) writeFileSync(join(borrowed, "info", "exclude"), exclude, "latin1");
  return borrowed;
}

/** One character a byte. Undefined for what is no file: a pipe put there would be waited for. */
function readSmall(path: BytePath): string | undefined {
  return isFile(path) ? readFileSync(systemPath(path), "latin1") : undefined;
}

function isFile(path: BytePath): boolean {
  try {
    return lstatSync(systemPath(path), { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    // A part of the path may not be entered, or is no folder.
    return false;
  }
}
