import { lstatSync } from "node:fs";
import { type BytePath, bytePath, pathBelow, systemPath } from "../model/path-bytes.ts";
import { GitError, type GitPlace, readGit, readGitText } from "./command.ts";
import { readCommittedFiles } from "./committed-files.ts";
import { harmless } from "./harmless.ts";
import { type Submodule, submodulePlace } from "./submodules.ts";

/** What git has, the disk lacks, and git does not call deleted: nobody has decided that it goes. */
export interface WithheldFile {
  /** Relative to the root, with `/`: a file, or a submodule of which nothing or not all is there. */
  readonly path: string;
  /** The same, byte by byte. */
  readonly bytes: BytePath;
  readonly because: Withholding;
}

export type Withholding =
  /** Left out of this checkout: a sparse one, or marked skip-worktree. */
  | "left out"
  /** Marked assume-unchanged: git does not look. */
  | "assumed"
  /** A merge has not been decided. */
  | "unmerged"
  /** Nothing was ever checked out here. */
  | "never checked out"
  /** A submodule that is not checked out. */
  | "submodule"
  /** A submodule at a commit that knows nothing of the one that is named here. */
  | "submodule behind";

/** What git's index says of the files below some paths. */
export interface TrackedFiles {
  /** Whether the index has a file. */
  has(path: string): boolean;
  /** In git's order. */
  readonly withheld: readonly WithheldFile[];
}

/** Where there is no git, nothing is tracked. */
export const nothingTracked: TrackedFiles = { has: () => false, withheld: [] };

/**
 * Reads the index below some paths, or all of it, by one call of git and one more for each submodule there, and holds what is out of the
 * ordinary against the disk. What git calls deleted is not among it: that is how people remove files.
 * @throws GitError
 */
export async function readTrackedFiles(place: GitPlace, paths: readonly string[]): Promise<TrackedFiles> {
  const scope = paths.length === 0 ? [] : ["--", ...paths.map((path) => `:(top,literal)${path}`)];
  // Latin-1 is the cheapest text there is, and keeps every byte.
  const output = await readGit(place, { argv: [...harmless, "ls-files", "--stage", "-v", "-z", ...scope] });
  const text = output.toString("latin1");
  if (text === "") return { has: () => false, withheld: await neverCheckedOut(place, paths) };
  const unusual = unusualEntries(text);
  const absent = unusual.flatMap((entry) => absence(place, entry));
  const modules = await Promise.all(
    unusual.filter(({ mode }) => mode === submoduleMode).map((entry) => within(place, entry)),
  );
  return {
    has: (path) => text.includes(`\t${bytePath(path)}\0`),
    withheld: [...withoutRepeats(absent), ...modules.flat()],
  };
}

interface IndexEntry {
  /** `H` for what is in the index as usual; of lower case where it is assumed to be unchanged. */
  readonly tag: string;
  readonly mode: string;
  readonly id: string;
  readonly bytes: BytePath;
}

const submoduleMode = "160000";

/** Nearly all entries are plain files; of those nothing is made, because there may be ten thousand. */
function unusualEntries(text: string): IndexEntry[] {
  const found: IndexEntry[] = [];
  for (let start = 0; start < text.length; start = text.indexOf("\0", start) + 1) {
    if (text.startsWith(usualEntry, start)) continue;
    const line = text.slice(start, text.indexOf("\0", start));
    const [, tag = "", mode = "", id = "", bytes = ""] = /^(\S) (\d+) ([0-9a-f]+) \d\t([^]*)$/.exec(line) ?? [];
    found.push({ tag, mode, id, bytes });
  }
  return found;
}

const usualEntry = "H 100";

function absence({ root }: GitPlace, { tag, mode, bytes }: IndexEntry): WithheldFile[] {
  const because = mode === submoduleMode ? undefined : becauseOf(tag);
  return because === undefined || isThere(pathBelow(root, bytes)) ? [] : [withheld(bytes, because)];
}

function withheld(bytes: BytePath, because: Withholding): WithheldFile {
  return { path: utf8(bytes), bytes, because };
}

function utf8(bytes: BytePath): string {
  return Buffer.from(bytes, "latin1").toString("utf8");
}

function becauseOf(tag: string): Withholding | undefined {
  if (tag.toUpperCase() === "S") return "left out";
  if (tag === "M") return "unmerged";
  return tag === tag.toLowerCase() ? "assumed" : undefined;
}

/** Whether anything has this absolute path. */
export function isThere(path: BytePath): boolean {
  try {
    return lstatSync(systemPath(path), { throwIfNoEntry: false }) !== undefined;
  } catch {
    // A parent is a file, or may not be entered; whoever lists it tells.
    return false;
  }
}

/** A file in an unfinished merge has an entry for each side. */
function withoutRepeats(files: readonly WithheldFile[]): WithheldFile[] {
  return files.filter(({ path }, at) => files[at - 1]?.path !== path);
}

async function within(place: GitPlace, { bytes, id }: IndexEntry): Promise<WithheldFile[]> {
  const submodule: Submodule = { path: utf8(bytes), commit: id };
  const inside = submodulePlace(place, submodule);
  if (inside === undefined) return [withheld(bytes, "submodule")];
  if (!(await contains(inside, submodule.commit))) return [withheld(bytes, "submodule behind")];
  const nested = await readTrackedFiles(inside, []);
  return nested.withheld.map((file) => withheld(`${bytes}/${file.bytes}`, file.because));
}

/** Whether what is checked out goes back to a commit; false, too, for a commit that is not here. */
async function contains(place: GitPlace, commit: string): Promise<boolean> {
  try {
    await readGit(place, { argv: [...harmless, "merge-base", "--is-ancestor", commit, "HEAD"] });
    return true;
  } catch (error) {
    if (error instanceof GitError && error.status !== undefined) return false;
    throw error;
  }
}

/** Without an index at all nothing was checked out, though git would call every file deleted. */
async function neverCheckedOut(place: GitPlace, paths: readonly string[]): Promise<WithheldFile[]> {
  const commit = await headCommit(place);
  if (commit === undefined) return [];
  const files: string[] = [];
  (await readCommittedFiles(place, commit, paths)).each((path) => files.push(path));
  if (files.length === 0 || (await readGit(place, { argv: [...harmless, "ls-files", "-z"] })).length > 0) return [];
  return files.map((path) => withheld(bytePath(path), "never checked out"));
}

/**
 * Whether the index lacks more of HEAD than it has: so it is where nothing was checked out, and then a part. Git calls all
 * that deleted, but nobody deletes like this before a commit. @throws GitError
 */
export async function isPartlyCheckedOut(place: GitPlace): Promise<boolean> {
  const names = ["--name-only", "-z", "--diff-filter=D", "--no-renames", "HEAD", "--"];
  const [deleted, tracked] = await Promise.all([
    readGit(place, { argv: [...harmless, "diff", "--cached", ...names] }),
    readGit(place, { argv: [...harmless, "ls-files", "-z"] }),
  ]);
  return countNames(deleted) > countNames(tracked);
}

function countNames(output: Buffer): number {
  return output.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0);
}

/** Undefined before the first commit. */
async function headCommit(place: GitPlace): Promise<string | undefined> {
  try {
    return (await readGitText(place, { argv: ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"] })).trim();
  } catch (error) {
    if (error instanceof GitError && error.status === 1) return undefined;
    throw error;
  }
}
