import type { GitPlace } from "../git/command.ts";
import type { StagedChanges } from "../git/staged-changes.ts";
import { emptyTree, findCommit, readChanges } from "../git/staged-changes.ts";
import { type IndexListing, listIndex, withoutIntended } from "../git/staged-files.ts";
import type { Document } from "../model/document.ts";
import { Failure } from "../model/failure.ts";
import { type Finding, sortFindings } from "../model/finding.ts";
import type { DeclaredState, StateReader } from "../workspace/state.ts";
import { stateDirectory } from "../workspace/state-directory.ts";
import { findSecrets } from "./secret-lines.ts";

/** What is about to be committed, and what is wrong with it. */
export interface StagedCheck {
  readonly changes: StagedChanges;
  readonly listing: IndexListing;
  readonly findings: readonly Finding[];
  /** Valid documents of the index; undefined while nothing below `state/` is staged: nobody needed them. */
  readonly documents: readonly Document[] | undefined;
}

export interface StagedRequest {
  readonly repository: GitPlace;
  /** Called when documents are to be read, which loads the kinds. */
  readonly reader: () => Promise<StateReader>;
  readonly signal: AbortSignal;
}

/**
 * Checks what is staged as it would be committed: the documents of the index when any of them changes, all together so
 * that names are found, and secrets in added lines. Reads the index and nothing of the work tree, and writes neither.
 */
export async function checkStaged({ repository, reader, signal }: StagedRequest): Promise<StagedCheck> {
  const [changes, listed] = await Promise.all([
    readChanges(repository, { signal }),
    listIndex(repository, [stateDirectory], signal),
  ]);
  const paths = new Set(changes.paths.map(({ path }) => path));
  const listing = await withoutIntended(repository, listed, paths);
  const [state, secrets] = await Promise.all([
    [...paths].some(isBelowState) ? readStagedState({ repository, reader, signal }, listing) : undefined,
    findSecrets(changes.added),
  ]);
  const findings = sortFindings([...(state?.findings ?? []), ...withoutRepeats(secrets, state?.findings ?? [])]);
  return { changes, listing, findings, documents: state?.documents };
}

/** Also of a folder such as `State/`, which only looks like it. */
function isBelowState(path: string): boolean {
  return path.slice(0, stateDirectory.length + 1).toLowerCase() === `${stateDirectory}/`;
}

async function readStagedState(
  { repository, reader, signal }: StagedRequest,
  listing: IndexListing,
): Promise<DeclaredState> {
  const { readIndexState } = await import("./index-documents.ts");
  return readIndexState(repository, listing, await reader(), signal);
}

/** Secrets in what the commits after one added; without one, in all that HEAD holds. */
export async function checkSecrets(
  repository: GitPlace,
  since: string | undefined,
): Promise<{ findings: readonly Finding[]; changes: StagedChanges }> {
  const first = since === undefined ? await emptyTree(repository) : await commitNamed(repository, since);
  const changes = await readChanges(repository, { since: first });
  return { changes, findings: await findSecrets(changes.added) };
}

async function commitNamed(repository: GitPlace, name: string): Promise<string> {
  const commit = await findCommit(repository, name);
  if (commit !== undefined) return commit;
  const message = `there is no commit ${name} in this clone`;
  throw new Failure("V7-H001", message, { next: ["git fetch --unshallow, or name another commit"] });
}

/** A line that the documents' own check names already is not told twice. */
function withoutRepeats(secrets: readonly Finding[], known: readonly Finding[]): Finding[] {
  const told = new Set(known.filter(({ code }) => code === "V7-S001").map(({ file, line }) => `${line}:${file}`));
  return secrets.filter(({ file, line }) => !told.has(`${line}:${file}`));
}
