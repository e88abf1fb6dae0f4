import { GitError, type GitPlace, readGit, readGitText } from "./command.ts";
import { withoutFetching } from "./environment.ts";

/** The remote that a partial clone fetches from what it lacks; undefined in any other clone. */
export async function promisorRemote(place: GitPlace): Promise<string | undefined> {
  const argv = ["config", "--get-regexp", String.raw`^remote\..*\.promisor$`, "true"];
  const said = await readGitText(place, { argv }).catch(() => "");
  return /^remote\.(.*)\.promisor true$/m.exec(said)?.[1];
}

/** The blobs of these commits' trees that are not in this clone. Fetches nothing. @throws GitError */
export async function missingBlobs(place: GitPlace, commits: Iterable<string>): Promise<ReadonlySet<string>> {
  const argv = ["rev-list", "--objects", "--no-walk=unsorted", "--ignore-missing", "--missing=print", "--stdin"];
  const input = [...new Set(commits)].map((commit) => `${commit}\n`).join("");
  const said = await readGitText(withoutFetching(place), { argv: ["--no-replace-objects", ...argv], input });
  return new Set([...said.matchAll(/^\?([0-9a-f]+)$/gm)].map(([, id = ""]) => id));
}

/** Fetches blobs at once. False where the remote does not give them: it is away, or has them no more. */
export async function fetchBlobs(place: GitPlace, remote: string, ids: readonly string[]): Promise<boolean> {
  const options = ["--no-tags", "--no-write-fetch-head", "--recurse-submodules=no", "--filter=blob:none", "--stdin"];
  const argv = ["-c", "fetch.negotiationAlgorithm=noop", "fetch", "--quiet", ...options, remote];
  try {
    await readGit(place, { argv, input: ids.map((id) => `${id}\n`).join("") });
    return true;
  } catch (error) {
    if (error instanceof GitError) return false;
    throw error;
  }
}
