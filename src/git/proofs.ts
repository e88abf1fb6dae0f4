import { askGit } from "./ask.ts";
import { type GitPlace, readGit, readGitText } from "./command.ts";
import { plainDiff } from "./command.ts";
import { harmless } from "./harmless.ts";

/** Which of these paths HEAD holds, as files; one call of git. @throws GitError */
export async function filesAtHead(place: GitPlace, paths: readonly string[]): Promise<ReadonlySet<string>> {
  // A line is a question.
  const asked = paths.filter((path) => !path.includes("\n"));
  if (asked.length === 0) return new Set();
  const input = asked.map((path) => `HEAD:${path}\n`).join("");
  const answers = (await readGitText(place, { argv: ["cat-file", "--batch-check=%(objecttype)"], input })).split("\n");
  return new Set(asked.filter((_, at) => answers[at] === "blob"));
}

/** The branch here, else at a remote; HEAD where none is named. Undefined where there is no such branch. */
export async function branchTip(place: GitPlace, branch: string | undefined): Promise<string | undefined> {
  if (branch === undefined) return (await askGit(place, ["rev-parse", "--verify", "--quiet", "HEAD"]))?.trim();
  const format = ["for-each-ref", "--format=%(objectname)"];
  const own = await askGit(place, [...format, `refs/heads/${branch}`]);
  const theirs = own ?? (await askGit(place, [...format, `refs/remotes/*/${branch}`]));
  return theirs?.split("\n")[0]?.trim();
}

/**
 * Whether a branch holds a commit: itself, or its change and that of all before it on its own branch in one commit, as a
 * squash leaves it. Undefined where this clone does not have the commit.
 */
export async function isHeld(place: GitPlace, commit: string, tip: string): Promise<boolean | undefined> {
  const known = await askGit(place, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${commit}^{commit}`]);
  const id = known?.trim();
  if (id === undefined) return undefined;
  const base = (await askGit(place, ["merge-base", id, tip]))?.trim();
  if (base === undefined) return false;
  return base === id || isSquashed(place, { base, id, tip });
}

interface Way {
  /** Where the commit's branch left the other one. */
  readonly base: string;
  readonly id: string;
  readonly tip: string;
}

async function isSquashed(place: GitPlace, { base, id, tip }: Way): Promise<boolean> {
  const [own] = await patchIds(place, ["diff", ...plainDiff, base, id]);
  if (own === undefined) return false;
  const later = ["log", "-p", "--no-merges", `--max-count=${most}`, ...plainDiff, `${base}..${tip}`];
  return (await patchIds(place, later)).includes(own);
}

/** So far back a squashed change is looked for. */
const most = 1_000;

/** What the changes of a diff or a log are, wherever they stand. */
async function patchIds(place: GitPlace, argv: readonly string[]): Promise<string[]> {
  const patch = await readGit(place, { argv: [...harmless, ...argv] });
  const ids = await readGitText(place, { argv: ["patch-id", "--stable"], input: patch });
  return ids.split("\n").flatMap((line) => line.split(" ")[0] || []);
}
