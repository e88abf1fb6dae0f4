import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { resolve } from "node:path";

/** Hooks that git calls for commits it asked no hook about before. */
export type UncheckedHook = "post-commit" | "post-merge" | "post-rewrite";

/**
 * Where HEAD was before git made commits that nobody checked: a merge, a rebase, picks and reverts. Undefined where there
 * are none: a commit was checked when it was made. Reads two small files and starts no process, because every commit waits.
 */
export function headBefore(
  hook: UncheckedHook,
  environment: { readonly [name: string]: string | undefined },
  directory: string,
): string | undefined {
  const git = gitDirectory(environment["GIT_DIR"] ?? ".git", directory);
  if (hook === "post-commit") return beforeSeries(lastLines(resolve(git, "logs/HEAD")));
  // Git keeps it there before it moves HEAD.
  return idIn(readText(resolve(git, "ORIG_HEAD")));
}

/** In a work tree of its own, and in a submodule, `.git` is a file that says where. */
function gitDirectory(named: string, directory: string): string {
  const path = resolve(directory, named);
  const [, elsewhere] = /^gitdir: (.+)$/m.exec(readText(path) ?? "") ?? [];
  return elsewhere === undefined ? path : resolve(directory, elsewhere);
}

/** `OLD NEW name <address> time zone<TAB>cherry-pick: subject`: the first of the picks or reverts that the log ends with. */
function beforeSeries(lines: readonly string[]): string | undefined {
  const kindOf = (line = ""): string | undefined => /\t(cherry-pick|revert)\b/.exec(line)?.[1];
  const kind = kindOf(lines.at(-1));
  if (kind === undefined) return undefined;
  const first = lines.findLastIndex((line) => kindOf(line) !== kind) + 1;
  return idIn(lines[first]);
}

function idIn(text: string | undefined): string | undefined {
  return /^[0-9a-f]{40,64}/.exec(text ?? "")?.[0];
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

const fewBytes = 16 * 1024;

/** The whole lines at the end of a file that may be long. */
function lastLines(path: string): string[] {
  try {
    const file = openSync(path, "r");
    try {
      const { size } = fstatSync(file);
      const bytes = Buffer.alloc(Math.min(size, fewBytes));
      readSync(file, bytes, 0, bytes.length, size - bytes.length);
      const lines = bytes
        .toString("utf8")
        .split("\n")
        .filter((line) => line !== "");
      return size > fewBytes ? lines.slice(1) : lines;
    } finally {
      closeSync(file);
    }
  } catch {
    return [];
  }
}
