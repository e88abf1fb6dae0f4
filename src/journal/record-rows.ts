import type { BlobHashes } from "../git/blob-hashes.ts";
import type { Commit } from "../git/commit-reader.ts";
import type { Repository } from "../git/repository.ts";
import type { Redactor } from "../model/secrets.ts";
import type { Connection } from "../postgres/connection.ts";

/** A file as commits left it: its path as the registry writes it, and its SHA-256, null where it is gone. */
export interface LeftFile {
  readonly path: string;
  readonly hash: string | null;
}

/** Hears of the files that recorded commits left, within their transaction and before their changes are written. */
export type OnFiles = (connection: Connection, files: readonly LeftFile[]) => Promise<void>;

/** What one run of recording works with. */
export interface Recording {
  readonly repository: Repository;
  readonly connection: Connection;
  readonly hashes: BlobHashes;
  readonly redactor: Redactor;
  /** Contents that are not in this clone, by git's ids: their hashes are not known. */
  readonly absent: Set<string>;
  /** Commits that this run wrote down, and nobody else. */
  readonly written: Set<string>;
  /** The remote to fetch them from; absent: nothing is fetched. */
  readonly remote?: string | undefined;
  readonly onFiles?: OnFiles | undefined;
  /** Commits below which a shallow clone has nothing. */
  readonly boundary: ReadonlySet<string>;
  /** Who commits here, and who that is to v7: sessions are the actor's. Absent where git does not know. */
  readonly self?: { readonly name: string; readonly email: string; readonly actor: string } | undefined;
}

/** JSON as `sql/journal/insert-commits.sql` takes it. */
export function commitRows({ redactor, self }: Recording, commits: readonly Commit[]): string {
  const rows = commits.map((commit) => ({
    sha: commit.sha,
    parents: commit.parents,
    author: commit.author,
    author_email: commit.authorEmail,
    subject: redactor.text(commit.subject),
    committed_at: commit.committedAt,
    actors: actorsOf(commit, self),
  }));
  return JSON.stringify(rows);
}

/** Who committed, by each name a session may have of them. */
function actorsOf({ committer, committerEmail }: Commit, self: Recording["self"]): string[] {
  const isSelf = self?.name === committer && self.email === committerEmail;
  return [committer, committerEmail, ...(isSelf ? [self.actor] : [])];
}

/** One row of `sql/journal/insert-changes.sql` for each change. */
export function changeRows(hashes: BlobHashes, commits: readonly Commit[]): object[] {
  const hashOf = (blob: string | null): string | null => (blob === null ? null : (hashes.of(blob) ?? null));
  return commits.flatMap(({ sha, changes }) =>
    changes.map((change) => ({
      sha,
      path: change.path,
      type: change.type,
      old_path: change.oldPath,
      old_hash: hashOf(change.oldBlob),
      new_hash: hashOf(change.newBlob),
      old_mode: change.oldMode,
      new_mode: change.newMode,
    })),
  );
}

/** What these commits left of the files they changed, their last word on each; contents that are not known say nothing. */
export function leftFiles(hashes: BlobHashes, commits: readonly Commit[]): LeftFile[] {
  const files = new Map<string, LeftFile>();
  for (const { path, oldPath, newMode, newBlob } of commits.flatMap(({ changes }) => changes)) {
    if (oldPath !== null) files.set(oldPath, { path: oldPath, hash: null });
    const hash = newBlob === null ? undefined : hashes.of(newBlob);
    if (newMode === null) files.set(path, { path, hash: null });
    else if (hash === undefined) files.delete(path);
    else files.set(path, { path, hash });
  }
  return [...files.values()];
}
