import type { Commit } from "../git/commit-reader.ts";
import { changedBlobs, listCommits, readCommits, readHeads, readParents, type Walk } from "../git/commits.ts";
import { withFetching, withoutFetching } from "../git/environment.ts";
import { fetchBlobs, missingBlobs, promisorRemote } from "../git/partial-clone.ts";
import { forgetRewritten, type KeptRewritten, readRewritten } from "../git/rewritten.ts";
import { type Answer, answer } from "../model/answer.ts";
import { Failure } from "../model/failure.ts";
import type { RecordOutput } from "../model/output/record.ts";
import { readSql } from "../system/package-file.ts";
import type { Connection } from "../postgres/connection.ts";
import { inTransaction } from "../postgres/transaction.ts";
import { askGit, blobsOf, type GitAnswers } from "./ask-git.ts";
import { explainUnrecorded } from "./record-errors.ts";
import { changeRows, commitRows, type LeftFile, leftFiles, type OnFiles, type Recording } from "./record-rows.ts";
import { withConnection, type Workspace } from "../workspace/workspace.ts";

/** What a run wrote: nothing of it was recorded before. */
interface JournalCounts {
  readonly commits: number;
  readonly changes: number;
}

export interface RecordRequest {
  /** Fetch what a partial clone lacks, at once, before commits are read. Default: their hashes stay unknown. */
  readonly fetches?: boolean;
  /** Brings what is known of files up to date with their commits. What it throws leaves these commits unrecorded. */
  readonly onFiles?: OnFiles;
  /** What git was asked already, in a place where it fetches nothing; absent: it is asked now. */
  readonly asked?: GitAnswers | undefined;
}

/**
 * Writes down every commit of the branches and work trees that is not recorded yet, with what it changed, each exactly
 * once, however many record at once and wherever one is killed. There is no cursor: what is recorded says what is left.
 * Parents are committed before their children, so all that came before a recorded commit is recorded, too; only the
 * boundary of a shallow clone has unknown parents, and they are caught up once they are here. What git told of rewritten
 * commits and was kept since is recorded with them.
 *
 * Throws a Failure outside git (V7-H030), when git fails (V7-H031), and when the database cannot take it (exit 6).
 */
export async function recordHistory(
  inClone: Workspace,
  { fetches = false, onFiles, asked }: RecordRequest = {},
): Promise<Answer<RecordOutput>> {
  // Git would fetch what a partial clone lacks one by one, and end where the remote is away.
  const workspace = { ...inClone, repository: withoutFetching(inClone.repository) };
  if (!workspace.repository.isGit)
    throw new Failure("V7-H030", `${workspace.repository.root} is in no git repository`, { next: ["git init"] });
  const answers = asked ?? askGit(workspace.repository);
  return withConnection(workspace, "write", async (connection) => {
    try {
      const remote = fetches ? await promisorRemote(workspace.repository) : undefined;
      const { commits, changes } = await record(workspace, connection, { answers, remote, onFiles });
      return answer({ recorded_commits: commits, recorded_changes: changes });
    } catch (error) {
      throw explainUnrecorded(error);
    }
  });
}

/** How many commits of the branches and work trees are not recorded. @throws Failure when git fails (V7-H031). */
export async function countUnrecorded({ repository }: Workspace, connection: Connection): Promise<number> {
  const { unrecorded: from } = await readFrontier(connection, await readHeads(repository));
  let count = 0;
  if (from.length === 0) return count;
  for await (const listed of listCommits(repository, { from, without: await readNewest(connection) }))
    count += (await selectUnrecorded(connection, listed)).length;
  return count;
}

interface RecordedFrom extends Pick<Recording, "remote" | "onFiles"> {
  readonly answers: GitAnswers;
}

async function record(
  workspace: Workspace,
  connection: Connection,
  { answers, remote, onFiles }: RecordedFrom,
): Promise<JournalCounts> {
  const { repository, redactor } = workspace;
  const kept = readRewritten(repository);
  const [heads, last] = await Promise.all([answers.heads, answers.last]);
  // A commit that was amended before it was recorded is still here, and its successor's story begins with it.
  const wanted = new Set([...heads, ...kept.pairs.map(({ from }) => from)]);
  const known = await readFrontier(connection, [...wanted], last?.parents);
  const opened = await readParents(repository, known.roots);
  const from = [...known.unrecorded, ...[...opened.values()].flat()];
  const totals = { commits: 0, changes: 0 };
  const written = new Set<string>();
  if (from.length > 0) {
    const { hashes, boundary } = answers;
    const recording = {
      repository,
      redactor,
      connection,
      hashes,
      boundary,
      remote,
      onFiles,
      written,
      absent: new Set<string>(),
      self: await selfOf(workspace, answers),
    };
    if (last !== undefined && from.length === 1 && from[0] === last.sha && known.areParentsRecorded)
      add(totals, await recordLast(recording, last, answers));
    else {
      // Below a boundary that opened, nothing recorded says what is.
      const walk = { from, without: opened.size > 0 ? [] : await readNewest(connection) };
      await fetchAbsent(recording, walk);
      for await (const listed of listCommits(repository, walk)) add(totals, await recordListed(recording, listed));
    }
    add(totals, await completeBoundary(recording, opened));
    tellAbsent(workspace, recording.absent);
  }
  const [head] = heads;
  if (head !== undefined && !written.has(head)) await refreshHead(connection, head, onFiles);
  await linkRewritten(workspace, connection, kept);
  return totals;
}

/** What a hook finds nearly always: all that came before the commit just made is recorded, so there is nothing to walk. */
async function recordLast(recording: Recording, last: Commit, { learned }: GitAnswers): Promise<JournalCounts> {
  const { boundary, remote } = recording;
  await fetchAbsent(recording, { from: [last.sha], without: last.parents });
  if (remote === undefined && !boundary.has(last.sha)) await learned;
  return recordBatch(recording, [last]);
}

async function selfOf({ actor }: Workspace, { committer }: GitAnswers): Promise<Recording["self"]> {
  const [known, name] = await Promise.all([committer, actor()]);
  return known && { ...known, actor: name };
}

/** Another work tree may have recorded what was just committed here, and cannot see the files that lie here. */
async function refreshHead(connection: Connection, head: string, onFiles: OnFiles | undefined): Promise<void> {
  if (onFiles === undefined) return;
  await inTransaction(connection, { mode: "write" }, async () => {
    const { rows } = await connection.query<LeftFile>(readSql("journal/left-files.sql"), [head]);
    await onFiles(connection, rows);
  });
}

function add(totals: { commits: number; changes: number }, more: JournalCounts): void {
  totals.commits += more.commits;
  totals.changes += more.changes;
}

/** What was recorded is right and incomplete: somebody may want to know. */
function tellAbsent({ tell }: Workspace, absent: ReadonlySet<string>): void {
  if (absent.size === 0) return;
  const what = absent.size === 1 ? "the hash of a content that is" : `the hashes of ${absent.size} contents that are`;
  const message = `${what} not in this clone`;
  tell({ type: "passed-over", part: "record", code: "V7-H040", message });
}

interface Frontier {
  readonly unrecorded: readonly string[];
  readonly roots: readonly string[];
  readonly areParentsRecorded: boolean;
}

/** What of these commits is not recorded, and whether these parents are, all of them. */
function readFrontier(
  connection: Connection,
  heads: readonly string[],
  parents: readonly string[] = [],
): Promise<Frontier> {
  return inTransaction(connection, { mode: "read" }, async () => {
    const { rows } = await connection.query<Frontier>(readSql("journal/frontier.sql"), [heads, parents]);
    return rows[0] ?? { unrecorded: heads, roots: [], areParentsRecorded: false };
  });
}

/** Where a walk may stop. */
function readNewest(connection: Connection): Promise<string[]> {
  return inTransaction(connection, { mode: "read" }, () => shas(connection, readSql("journal/newest.sql")));
}

async function shas(connection: Connection, statement: string, values: readonly unknown[] = []): Promise<string[]> {
  const { rows } = await connection.query<{ sha: string }>(statement, values);
  return rows.map(({ sha }) => sha);
}

/** Walks where nothing is known pass by what is recorded. */
async function recordListed(recording: Recording, listed: readonly string[]): Promise<JournalCounts> {
  const { repository, connection, boundary } = recording;
  const unrecorded = await selectUnrecorded(connection, listed);
  const totals = { commits: 0, changes: 0 };
  for await (const batch of batches(readCommits(repository, unrecorded, boundary)))
    add(totals, await recordBatch(recording, batch));
  return totals;
}

/** One fetch for all that is to be recorded. Where the remote is away, what is not here stays unknown. */
async function fetchAbsent({ repository, connection, boundary, remote }: Recording, walk: Walk): Promise<void> {
  if (remote === undefined) return;
  const listed: string[] = [];
  for await (const some of listCommits(repository, walk)) listed.push(...some);
  const shas = (await selectUnrecorded(connection, listed)).filter((sha) => !boundary.has(sha));
  if (shas.length === 0) return;
  const parents = await readParents(repository, shas);
  const absent = await missingBlobs(repository, [...shas, ...[...parents.values()].flat()]);
  const wanted = [...(await changedBlobs(repository, shas))].filter((id) => absent.has(id));
  if (wanted.length > 0) await fetchBlobs(withFetching(repository), remote, wanted);
}

function selectUnrecorded(connection: Connection, listed: readonly string[]): Promise<string[]> {
  return inTransaction(connection, { mode: "read" }, () =>
    shas(connection, readSql("journal/unrecorded.sql"), [listed]),
  );
}

/** Whole commits, a transaction's worth at a time. */
async function* batches(commits: AsyncIterable<Commit>): AsyncGenerator<Commit[]> {
  let batch: Commit[] = [];
  let changes = 0;
  for await (const commit of commits) {
    batch.push(commit);
    changes += commit.changes.length;
    if (changes < changesAtOnce) continue;
    yield batch;
    batch = [];
    changes = 0;
  }
  if (batch.length > 0) yield batch;
}

const changesAtOnce = 5000;

/** Of commits that others record at the same time, each goes with its changes into one of the transactions. */
async function recordBatch(recording: Recording, batch: readonly Commit[]): Promise<JournalCounts> {
  const { connection } = recording;
  await learnHashes(recording, batch);
  return inTransaction(connection, { mode: "write" }, async () => {
    const own = new Set(await shas(connection, readSql("journal/insert-commits.sql"), [commitRows(recording, batch)]));
    for (const sha of own) recording.written.add(sha);
    const commits = batch.filter(({ sha }) => own.has(sha));
    await recording.onFiles?.(connection, leftFiles(recording.hashes, commits));
    return { commits: commits.length, changes: await insertChanges(recording, commits) };
  });
}

/** What a shallow clone's boundary changed is known once its parents are here; they are recorded by now. */
async function completeBoundary(
  recording: Recording,
  opened: ReadonlyMap<string, readonly string[]>,
): Promise<JournalCounts> {
  const { repository, connection } = recording;
  const totals = { commits: 0, changes: 0 };
  for await (const batch of batches(readCommits(repository, [...opened.keys()], new Set()))) {
    await learnHashes(recording, batch);
    totals.changes += await inTransaction(connection, { mode: "write" }, async () => {
      const parents = JSON.stringify(batch.map(({ sha }) => ({ sha, parents: opened.get(sha) })));
      const own = new Set(await shas(connection, readSql("journal/open-boundary.sql"), [parents]));
      return insertChanges(
        recording,
        batch.filter(({ sha }) => own.has(sha)),
      );
    });
  }
  return totals;
}

async function learnHashes({ repository, hashes, absent }: Recording, commits: readonly Commit[]): Promise<void> {
  const ids = commits.flatMap(blobsOf);
  await hashes.learn(ids, () =>
    missingBlobs(
      repository,
      commits.flatMap(({ sha, parents }) => [sha, ...parents]),
    ),
  );
  for (const id of ids) if (hashes.of(id) === undefined) absent.add(id);
}

async function insertChanges({ connection, hashes }: Recording, commits: readonly Commit[]): Promise<number> {
  const rows = changeRows(hashes, commits);
  let inserted = 0;
  for (let at = 0; at < rows.length; at += changesAtOnce) {
    const slice = JSON.stringify(rows.slice(at, at + changesAtOnce));
    inserted += (await connection.query(readSql("journal/insert-changes.sql"), [slice])).rowCount ?? 0;
  }
  return inserted;
}

/**
 * Notes are read again once their commits are locked: whoever held these commits before may have had a later word on
 * them. Notes go after COMMIT; one that a crash leaves behind says the same again.
 */
async function linkRewritten({ repository }: Workspace, connection: Connection, kept: KeptRewritten): Promise<void> {
  if (kept.names.length === 0) return;
  const olds = new Set(kept.pairs.map(({ from }) => from));
  await inTransaction(connection, { mode: "write" }, async () => {
    await connection.query(readSql("journal/lock-commits.sql"), [[...olds]]);
    const pairs = readRewritten(repository).pairs.filter(({ from }) => olds.has(from));
    const rows = JSON.stringify(pairs.map(({ from, to }) => ({ old: from, new: to })));
    await connection.query(readSql("journal/rewritten.sql"), [rows]);
  });
  forgetRewritten(repository, kept.names);
}
