import { type GitPlace, plainDiff, readGitText, splitGit } from "./command.ts";

/** A path that a commit adds, changes or takes away. */
export interface ChangedPath {
  /** Relative to the root, with `/`; bytes that are not UTF-8 are replaced. */
  readonly path: string;
  readonly status: "added" | "modified" | "deleted" | "type changed";
  /** The id of what it holds now; undefined where it is deleted, or a repository inside. */
  readonly blob: string | undefined;
  /** The ids of what it held before: none where it is new, several in a merge. */
  readonly before: readonly string[];
}

/** What one commit changed. */
export interface CommitChanges {
  readonly commit: string;
  readonly paths: readonly ChangedPath[];
}

export interface ChangeRange {
  /** The tree or commit to compare with; absent: HEAD, beside what is staged. */
  readonly since?: string;
  /** What is compared with `since`; absent: HEAD. */
  readonly until?: string;
  readonly signal?: AbortSignal | undefined;
}

/** What is staged, or what differs between two trees, by one call of git. It reads no content and no work tree. */
export async function readChanges(
  place: GitPlace,
  { since, until = "HEAD", signal }: ChangeRange = {},
): Promise<ChangedPath[]> {
  const range = since === undefined ? ["--cached"] : ["--end-of-options", since, until];
  const reader = new RawReader();
  const argv = ["diff", "-z", "--raw", "--no-abbrev", ...plainRaw, ...range, "--"];
  for await (const entries of splitGit(place, { argv, signal }, "\0"))
    for (const entry of entries) reader.take(entry.toString("utf8"));
  return reader.paths;
}

/**
 * What each commit after `since` changed, the newest first: what a push publishes, also where a later commit takes it
 * away again. Of a merge, what differs from all its parents.
 */
export async function readCommitChanges(
  place: GitPlace,
  since: string,
  signal?: AbortSignal,
): Promise<CommitChanges[]> {
  const argv = [
    "log",
    "-z",
    "--raw",
    "--no-abbrev",
    "-c",
    ...plainRaw,
    `--format=${commitMark}%H`,
    `^${since}`,
    "HEAD",
    "--",
  ];
  const commits: { readonly commit: string; readonly reader: RawReader }[] = [];
  for await (const entries of splitGit(place, { argv, signal }, "\0")) {
    for (const bytes of entries) {
      const entry = bytes.toString("utf8").replace(/^\n/, "");
      if (entry.startsWith(commitMark))
        commits.push({ commit: entry.slice(commitMark.length), reader: new RawReader() });
      else if (entry !== "") commits.at(-1)?.reader.take(entry);
    }
  }
  return commits.map(({ commit, reader }) => ({ commit, paths: reader.paths }));
}

/** No path and no entry of git's begins so. */
const commitMark = "\u0001commit ";

/** The full id of a commit; undefined when there is none of this name here. */
export async function findCommit(place: GitPlace, name: string): Promise<string | undefined> {
  const argv = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`];
  return readGitText(place, { argv }).then(
    (output) => output.trim(),
    () => undefined,
  );
}

/** The tree that holds nothing, by its id in this repository's hash. */
export async function emptyTree(place: GitPlace): Promise<string> {
  return (await readGitText(place, { argv: ["hash-object", "-t", "tree", "--stdin"] })).trim();
}

const plainRaw = [...plainDiff, "--ignore-submodules=none", "-O/dev/null"];

/** Reads `--raw -z`: `:100644 100644 ID ID M`, then the path; of a merge one colon, mode and id a parent. */
class RawReader {
  readonly paths: ChangedPath[] = [];
  #entry: Omit<ChangedPath, "path"> | undefined;

  take(entry: string): void {
    if (this.#entry !== undefined) {
      this.paths.push({ path: entry, ...this.#entry });
      this.#entry = undefined;
      return;
    }
    const parents = /^:+/.exec(entry)?.[0].length;
    if (parents === undefined) return;
    const words = entry.slice(parents).split(" ");
    const modes = words.slice(0, parents + 1);
    const blobs = words.slice(parents + 1, 2 * parents + 2).map((blob, at) => (isFile(modes[at]) ? blob : undefined));
    this.#entry = {
      status: statusOf(words.at(-1) ?? ""),
      blob: blobs.at(-1),
      before: blobs.slice(0, -1).filter((blob) => blob !== undefined),
    };
  }
}

/** A file, or a link, whose content is where it leads. */
function isFile(mode = ""): boolean {
  return mode.startsWith("100") || mode === "120000";
}

function statusOf(letters: string): ChangedPath["status"] {
  if (/^A+$/.test(letters)) return "added";
  if (letters.includes("D")) return "deleted";
  return letters.startsWith("T") ? "type changed" : "modified";
}
