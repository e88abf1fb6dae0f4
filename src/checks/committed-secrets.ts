import type { GitPlace } from "../git/command.ts";
import { type ChangedPath, emptyTree, findCommit, readChanges, readCommitChanges } from "../git/staged-changes.ts";
import { Failure } from "../model/failure.ts";
import type { Finding } from "../model/finding.ts";
import { acceptedFile, type AcceptedReading, accepts, type SecretFinding, secretFindings } from "../secrets/finding.ts";
import { type AddedSecrets, addedSecrets } from "./added-secrets.ts";

/** Secrets in what is committed. */
export interface CommittedSecrets {
  readonly findings: readonly Finding[];
  /** The files that were searched. */
  readonly paths: readonly string[];
}

export interface CommittedRequest {
  /** The commits after this one, each of them, or all that HEAD holds. */
  readonly since: string | undefined;
  readonly accepted: AcceptedReading;
  readonly signal: AbortSignal;
}

/** Secrets that HEAD holds, or that any commit after one added, also where a later commit took them away again. */
export async function committedSecrets(place: GitPlace, request: CommittedRequest): Promise<CommittedSecrets> {
  return request.since === undefined ? inHead(place, request) : inCommits(place, request.since, request);
}

async function inHead(place: GitPlace, { accepted, signal }: CommittedRequest): Promise<CommittedSecrets> {
  const changes = await readChanges(place, { since: await emptyTree(place), signal });
  const { added, unread } = await addedSecrets(place, changes, signal);
  const secrets = added.flatMap(({ change, found }) => secretFindings(change.path, found, accepted.entries));
  const findings = [...accepted.findings, ...unread, ...secrets, ...unusedEntries(accepted, added)];
  return { findings, paths: changes.map(({ path }) => path) };
}

/** An entry that matches nothing would accept the same secret without a word should it come back. */
function unusedEntries({ entries, lines }: AcceptedReading, added: readonly AddedSecrets[]): Finding[] {
  const found = added.flatMap(({ change: { path }, found: secrets }) => secrets.map((one) => ({ file: path, ...one })));
  return entries.flatMap((entry, at): Finding[] => {
    if (found.some((one) => accepts(entry, one))) return [];
    const message = `nothing in ${entry.path} matches this entry; take it out`;
    return [{ severity: "warning", code: "V7-S017", message, file: acceptedFile, line: lines[at] ?? 1, column: 1 }];
  });
}

async function inCommits(
  place: GitPlace,
  since: string,
  { accepted, signal }: CommittedRequest,
): Promise<CommittedSecrets> {
  const commits = await readCommitChanges(place, await commitNamed(place, since), signal);
  const changes = commits.flatMap(({ commit, paths }) => paths.map((path) => ({ ...path, commit })));
  const { added, unread, whole } = await addedSecrets(place, changes, signal);
  const newest = newestBlobs(changes);
  const secrets = onceEach(
    added.flatMap(({ change, found }) => {
      const { path, commit } = change as ChangedPath & { readonly commit: string };
      const now = whole({ path, blob: newest.get(path) });
      const there = found.flatMap(({ fingerprint }) => now.find((one) => one.fingerprint === fingerprint) ?? []);
      const gone = found.filter(({ fingerprint }) => !there.some((one) => one.fingerprint === fingerprint));
      return [
        ...secretFindings(path, there, accepted.entries),
        ...secretFindings(path, gone, accepted.entries).map((finding) => inCommit(finding, commit)),
      ];
    }),
  );
  return { findings: [...accepted.findings, ...unread, ...secrets], paths: [...newest.keys()] };
}

/** What each path holds at the end; the commits come with the newest first. */
function newestBlobs(changes: readonly ChangedPath[]): ReadonlyMap<string, string | undefined> {
  const newest = new Map<string, string | undefined>();
  for (const { path, blob } of changes) if (!newest.has(path)) newest.set(path, blob);
  return newest;
}

/** The line is of that commit's file, not of the one on disk. */
function inCommit(finding: SecretFinding, commit: string): SecretFinding {
  return { ...finding, message: `${finding.message}; in commit ${commit.slice(0, 12)}` };
}

/** A secret that comes, goes and comes again is one. */
function onceEach(secrets: readonly SecretFinding[]): SecretFinding[] {
  const seen = new Set<string>();
  return secrets.filter(({ file, code, fingerprint }) => {
    const key = `${code} ${fingerprint} ${file}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

async function commitNamed(place: GitPlace, name: string): Promise<string> {
  const commit = await findCommit(place, name);
  if (commit !== undefined) return commit;
  const message = `there is no commit ${name} in this clone`;
  throw new Failure("V7-H001", message, { next: ["git fetch --unshallow, or name another commit"] });
}
