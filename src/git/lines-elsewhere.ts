import { GitError, type GitPlace, readGitText } from "./command.ts";
import { otherWorkTrees } from "./work-trees.ts";
import type { Repository } from "./repository.ts";

export interface Wanted {
  /** From the repository's root: `state`. */
  readonly folder: string;
  /** What is looked for, as git's extended regular expression; of each line only what matches is answered. */
  readonly pattern: string;
}

/**
 * What matches in a folder's files as every local and remote-tracking branch holds them, and as they lie in the other work
 * trees. A folder that many branches share is looked through once. Nothing where there is no git. @throws GitError
 */
export async function linesElsewhere(repository: Repository, wanted: Wanted): Promise<string[]> {
  if (!repository.isGit) return [];
  const [trees, places] = await Promise.all([branchTrees(repository, wanted.folder), otherWorkTrees(repository)]);
  const found = await Promise.all([
    ...inParts(trees).map((part) => grep(repository, ["-e", wanted.pattern, ...part])),
    ...places.map((root) => grepWorkTree({ ...repository, root }, wanted)),
  ]);
  return found.flat();
}

/** The folder's trees in all branches, each once. */
async function branchTrees(place: GitPlace, folder: string): Promise<string[]> {
  const argv = ["for-each-ref", "--format=%(objectname)", "refs/heads", "refs/remotes"];
  const commits = new Set((await readGitText(place, { argv })).split("\n").filter(Boolean));
  if (commits.size === 0) return [];
  const input = [...commits].map((commit) => `${commit}:${folder}\n`).join("");
  const answers = await readGitText(place, { argv: ["cat-file", "--batch-check=%(objectname) %(objecttype)"], input });
  const trees = answers.split("\n").flatMap((line) => (line.endsWith(" tree") ? [line.slice(0, -" tree".length)] : []));
  return [...new Set(trees)];
}

/** A command line holds some thousand ids and no more. */
function inParts(trees: readonly string[]): (readonly string[])[] {
  return Array.from({ length: Math.ceil(trees.length / most) }, (_, at) => trees.slice(at * most, (at + 1) * most));
}

const most = 500;

/** A work tree that is gone, or was never filled, has nothing. */
async function grepWorkTree(place: GitPlace, { folder, pattern }: Wanted): Promise<string[]> {
  return grep(place, ["--untracked", "-e", pattern, "--", folder]).catch(() => []);
}

async function grep(place: GitPlace, words: readonly string[]): Promise<string[]> {
  try {
    const argv = ["grep", "--no-color", "--no-line-number", "--no-column", "-h", "-o", "-I", "-E", ...words];
    return (await readGitText(place, { argv })).split("\n").filter(Boolean);
  } catch (error) {
    // Nothing matches.
    if (error instanceof GitError && error.status === 1) return [];
    throw error;
  }
}
