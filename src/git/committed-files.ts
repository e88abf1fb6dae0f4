import { type GitPlace, readGit, readGitText } from "./command.ts";
import { harmless } from "./harmless.ts";
import { type Submodule, submodulePlace } from "./submodules.ts";

/** What a commit holds below some paths. */
export interface CommittedFiles {
  /** The id of each file's content; links are no files. */
  readonly files: ReadonlyMap<string, string>;
  /** What is checked out of submodules among them, and where it lies. */
  readonly submodules: readonly (Submodule & { readonly place: GitPlace })[];
}

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
  const { files, submodules } = parseTree(await readGitText(place, { argv }));
  const inside = submodules.flatMap((submodule) => {
    const within = submodulePlace(place, submodule);
    return within === undefined ? [] : [{ ...submodule, place: within }];
  });
  const nested = await Promise.all(inside.map((submodule) => readSubmodule(submodule)));
  for (const found of nested) for (const [path, id] of found.files) files.set(path, id);
  return { files, submodules: [...inside, ...nested.flatMap((found) => found.submodules)] };
}

async function readSubmodule({ path, commit, place }: CommittedFiles["submodules"][number]): Promise<CommittedFiles> {
  const found = await readCommittedFiles(place, commit, []).catch(() => nothing);
  const below = (inside: string): string => `${path}/${inside}`;
  return {
    files: new Map([...found.files].map(([inside, id]) => [below(inside), id])),
    submodules: found.submodules.map((submodule) => ({ ...submodule, path: below(submodule.path) })),
  };
}

/** A commit that is not here holds nothing that anybody could compare with. */
const nothing: CommittedFiles = { files: new Map(), submodules: [] };

/** Lines are `100644 blob ID`, a tab, the path and a NUL: one pass, because there may be ten thousand. */
function parseTree(text: string): { readonly files: Map<string, string>; readonly submodules: Submodule[] } {
  const files = new Map<string, string>();
  const submodules: Submodule[] = [];
  for (let start = 0, end = text.indexOf("\0"); end >= 0; start = end + 1, end = text.indexOf("\0", start)) {
    const tab = text.indexOf("\t", start);
    const id = text.lastIndexOf(" ", tab) + 1;
    const path = text.slice(tab + 1, end);
    if (text.startsWith("100", start)) files.set(path, text.slice(id, tab));
    else if (text.startsWith("160000", start)) submodules.push({ path, commit: text.slice(id, tab) });
  }
  return { files, submodules };
}

/**
 * The ids that files on disk would be committed under, as git's attributes and settings have their texts: line ends may be
 * others than on disk. By path, in one call; empty where git refuses one of them.
 */
export async function readFilteredIds(place: GitPlace, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (paths.length === 0) return new Map();
  const argv = [...harmless, "-c", "core.safecrlf=false", "hash-object", "--stdin-paths"];
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
