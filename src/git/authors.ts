import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { type GitPlace, readGitText } from "./command.ts";
import { harmless } from "./harmless.ts";
import { submodulePlace } from "./submodules.ts";

/**
 * The e-mail addresses of those who wrote the commits that touched paths after a commit, or ever: of files in submodules
 * whoever ever touched them there, and who took their commits here. @throws GitError
 */
export async function authorsSince(
  place: GitPlace,
  commit: string | undefined,
  paths: readonly string[],
): Promise<string[]> {
  const groups = Map.groupBy(paths, (path) => submoduleOf(place.root, path));
  const reading = [...groups].map(async ([submodule, all]) => {
    if (submodule === undefined) return authorsOf(place, commit, all);
    const within = submodulePlace(place, { path: submodule, commit: "" }) ?? place;
    const inside = all.map((path) => path.slice(submodule.length + 1));
    return [...(await authorsSince(within, undefined, inside)), ...(await authorsOf(place, commit, [submodule]))];
  });
  return [...new Set((await Promise.all(reading)).flat())];
}

/** The outermost repository below the root that a path lies in. */
function submoduleOf(root: string, path: string): string | undefined {
  const parents: string[] = [];
  for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) parents.unshift(folder);
  return parents.find((folder) => existsSync(join(root, folder, ".git")));
}

/** Names go to stdin, where no length limits them. Where the commit is not here, it is whoever ever touched them. */
async function authorsOf(place: GitPlace, commit: string | undefined, paths: readonly string[]): Promise<string[]> {
  const scope = paths.map((path) => `:(top,literal)${path}\n`).join("");
  const ask = (range: string): Promise<string> =>
    readGitText(place, { argv: [...harmless, "log", "--format=%ae", "--stdin"], input: `${range}\n--\n${scope}` });
  const output = commit === undefined ? await ask("HEAD") : await ask(`${commit}..HEAD`).catch(() => ask("HEAD"));
  return output.split("\n").filter((line) => line !== "");
}
