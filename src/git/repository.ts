import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { oldTexts } from "./changed-texts.ts";

/** Where a repository lies. Without git the common directory is `.v7`, so that v7 works in any folder. */
export interface Repository {
  /** Absolute path of the work tree. */
  readonly root: string;
  /** v7's local state: `<git common dir>/v7`, shared by all worktrees. */
  readonly home: string;
  readonly isGit: boolean;
}

/** What git says about the commit a plan or apply is made from. */
export interface Revision {
  readonly commit?: string;
  readonly branch?: string;
  /** True when the declared state differs from the commit. */
  readonly dirty: boolean;
}

/** Finds the repository that holds a directory. */
export async function openRepository(directory: string): Promise<Repository> {
  const start = resolve(directory);
  if (process.env["GIT_DIR"] !== undefined || process.env["GIT_WORK_TREE"] !== undefined) return askGit(start);
  const root = nearest(start, ".git");
  if (root === undefined) {
    const configured = nearest(start, "v7.yaml") ?? start;
    return { root: configured, home: join(configured, ".v7"), isGit: false };
  }
  // The plain layout needs no process; worktrees and submodules do.
  return isPlainGitDirectory(join(root, ".git"))
    ? { root, home: join(root, ".git", "v7"), isGit: true }
    : askGit(start);
}

async function askGit(start: string): Promise<Repository> {
  const output = await git(start, ["rev-parse", "--path-format=absolute", "--show-toplevel", "--git-common-dir"]);
  const [root = start, common = join(start, ".git")] = output.trimEnd().split("\n");
  return { root, home: join(common, "v7"), isGit: true };
}

/** The commit, branch and cleanliness of the declared state, in one call of git. */
export async function readRevision(repository: Repository, stateDirectory: string): Promise<Revision> {
  if (!repository.isGit) return { dirty: true };
  const output = await git(repository.root, ["status", "--porcelain=v2", "--branch", "-z", "--", stateDirectory]);
  const entries = output.split("\0").filter((entry) => entry !== "");
  const header = (name: string): string | undefined =>
    entries.find((entry) => entry.startsWith(`# branch.${name} `))?.slice(`# branch.${name} `.length);
  const commit = header("oid");
  const branch = header("head");
  return {
    ...(commit === undefined || commit === "(initial)" ? {} : { commit }),
    ...(branch === undefined || branch === "(detached)" ? {} : { branch }),
    dirty: entries.some((entry) => !entry.startsWith("# ")),
  };
}

/** The first line of a commit's message; undefined when there is no such commit here. */
export async function readSubject(repository: Repository, commit: string): Promise<string | undefined> {
  if (!repository.isGit) return undefined;
  const output = await attempt(repository.root, ["log", "-1", "--format=%s", "--end-of-options", commit]);
  return output?.trimEnd();
}

/** True when `ancestor` is contained in the checked-out commit; undefined when this clone cannot tell. */
export async function containsCommit(repository: Repository, ancestor: string): Promise<boolean | undefined> {
  if (!repository.isGit) return undefined;
  const known = await attempt(repository.root, [
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${ancestor}^{commit}`,
  ]);
  // Git says no without a word, and that counts as an answer to the library.
  if (known === undefined || known.trim() === "") return undefined;
  const base = await attempt(repository.root, ["merge-base", ancestor, "HEAD"]);
  return base?.trim() === known.trim();
}

/** True on the branch itself, and on a detached HEAD that the branch, here or at a remote, contains: so CI checks out. */
export async function isOnBranch(repository: Repository, revision: Revision, branch: string): Promise<boolean> {
  if (revision.branch !== undefined) return revision.branch === branch;
  if (!repository.isGit || revision.commit === undefined) return false;
  const refs = await attempt(repository.root, [
    "for-each-ref",
    "--format=%(refname)",
    `--contains=${revision.commit}`,
    "refs/heads",
    "refs/remotes",
  ]);
  return (refs ?? "").split("\n").some((ref) => ref.replace(/^refs\/(heads|remotes\/[^/]+)\//, "") === branch);
}

/** The e-mail addresses of those who wrote the commits that touched paths after a commit, or ever. */
export async function authorsSince(
  repository: Repository,
  commit: string | undefined,
  paths: readonly string[],
): Promise<string[]> {
  if (!repository.isGit) return [];
  const range = commit === undefined ? "HEAD" : `${commit}..HEAD`;
  const output =
    (await attempt(repository.root, ["log", "--format=%ae", "--end-of-options", range, "--", ...paths])) ??
    // The last apply's commit is not here: whoever ever touched them.
    (await attempt(repository.root, ["log", "--format=%ae", "HEAD", "--", ...paths]));
  return [...new Set((output ?? "").split("\n").filter((line) => line !== ""))];
}

/**
 * The files below a directory that a commit has and the work tree lacks or has otherwise, with their text in the
 * commit; empty when there is no such commit here. One call of git, however many files.
 */
export async function readChangedTexts(
  { root, isGit }: Repository,
  commit: string,
  directory: string,
): Promise<ReadonlyMap<string, string>> {
  if (!isGit) return new Map();
  const patch = await attempt(root, ["-c", "core.quotePath=false", "diff", ...wholeFiles, commit, "--", directory]);
  return oldTexts(patch ?? "");
}

/** Whatever the person prefers to see. */
const wholeFiles = [
  "--no-color",
  "--no-ext-diff",
  "--no-textconv",
  "--no-renames",
  "--no-relative",
  "--src-prefix=a/",
  "--dst-prefix=b/",
  "--unified=100000000",
];

/** `git config user.name`; undefined when it is not set. */
export function readUserName(repository: Repository): Promise<string | undefined> {
  return readSetting(repository, "user.name");
}

/** `git config user.email`; undefined when it is not set. */
export function readUserEmail(repository: Repository): Promise<string | undefined> {
  return readSetting(repository, "user.email");
}

async function readSetting(repository: Repository, name: string): Promise<string | undefined> {
  if (!repository.isGit) return undefined;
  const value = await attempt(repository.root, ["config", "--get", name]);
  return value?.trim() || undefined;
}

/** Git is asked without locks and in plain English; where it looks and whose settings it reads stays the person's choice. */
export async function git(directory: string, argv: readonly string[]): Promise<string> {
  const { simpleGit } = await import("simple-git");
  // The person's own settings tell who they are; the commands run here read and have no user's words in them.
  const allowEnvironment = [...gitVariables, "GIT_OPTIONAL_LOCKS", "GIT_TERMINAL_PROMPT"];
  return simpleGit({
    baseDir: directory,
    allowEnvironment,
    unsafe: { allowUnsafeConfigPaths: true, allowUnsafeFsMonitor: true, allowUnsafeHooksPath: true },
  })
    .env(gitEnvironment())
    .raw([...argv]);
}

async function attempt(directory: string, argv: readonly string[]): Promise<string | undefined> {
  try {
    return await git(directory, argv);
  } catch {
    return undefined;
  }
}

const gitVariables = [
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_COMMON_DIR",
  "GIT_INDEX_FILE",
  "GIT_CONFIG_GLOBAL",
  "GIT_CONFIG_SYSTEM",
  "GIT_CONFIG_NOSYSTEM",
] as const;
const systemVariables = [
  "PATH",
  "HOME",
  "XDG_CONFIG_HOME",
  "USER",
  "LOGNAME",
  "SystemRoot",
  "USERPROFILE",
  "TMPDIR",
] as const;

/** Only what tells git where to look: editors, pagers and remote helpers have no part in reading. */
function gitEnvironment(): Record<string, string> {
  const passed = [...gitVariables, ...systemVariables].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(passed), GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" };
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
