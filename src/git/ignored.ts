import type { BytePath } from "../model/path-bytes.ts";
import { GitError, readGit } from "./command.ts";
import { harmless } from "./harmless.ts";
import type { Repository } from "./repository.ts";

/** What git leaves alone, from the repository's root: exact paths, those of folders without a slash at the end. */
export type IgnoredPaths = ReadonlySet<BytePath>;

/**
 * Asks git once what it ignores; empty without git. Nothing of the repository's own configuration that would start a
 * program is heeded; repositories nested in this one are not asked here, but by `readNestedIgnored`.
 */
export async function readIgnored(repository: Repository): Promise<IgnoredPaths> {
  if (!repository.isGit) return new Set();
  const list = ["ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory"];
  const output = await readGit(repository, { argv: [...harmless, ...list] });
  const names = output.toString("latin1").split("\0");
  return new Set(names.filter((name) => name !== "").map((name) => name.replace(/\/$/, "")));
}

/** Which of these paths git would ignore, whether or not there is anything yet; none without git. */
export async function ignoredAmong(repository: Repository, paths: readonly BytePath[]): Promise<IgnoredPaths> {
  if (!repository.isGit || paths.length === 0) return new Set();
  const argv = [...harmless, "check-ignore", "--no-index", "--stdin", "-z"];
  const input = Buffer.from(paths.join("\0"), "latin1");
  const output = await readGit(repository, { argv, input }).catch((error: unknown) => {
    if (isNone(error)) return Buffer.alloc(0);
    throw error;
  });
  return new Set(
    output
      .toString("latin1")
      .split("\0")
      .filter((path) => path !== ""),
  );
}

/** Git's way of saying that none is ignored. */
function isNone(error: unknown): boolean {
  return error instanceof GitError && error.status === 1;
}
