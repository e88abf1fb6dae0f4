import { containsCommit, type Repository } from "./repository.ts";

/** Those of some commits that HEAD contains. */
export async function commitsHere(repository: Repository, commits: readonly string[]): Promise<ReadonlySet<string>> {
  if (!repository.isGit) return new Set();
  const distinct = [...new Set(commits)];
  const here = await Promise.all(
    distinct.map(async (commit) => ((await containsCommit(repository, commit)) === true ? [commit] : [])),
  );
  return new Set(here.flat());
}
