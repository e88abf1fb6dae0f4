import { dirname, join, resolve } from "node:path";
import { GitError, type GitPlace, readGitText } from "../command.ts";
import type { Repository } from "../repository.ts";

/** How v7's hooks come to be called. */
export type HookWay =
  /** By git's configuration, beside whatever else is there: git 2.54 and newer. */
  | "configuration"
  /** From v7's own folder, which calls the folder that `core.hooksPath` named before. */
  | "path"
  /** From git's own folder of hooks; those that were there are kept beside and called. */
  | "files";

/** Where git looks for hooks. */
export interface HookPlace {
  /** `2.39.5`. */
  readonly gitVersion: string;
  /** Absolute; what `core.hooksPath` says counts. */
  readonly directory: string;
  /** `core.hooksPath` as it is set for this repository, and where. */
  readonly hooksPath: HooksPath | undefined;
  /** Where git looks while no `core.hooksPath` is set. */
  readonly usual: string;
  /** v7's own folder of hooks, shared by all worktrees. */
  readonly own: string;
}

export interface HooksPath {
  readonly value: string;
  /** `system`, `global`, `local`, `worktree` or `command`. */
  readonly scope: string;
}

/** Asks git where its hooks are. Throws what git says when it cannot. */
export async function readHookPlace(repository: Repository): Promise<HookPlace> {
  const ask = (...argv: string[]): Promise<string> => readGitText(repository, { argv });
  const [version, directory, path] = await Promise.all([
    ask("version"),
    // Git dies of a path that leads through a file, as one below `.git` does in a linked work tree.
    ask("rev-parse", "--path-format=absolute", "--git-path", "hooks").catch((error: unknown) => {
      if (error instanceof GitError && error.message.includes("Invalid path")) return undefined;
      throw error;
    }),
    // Git says no without a word where it is not set.
    ask("config", "--show-scope", "--null", "--get", "core.hooksPath").catch(() => ""),
  ]);
  const [scope, value] = path.split("\0");
  return {
    gitVersion: /\d+(?:\.\d+)+/.exec(version)?.[0] ?? "0",
    directory: directory?.replace(/\n$/, "") ?? resolve(repository.root, value ?? ""),
    hooksPath: scope && value !== undefined ? { scope, value } : undefined,
    usual: join(dirname(repository.home), "hooks"),
    own: join(repository.home, "hooks"),
  };
}

/** The way that leaves most of what is there as it is. */
export function wayFor({ gitVersion, hooksPath }: Pick<HookPlace, "gitVersion" | "hooksPath">): HookWay {
  const [major = 0, minor = 0] = gitVersion.split(".").map(Number);
  if (major > 2 || (major === 2 && minor >= 54)) return "configuration";
  return hooksPath === undefined ? "files" : "path";
}

/** `core.hooksPath` as the file of this repository's configuration itself has it, for its main work tree. */
export async function readOwnHooksPath(place: GitPlace): Promise<string | undefined> {
  const argv = ["config", "--local", "--no-includes", "--null", "--get", "core.hooksPath"];
  return (await readGitText(place, { argv }).catch(() => undefined))?.split("\0")[0];
}

/** Sets, adds or takes out a key of this repository's own configuration. */
export async function changeConfig(place: GitPlace, ...words: readonly string[]): Promise<void> {
  await readGitText(place, { argv: ["config", ...words] });
}
