import { type BlobHashes, blobHashes } from "../git/blob-hashes.ts";
import type { Commit } from "../git/commit-reader.ts";
import { readBoundary, readCommitter, readHeads, readLast } from "../git/commits.ts";
import type { Repository } from "../git/repository.ts";

/** What git says before anything is known of what is recorded. */
export interface GitAnswers {
  /** Where branches and work trees stand; this work tree's comes first, where it has one. */
  readonly heads: Promise<readonly string[]>;
  /** Commits below which a shallow clone has nothing. */
  readonly boundary: ReadonlySet<string>;
  /** Who commits here; undefined where git does not know. */
  readonly committer: ReturnType<typeof readCommitter>;
  /** The commit at HEAD with its changes: nearly always the one that is to be recorded. Undefined where git cannot say. */
  readonly last: Promise<Commit | undefined>;
  /** Knows the contents of that commit, once `last` has been learned. */
  readonly hashes: BlobHashes;
  readonly learned: Promise<void>;
}

/**
 * Asks git all of it at once and waits for nothing: whoever records is loaded, and reaches the database, meanwhile. A failure
 * is thrown to whoever waits for the answer.
 */
export function askGit(repository: Repository): GitAnswers {
  const boundary = readBoundary(repository);
  const hashes = blobHashes(repository);
  const [last, heads, committer] = [readLast(repository, boundary), readHeads(repository), readCommitter(repository)];
  const learned = hashes.learnSoon(last.then((commit) => (commit === undefined ? [] : blobsOf(commit))));
  // Whichever fails first, git or the database, is told; the other's failure is then nobody's.
  for (const answer of [heads, committer, last]) answer.catch(() => undefined);
  return { heads, boundary, committer, last, hashes, learned };
}

/** The contents that a commit changed, before and behind. */
export function blobsOf({ changes }: Pick<Commit, "changes">): string[] {
  return changes.flatMap(({ oldBlob, newBlob }) => [oldBlob, newBlob].filter((blob) => blob !== null));
}
