import type { GitPlace } from "../git/command.ts";
import { type ChangedPath, readChanges } from "../git/staged-changes.ts";
import { type IndexListing, listIndex, readBlobs, withoutIntended } from "../git/staged-files.ts";
import type { Document } from "../model/document.ts";
import { type Finding, sortFindings } from "../model/finding.ts";
import { acceptedFile, type AcceptedReading, nothingAccepted, secretFindings } from "../secrets/finding.ts";
import type { DeclaredState, StateReader } from "../workspace/state.ts";
import { stateDirectory } from "../workspace/state-directory.ts";

/** What is about to be committed, and what is wrong with it. */
export interface StagedCheck {
  readonly changes: readonly ChangedPath[];
  /** The index below `state/`; what is only meant to be added is in it where nobody had to know. */
  readonly listing: IndexListing;
  readonly findings: readonly Finding[];
  /** Valid documents of the index; undefined while nothing below `state/` is staged: nobody needed them. */
  readonly documents: readonly Document[] | undefined;
}

export interface StagedRequest {
  readonly repository: GitPlace;
  /** Called when documents are to be read, which loads the kinds. */
  readonly reader: () => Promise<StateReader>;
  /** The commit to compare the index with; absent: HEAD. */
  readonly since?: string;
  readonly signal: AbortSignal;
}

/**
 * Checks what is staged as it would be committed: the documents of the index when any of them changes, all together so
 * that names are found; v7.yaml; and secrets in all that is added, whatever git takes it for. Reads the index and nothing
 * of the work tree, and writes neither.
 */
export async function checkStaged(request: StagedRequest): Promise<StagedCheck> {
  const { repository, since, signal } = request;
  // What secrets look like is loaded while git works: a commit waits for both.
  const [changes, listed, { addedSecrets }] = await Promise.all([
    readChanges(repository, { signal, ...(since !== undefined && { since }) }),
    listIndex(repository, [stateDirectory, acceptedFile], signal),
    import("./added-secrets.ts"),
  ]);
  const paths = new Set(changes.map(({ path }) => path));
  // Asked only by who reads content: most commits stage none of it, and an empty file such as a .gitkeep costs them nothing.
  let asked: Promise<IndexListing> | undefined;
  const committed = (): Promise<IndexListing> => (asked ??= withoutIntended(repository, listed, paths));
  const [state, searched, config] = await Promise.all([
    [...paths].some(isBelowState) ? readStagedState(request, committed) : undefined,
    addedSecrets(repository, changes, signal),
    checkConfig(request, changes, committed),
  ]);
  const isAsked = searched.added.length > 0 || changes.some(({ path }) => path === acceptedFile);
  const accepted = isAsked ? await acceptedIn(request, committed) : nothingAccepted;
  const secrets = searched.added.flatMap(({ change, found }) => secretFindings(change.path, found, accepted.entries));
  const others = [...(state?.findings ?? []), ...config, ...accepted.findings];
  const findings = sortFindings([...others, ...searched.unread, ...withoutRepeats(secrets, others)]);
  return { changes, listing: stateOnly((await asked) ?? listed), findings, documents: state?.documents };
}

/** Also of a folder such as `State/`, which only looks like it. */
function isBelowState(path: string): boolean {
  return path.slice(0, stateDirectory.length + 1).toLowerCase() === `${stateDirectory}/`;
}

async function readStagedState(
  { repository, reader, signal }: StagedRequest,
  committed: () => Promise<IndexListing>,
): Promise<DeclaredState> {
  const { readIndexState } = await import("./index-documents.ts");
  return readIndexState(repository, await committed(), await reader(), signal);
}

/** What is asked about the documents alone. */
function stateOnly(listing: IndexListing): IndexListing {
  const entries = listing.entries.filter(({ path }) => path !== acceptedFile);
  return entries.length === listing.entries.length ? listing : { ...listing, entries };
}

/** v7.yaml as it is staged; it is read only when it changes. */
async function checkConfig(
  request: StagedRequest,
  changes: readonly ChangedPath[],
  committed: () => Promise<IndexListing>,
): Promise<readonly Finding[]> {
  const { blob } = changes.find(({ path }) => path === "v7.yaml") ?? {};
  if (blob === undefined) return [];
  const { checkConfigText } = await import("../documents/config.ts");
  const { findSecretsBut } = await import("../documents/secret-finding.ts");
  const bytes = (await readBlobs(request.repository, [blob], request.signal)).get(blob);
  return bytes === undefined
    ? []
    : checkConfigText(
        bytes,
        findSecretsBut(() => acceptedIn(request, committed)),
      );
}

/** The list as it is staged. */
async function acceptedIn(
  { repository, signal }: StagedRequest,
  committed: () => Promise<IndexListing>,
): Promise<AcceptedReading> {
  const { entries } = await committed();
  const blob = entries.find(({ path }) => path === acceptedFile)?.blob;
  const bytes = blob === undefined ? undefined : (await readBlobs(repository, [blob], signal)).get(blob);
  if (bytes === undefined) return nothingAccepted;
  const { readAccepted } = await import("../documents/accepted-secrets.ts");
  return readAccepted(bytes);
}

/** A line that the documents' own check names already is not told twice. */
function withoutRepeats(secrets: readonly Finding[], known: readonly Finding[]): Finding[] {
  const told = new Set(known.filter(({ code }) => code.startsWith("V7-S")).map(({ file, line }) => `${line}:${file}`));
  return secrets.filter(({ file, line }) => !told.has(`${line}:${file}`));
}
