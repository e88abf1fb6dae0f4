import { askGit } from "./ask.ts";
import { oldTexts } from "./changed-texts.ts";
import { GitError, type GitPlace, plainDiff, readGitText } from "./command.ts";

/** Where a repository lies. Without git the common directory is `.v7`, so that v7 works in any folder. */
export interface Repository extends GitPlace {
  /** Absolute path of the work tree. */
  readonly root: string;
  /** v7's local state: `<git common dir>/v7`, shared by all worktrees. */
  readonly home: string;
  readonly isGit: boolean;
}

/** Where HEAD is. */
export interface Head {
  /** Undefined before the first commit, and without git. */
  readonly commit?: string;
  /** Undefined where HEAD is detached. */
  readonly branch?: string;
}

/** The commit and branch that are checked out, in one call of git. @throws GitError */
export async function readHead(place: GitPlace): Promise<Head> {
  try {
    const output = await readGitText(place, { argv: ["rev-parse", "HEAD", "--symbolic-full-name", "HEAD"] });
    const [commit = "", name = ""] = output.trimEnd().split("\n");
    return { commit, ...branchOf(name) };
  } catch (error) {
    // Before the first commit HEAD names a branch and nothing else.
    const name = await readGitText(place, { argv: ["symbolic-ref", "--quiet", "HEAD"] }).catch(() =>
      Promise.reject(error),
    );
    return branchOf(name.trimEnd());
  }
}

function branchOf(name: string): Pick<Head, "branch"> {
  const start = "refs/heads/";
  return name.startsWith(start) ? { branch: name.slice(start.length) } : {};
}

/** Whether HEAD holds a file or folder; false before the first commit. @throws GitError */
export async function isCommitted(place: GitPlace, path: string): Promise<boolean> {
  try {
    await readGitText(place, { argv: ["rev-parse", "--verify", "--quiet", `HEAD:${path}`] });
    return true;
  } catch (error) {
    if (error instanceof GitError && error.status === 1) return false;
    throw error;
  }
}

/** The first line of a commit's message; undefined when there is no such commit here. */
export async function readSubject(repository: Repository, commit: string): Promise<string | undefined> {
  if (!repository.isGit) return undefined;
  const output = await askGit(repository, ["log", "-1", "--format=%s", "--end-of-options", commit]);
  return output?.trimEnd();
}

/** True when `ancestor` is contained in the checked-out commit; undefined when this clone cannot tell. */
export async function containsCommit(repository: Repository, ancestor: string): Promise<boolean | undefined> {
  if (!repository.isGit) return undefined;
  const known = await askGit(repository, [
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${ancestor}^{commit}`,
  ]);
  if (known === undefined) return undefined;
  const base = await askGit(repository, ["merge-base", ancestor, "HEAD"]);
  return base?.trim() === known.trim();
}

/** True on the branch itself, and on a detached HEAD that the branch, here or at a remote, contains: so CI checks out. */
export async function isOnBranch(repository: Repository, head: Head, branch: string): Promise<boolean> {
  if (head.branch !== undefined) return head.branch === branch;
  if (!repository.isGit || head.commit === undefined) return false;
  const refs = await askGit(repository, [
    "for-each-ref",
    "--format=%(refname)",
    `--contains=${head.commit}`,
    "refs/heads",
    "refs/remotes",
  ]);
  return (refs ?? "").split("\n").some((ref) => ref.replace(/^refs\/(heads|remotes\/[^/]+)\//, "") === branch);
}

/**
 * The files below a directory that a commit has and the work tree lacks or has otherwise, with their text in the
 * commit; empty when there is no such commit here. One call of git, however many files.
 */
export async function readChangedTexts(
  repository: Repository,
  commit: string,
  directory: string,
): Promise<ReadonlyMap<string, string>> {
  if (!repository.isGit) return new Map();
  const argv = ["-c", "core.quotePath=false", "diff", ...wholeFiles, commit, "--", directory];
  const patch = await attempt(repository, argv);
  return oldTexts(patch ?? "");
}

const wholeFiles = [...plainDiff, "--unified=100000000"];

/** `git config user.name`; undefined when it is not set. */
export function readUserName(repository: Repository): Promise<string | undefined> {
  return readSetting(repository, "user.name");
}

/** `git config user.email`; undefined when it is not set. */
export function readUserEmail(repository: Repository): Promise<string | undefined> {
  return readSetting(repository, "user.email");
}

/** Whether git on a Mac calls a file whose name is decomposed on disk by the composed one. */
export async function composesNames(repository: Repository): Promise<boolean> {
  return (await readSetting(repository, "core.precomposeUnicode", "--type=bool")) === "true";
}

async function readSetting(
  repository: Repository,
  name: string,
  ...options: readonly string[]
): Promise<string | undefined> {
  if (!repository.isGit) return undefined;
  const value = await attempt(repository, ["config", ...options, "--get", name]);
  return value?.trim() || undefined;
}

async function attempt(place: GitPlace, argv: readonly string[]): Promise<string | undefined> {
  try {
    return await readGitText(place, { argv });
  } catch {
    return undefined;
  }
}

/** The branches known here, of this clone and of its remotes, without the remote's name. */
export async function knownBranches(repository: Repository): Promise<string[]> {
  if (!repository.isGit) return [];
  const argv = ["for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes"];
  const refs = await readGitText(repository, { argv }).catch(() => "");
  const names = refs.split("\n").map((ref) => ref.trim().replace(/^refs\/(heads|remotes\/[^/]+)\//, ""));
  return [...new Set(names.filter((name) => name !== "" && name !== "HEAD"))];
}
