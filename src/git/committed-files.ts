import { type GitPlace, readGit, readGitText } from "./command.ts";
import { harmless } from "./harmless.ts";
import { type Submodule, submodulePlace } from "./submodules.ts";

/** What a commit holds below some paths. */
export interface CommittedFiles {
  /** Calls for each file, with the id of its content; links are no files. There may be ten thousand, so no list is made. */
  each(visit: (path: string, id: string) => void): void;
  /** What is checked out of submodules among them, and where it lies. */
  readonly submodules: readonly (Submodule & { readonly place: GitPlace })[];
}

/** A commit that is not here holds nothing that anybody could compare with. */
export const nothingCommitted: CommittedFiles = { each: () => undefined, submodules: [] };

/**
 * Reads a commit's tree, by one call of git and one more for each submodule that is checked out: of those the commit counts
 * that is named here. @throws GitError
 */
export async function readCommittedFiles(
  place: GitPlace,
  commit: string,
  paths: readonly string[],
): Promise<CommittedFiles> {
  const argv = [...harmless, "ls-tree", "-r", "-z", "--full-tree", commit, "--", ...paths];
  const text = await readGitText(place, { argv });
  const inside = submodulesIn(text).flatMap((submodule) => {
    const within = submodulePlace(place, submodule);
    return within === undefined ? [] : [{ ...submodule, place: within }];
  });
  const nested = await Promise.all(inside.map((submodule) => readSubmodule(submodule)));
  return {
    each: (visit) => {
      eachEntry(text, "100", visit);
      for (const found of nested) found.each(visit);
    },
    submodules: [...inside, ...nested.flatMap((found) => found.submodules)],
  };
}

async function readSubmodule({ path, commit, place }: CommittedFiles["submodules"][number]): Promise<CommittedFiles> {
  const found = await readCommittedFiles(place, commit, []).catch(() => nothingCommitted);
  return {
    each: (visit) => found.each((inside, id) => visit(`${path}/${inside}`, id)),
    submodules: found.submodules.map((submodule) => ({ ...submodule, path: `${path}/${submodule.path}` })),
  };
}

function submodulesIn(text: string): Submodule[] {
  const found: Submodule[] = [];
  // Most trees have none, and that is quickly seen.
  if (text.includes("160000 commit ")) eachEntry(text, "160000", (path, commit) => found.push({ path, commit }));
  return found;
}

/** Lines are `100644 blob ID`, a tab, the path and a NUL. */
function eachEntry(text: string, mode: string, visit: (path: string, id: string) => void): void {
  for (let start = 0, end = text.indexOf("\0"); end >= 0; start = end + 1, end = text.indexOf("\0", start)) {
    if (!text.startsWith(mode, start)) continue;
    const tab = text.indexOf("\t", start);
    visit(text.slice(tab + 1, end), text.slice(text.lastIndexOf(" ", tab) + 1, tab));
  }
}

/**
 * The ids that files on disk would be committed under, as git's attributes and settings have their texts: line ends may be
 * others than on disk. By path, in one call; empty where git refuses one of them.
 */
export function readFilteredIds(place: GitPlace, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return hashObjects(place, paths, []);
}

/** The same with options of `git hash-object`. */
export async function hashObjects(
  place: GitPlace,
  paths: readonly string[],
  options: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (paths.length === 0) return new Map();
  const argv = [...harmless, "-c", "core.safecrlf=false", "hash-object", ...options, "--stdin-paths"];
  const input = paths.map((path) => `${quoted(path)}\n`).join("");
  const output = await readGit(place, { argv, input }).catch(() => Buffer.alloc(0));
  const ids = output.toString("latin1").trimEnd().split("\n");
  return new Map(ids.length === paths.length ? paths.map((path, at) => [path, ids[at] ?? ""]) : []);
}

/** A name a line: those with a quote, a backslash or a control character stand in quotes, as in C. */
function quoted(path: string): string {
  // eslint-disable-next-line no-control-regex
  if (!/["\\\u0000-\u001f]/.test(path)) return path;
  const escaped = path.replaceAll(/["\\\u0000-\u001f]/g, (sign) =>
    sign === '"' || sign === "\\" ? `\\${sign}` : `\\${sign.charCodeAt(0).toString(8).padStart(3, "0")}`,
  );
  return `"${escaped}"`;
}
