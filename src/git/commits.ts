import { dirname, join } from "node:path";
import { type Commit, commitFormat, CommitReader } from "./commit-reader.ts";
import { GitError, readGitText, splitGit } from "./command.ts";
import { readTextFile } from "../system/text-file.ts";
import type { Repository } from "./repository.ts";

/** Commits are shown as they were made, and not what `git replace` puts in their place. */
const asMade = "--no-replace-objects";

/** The commits at which branches and work trees stand, this one's first; none before the first commit. */
export async function readHeads(repository: Repository): Promise<string[]> {
  const argv = [
    asMade,
    "rev-list",
    "--no-walk=unsorted",
    "--ignore-missing",
    "HEAD",
    ...notBranches("refs/heads/"),
    "--all",
  ];
  return (await readGitText(repository, { argv })).split("\n").filter((sha) => sha !== "");
}

/** `--all` has the HEADs of all work trees, which git asks for in no other way, and every ref but those left out. */
function notBranches(prefix: string): string[] {
  const root = "refs/".length;
  return Array.from(prefix.slice(root), (letter, index) => `--exclude=${prefix.slice(0, root + index)}[!${letter}]*`);
}

/** Where a walk through history begins and where it ends; commits that are not here are passed over. */
export interface Walk {
  readonly from: readonly string[];
  /** Neither these commits nor those before them. */
  readonly without: readonly string[];
}

/** The commits of a walk, parents before children, some at a time. */
export async function* listCommits(repository: Repository, { from, without }: Walk): AsyncGenerator<string[]> {
  const input = [...from, ...without.map((sha) => `^${sha}`)].map((line) => `${line}\n`).join("");
  const argv = [asMade, "rev-list", "--ignore-missing", "--topo-order", "--reverse", "--stdin"];
  for await (const lines of splitGit(repository, { argv, input }, "\n")) {
    for (let at = 0; at < lines.length; at += commitsAtOnce)
      yield lines.slice(at, at + commitsAtOnce).map((line) => line.toString("latin1"));
  }
}

/** As many as keep git's processes few and what is held small. */
const commitsAtOnce = 1000;

/** The parents of those commits that are here and have any. */
export async function readParents(repository: Repository, shas: readonly string[]): Promise<Map<string, string[]>> {
  if (shas.length === 0) return new Map();
  const argv = [asMade, "rev-list", "--ignore-missing", "--no-walk=unsorted", "--parents", "--stdin"];
  const output = await readGitText(repository, { argv, input: `${shas.join("\n")}\n` });
  const lines = output.split("\n").map((line) => line.split(" "));
  return new Map(lines.flatMap(([sha = "", ...parents]) => (parents.length > 0 ? [[sha, parents] as const] : [])));
}

/** The commits below which a shallow clone has nothing; none in any other. */
export function readBoundary({ home }: Repository): ReadonlySet<string> {
  const text = readTextFile(join(dirname(home), "shallow")) ?? "";
  return new Set(text.split("\n").filter((line) => line !== ""));
}

/**
 * These commits with what they changed, in their order, except that those of the boundary come first. What came before
 * the boundary is not known, so neither is what its commits changed: they have no parents and no changes.
 */
export async function* readCommits(
  repository: Repository,
  shas: readonly string[],
  boundary: ReadonlySet<string>,
): AsyncGenerator<Commit> {
  const shallow = shas.filter((sha) => boundary.has(sha));
  for await (const commit of diffTree(repository, shallow, [])) yield { ...commit, parents: [], changes: [] };
  yield* diffTree(
    repository,
    shas.filter((sha) => !boundary.has(sha)),
    ["--root"],
  );
}

/**
 * The commit at HEAD as `readCommits` has it, without knowing its id; undefined before the first one, and where git cannot
 * show all of it at once, as below the boundary of a shallow clone.
 */
export async function readLast(repository: Repository, boundary: ReadonlySet<string>): Promise<Commit | undefined> {
  const argv = [...rawChanges, "--root", "HEAD", "--"].filter((word) => word !== "--stdin");
  try {
    for await (const commit of readParts(splitGit(repository, { argv }, "\0")))
      return boundary.has(commit.sha) ? undefined : commit;
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
  }
  return undefined;
}

/** The blobs that these commits changed, before and behind. Reads none of them. @throws GitError */
export async function changedBlobs(repository: Repository, shas: readonly string[]): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const { changes } of readDiffs(repository, shas, ["--root", "--no-renames"]))
    for (const id of changes.flatMap(({ oldBlob, newBlob }) => [oldBlob, newBlob])) if (id !== null) ids.add(id);
  return ids;
}

/** Git gives up at a commit whose texts it cannot compare, because one is not here. The others are as they are. */
async function* diffTree(
  repository: Repository,
  shas: readonly string[],
  options: readonly string[],
): AsyncGenerator<Commit> {
  for (let done = 0; done < shas.length;) {
    try {
      for await (const commit of readDiffs(repository, shas.slice(done), options)) {
        done += 1;
        yield commit;
      }
      return;
    } catch (error) {
      const sha = shas[done];
      if (!(error instanceof GitError) || sha === undefined) throw error;
      yield await readAlone(repository, sha, options);
      done += 1;
    }
  }
}

/** Without texts, a file that was renamed and changed is one that went and one that came. */
async function readAlone(repository: Repository, sha: string, options: readonly string[]): Promise<Commit> {
  const read = async (more: readonly string[]): Promise<Commit> => {
    for await (const commit of readDiffs(repository, [sha], [...options, ...more])) return commit;
    throw new GitError(["diff-tree"], `nothing about ${sha}`);
  };
  try {
    return await read([]);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return read(["--find-renames=100%"]);
  }
}

async function* readDiffs(
  repository: Repository,
  shas: readonly string[],
  options: readonly string[],
): AsyncGenerator<Commit> {
  if (shas.length === 0) return;
  const call = { argv: [...rawChanges, ...options], input: `${shas.join("\n")}\n` };
  yield* readParts(splitGit(repository, call, "\0"));
}

async function* readParts(printed: AsyncIterable<Buffer[]>): AsyncGenerator<Commit> {
  const reader = new CommitReader();
  for await (const parts of printed) {
    for (const part of parts) {
      const commit = reader.push(part);
      if (commit !== undefined) yield commit;
    }
  }
  const last = reader.end();
  if (last !== undefined) yield last;
}

/** All that people's settings could change is said, so that the same commit has the same changes everywhere. */
const rawChanges = [
  asMade,
  "diff-tree",
  "--stdin",
  "-r",
  "--cc",
  "--raw",
  "-z",
  "--no-abbrev",
  "--find-renames=50%",
  "-l1000",
  "--combined-all-paths",
  "--ignore-submodules=none",
  "--always",
  "--encoding=UTF-8",
  `--format=${commitFormat}`,
];

/** Who commits here, as git would write it into a commit: undefined when git does not know. */
export async function readCommitter(
  repository: Repository,
): Promise<{ readonly name: string; readonly email: string } | undefined> {
  const said = await readGitText(repository, { argv: ["var", "GIT_COMMITTER_IDENT"] }).catch(() => "");
  const [, name, email] = /^(.*) <([^>]*)> \d+ [+-]\d+\n$/.exec(said) ?? [];
  return name === undefined || email === undefined ? undefined : { name, email };
}
