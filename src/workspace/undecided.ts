import { type Dirent, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isDocumentFile, isLeftover, looksLikeDocument, tellingBytes } from "../model/document-names.ts";
import { findFiles } from "../documents/find-files.ts";
import { finding, misnamedFinding, misnamedFolderFinding } from "../documents/limits.ts";
import { readBeginning } from "../documents/read-file.ts";
import type { Repository } from "../git/repository.ts";
import {
  nothingTracked,
  readTrackedFiles,
  type TrackedFiles,
  type WithheldFile,
  type Withholding,
} from "../git/tracked-files.ts";
import type { Finding } from "../model/finding.ts";
import { typedWord } from "../model/typed-word.ts";
import { isMisspelledState, stateDirectory } from "./state-directory.ts";

// A document that is absent, unread or misspelled looks like one that somebody removed. Only what git calls deleted is.

/** What git's index says of `state/`; nothing where there is no git. */
export async function readTrackedState(repository: Repository): Promise<TrackedFiles> {
  return repository.isGit ? readTrackedFiles(repository, [stateDirectory]) : nothingTracked;
}

/** An error for whatever may hold documents below `state/` and was not read, though nobody has removed it. */
export function undecidedFindings({ root }: Repository, tracked: TrackedFiles, others: readonly string[]): Finding[] {
  return [
    ...withheldFindings(tracked.withheld.filter(mayHoldDocuments)),
    ...others.filter((file) => isMisnamed(root, tracked, file)).map(misnamedFinding),
    ...misnamedFolders(root),
  ];
}

function mayHoldDocuments({ path, because }: WithheldFile): boolean {
  return isDocumentFile(path) || because === "submodule" || because === "submodule behind";
}

/** What an editor left beside a document is its business; what somebody committed under such a name is not. */
function isMisnamed(root: string, tracked: TrackedFiles, file: string): boolean {
  if (isDocumentFile(file) || (isLeftover(file) && !tracked.has(file))) return false;
  return looksLikeDocument(readBeginning(join(root, file), tellingBytes));
}

/** A folder such as `State/`: another one on most systems, the same on some. */
function misnamedFolders(root: string): Finding[] {
  return entriesOf(root)
    .filter((entry) => entry.isDirectory() && isMisspelledState(entry.name))
    .filter(({ name }) =>
      findFiles(root, name).files.some(({ file }) => looksLikeDocument(readBeginning(join(root, file), tellingBytes))),
    )
    .map(({ name }) => misnamedFolderFinding(name));
}

function entriesOf(root: string): Dirent[] {
  try {
    return readdirSync(root, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** A few are named one by one, many by their folder. */
function withheldFindings(files: readonly WithheldFile[]): Finding[] {
  const groups = Map.groupBy(files, ({ path, because }) => `${because} ${dirname(path)}`);
  return [...groups.values()].flatMap((group) =>
    group.length > namedOneByOne ? [folderFinding(group)] : group.map(fileFinding),
  );
}

const namedOneByOne = 10;

/** A submodule of which nothing is known. */
export function submoduleFinding(path: string, because: "submodule" | "submodule behind"): Finding {
  return fileFinding({ path, because });
}

function fileFinding({ path, because }: Pick<WithheldFile, "path" | "because">): Finding {
  const { code, why, next } = reasons[because];
  return finding(path, code, `${why}; ${next(path)}`);
}

function folderFinding(files: readonly WithheldFile[]): Finding {
  const [{ path, because } = { path: stateDirectory, because: "left out" as const }] = files;
  const folder = dirname(path);
  const { code, why, next } = reasons[because];
  const names = files.slice(0, 3).map((file) => basename(file.path));
  const more = files.length - names.length;
  return finding(folder, code, `${names.join(", ")} and ${more} more: ${why}; ${next(folder)}`);
}

interface Reason {
  readonly code: Finding["code"];
  readonly why: string;
  /** What to do about a path. */
  next(path: string): string;
}

const reasons: { readonly [because in Withholding]: Reason } = {
  "left out": {
    code: "V7-D030",
    why: "git has it and this checkout leaves it out (sparse or skip-worktree), so nobody has removed it",
    next: (path) => `git sparse-checkout disable brings it back, git rm --sparse -r ${typedWord(path)} removes it`,
  },
  assumed: {
    code: "V7-D030",
    why: "git has it and does not look whether it is there (assume-unchanged), so nobody has removed it",
    next: (path) => `git update-index --no-assume-unchanged ${typedWord(path)}, then git restore it or git rm it`,
  },
  "never checked out": {
    code: "V7-D030",
    why: "HEAD has it and nothing was ever checked out here, so nobody has removed it",
    next: () => "git checkout",
  },
  unmerged: {
    code: "V7-D034",
    why: "the merge has not decided whether it stays",
    next: (path) => `git checkout --theirs ${typedWord(path)} keeps it, git rm ${typedWord(path)} removes it`,
  },
  submodule: {
    code: "V7-D032",
    why: "the submodule is not checked out, and what it declares is not known",
    next: (path) => `git submodule update --init ${typedWord(path)}`,
  },
  "submodule behind": {
    code: "V7-D032",
    why: "what is checked out of the submodule does not contain the commit that is named here, so documents of it may be missing",
    next: (path) =>
      `git submodule update ${typedWord(path)} checks that one out; where the other is meant, git add ${typedWord(path)}`,
  },
};
