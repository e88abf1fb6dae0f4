import { existsSync } from "node:fs";
import { join } from "node:path";
import { type GitPlace, readGitText } from "./command.ts";
import type { Repository } from "./repository.ts";

/**
 * A work tree of v7's own at this path, on this branch, which is made from HEAD where it is missing, and follows it as long as
 * nothing of its own is on it. What lies there uncommitted is gone: nobody works there. @throws GitError, also where
 * somebody has the branch in a work tree of their own
 */
export async function ownWorkTree(
  repository: Repository,
  { path, branch }: { readonly path: string; readonly branch: string },
): Promise<void> {
  const place: GitPlace = { root: path, environment: repository.environment };
  if (!existsSync(join(path, ".git"))) await addWorkTree(repository, path, branch);
  else {
    await readGitText(place, { argv: ["reset", "--quiet", "--hard"] });
    await readGitText(place, { argv: ["clean", "--quiet", "-d", "--force"] });
    const current = await readGitText(place, { argv: ["rev-parse", "--abbrev-ref", "HEAD"] });
    if (current.trim() !== branch)
      await readGitText(place, { argv: ["switch", "--quiet", ...(await from(repository, branch))] });
  }
  const head = (await readGitText(repository, { argv: ["rev-parse", "HEAD"] })).trim();
  // A branch with commits of its own stays where it is until somebody merges it.
  await readGitText(place, { argv: ["merge", "--quiet", "--ff-only", head] }).catch(() => undefined);
}

async function addWorkTree(repository: Repository, path: string, branch: string): Promise<void> {
  await readGitText(repository, { argv: ["worktree", "prune"] });
  const isThere = await hasBranch(repository, branch);
  const words = isThere ? [path, branch] : ["-b", branch, path, "HEAD"];
  await readGitText(repository, { argv: ["worktree", "add", "--quiet", ...words] });
}

async function from(repository: Repository, branch: string): Promise<string[]> {
  return (await hasBranch(repository, branch)) ? [branch] : ["--create", branch, "HEAD"];
}

async function hasBranch(repository: Repository, branch: string): Promise<boolean> {
  const ref = `refs/heads/${branch}`;
  return readGitText(repository, { argv: ["show-ref", "--verify", "--quiet", ref] }).then(
    () => true,
    () => false,
  );
}
