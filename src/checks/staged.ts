import { unreadableFinding, isDocumentFile, linkFinding, largestDocument, sizeFinding } from "../documents/limits.ts";
import type { GivenFiles } from "../documents/load.ts";
import type { GitPlace } from "../git/command.ts";
import type { IndexEntry, IndexListing } from "../git/staged-files.ts";
import { listIndex, readBlobs } from "../git/staged-files.ts";
import type { StagedChanges } from "../git/staged-changes.ts";
import { emptyTree, findCommit, readChanges } from "../git/staged-changes.ts";
import type { Document } from "../model/document.ts";
import { Failure } from "../model/failure.ts";
import { type Finding, sortFindings } from "../model/finding.ts";
import { findSecrets } from "./secret-lines.ts";
import type { DeclaredState, StateReader, StateSource } from "../workspace/state.ts";
import { stateDirectory } from "../workspace/state-directory.ts";

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
  const [changes, listing] = await Promise.all([
    readChanges(repository, { signal }),
    listIndex(repository, [stateDirectory], signal),
  ]);
  const isState = changes.paths.some(({ path }) => path.startsWith(`${stateDirectory}/`));
  const [state, secrets] = await Promise.all([
    isState ? readIndexState(repository, listing, await reader(), signal) : undefined,
    findSecrets(changes.added),
  ]);
  const findings = sortFindings([...(state?.findings ?? []), ...withoutRepeats(secrets, state?.findings ?? [])]);
  return { changes, listing, findings, documents: state?.documents };
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

/** The documents of the index, checked as `v7 validate` checks those on disk. */
async function readIndexState(
  repository: GitPlace,
  listing: IndexListing,
  reader: StateReader,
  signal: AbortSignal,
): Promise<DeclaredState> {
  const { readState } = await import("../workspace/state.ts");
  return readState(reader, await indexSource(repository, listing, signal));
}

async function indexSource(repository: GitPlace, { entries }: IndexListing, signal: AbortSignal): Promise<StateSource> {
  const documents = entries.filter(({ path }) => isDocumentFile(path));
  const blobs = await readBlobs(
    repository,
    documents.filter(isFile).map(({ blob }) => blob),
    signal,
  );
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const files: GivenFiles = new Map(documents.map((entry) => [entry.path, contentOf(entry, blobs)]));
  return {
    files,
    read: async (path) => {
      const entry = byPath.get(path);
      const known =
        entry && (blobs.get(entry.blob) ?? (await readBlobs(repository, [entry.blob], signal)).get(entry.blob));
      if (known === undefined) throw Object.assign(new Error(`${path} is not staged`), { code: "ENOENT" });
      return known;
    },
  };
}

function contentOf(entry: IndexEntry, blobs: ReadonlyMap<string, Uint8Array>): Uint8Array | Finding {
  const { path, blob } = entry;
  if (!isFile(entry)) return linkFinding(path);
  const bytes = blobs.get(blob);
  if (bytes === undefined) return unreadableFinding(path, "git does not have its content");
  return bytes.length > largestDocument ? sizeFinding(path) : bytes;
}

function isFile({ mode }: IndexEntry): boolean {
  return mode.startsWith("100");
}

/** A line that the documents' own check names already is not told twice. */
function withoutRepeats(secrets: readonly Finding[], known: readonly Finding[]): Finding[] {
  const told = new Set(known.filter(({ code }) => code === "V7-S001").map(({ file, line }) => `${line}:${file}`));
  return secrets.filter(({ file, line }) => !told.has(`${line}:${file}`));
}
