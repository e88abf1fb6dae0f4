import type { Workspace } from "../../workspace/workspace.ts";
import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import type { ScanChange, ScanOutput } from "../../model/output/scan.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readHashes, readRegistry, type Registry } from "./known.ts";
import { isMassDelete, refuseMassDelete } from "./mass-delete.ts";
import { readCandidates } from "./read-candidates.ts";
import { type Found, recordRefusal, register, type Registration } from "./register.ts";
import { type IsOut, outOf, type Root, scanRoots, type Scope, scopesOf } from "../places/roots.ts";
import { readRules, type Rules } from "../places/rules.ts";
import type { ScanRequest } from "./scan-types.ts";
import { type Sightings, sightScopes } from "./sighting.ts";
import type { StagedFile } from "./scanned-row.ts";
import { holdAgainst, type Survey } from "./survey.ts";

export type { ScanRequest } from "./scan-types.ts";

/**
 * Brings the file registry up to date with what lies on disk, in one transaction; reads only files whose stamp moved.
 * @throws Failure, exit 3, when more files are missing than can be meant; exit 5 while another session holds the registry.
 */
export function scanFiles(workspace: Workspace, request: ScanRequest = {}): Promise<Answer<ScanOutput>> {
  return scanByRules(workspace, readRules(workspace), request);
}

/** The same by rules that the caller has read, or is reading. */
export async function scanByRules(
  workspace: Workspace,
  reading: Rules | Promise<Rules>,
  request: ScanRequest,
): Promise<Answer<ScanOutput>> {
  const elapsed = stopwatch();
  const startedAt = workspace.now().getTime();
  const { repository, config } = workspace;
  const roots = scanRoots(repository, config.scan);
  const scopes = scopesOf(roots, request.path, request.directory ?? repository.root);
  const rules = Promise.resolve(reading);
  const outs = outsOf(scopes, workspace);
  const connection = workspace.database.connect(request.diff === true ? "read" : "write");
  // Whichever fails first in this order is told; the others' failures are then nobody's.
  await Promise.allSettled([rules, outs, connection]);
  try {
    const prepared = { roots, scopes, rules: await rules, outs: await outs, workspace, request, startedAt, elapsed };
    return answer(await scanWith(await connection, prepared));
  } finally {
    await connection.then(
      (opened) => opened.end(),
      () => undefined,
    );
  }
}

interface Prepared {
  readonly roots: readonly Root[];
  readonly scopes: readonly Scope[];
  readonly rules: Rules;
  readonly outs: ReadonlyMap<Root, IsOut>;
  readonly workspace: Workspace;
  readonly request: ScanRequest;
  /** Wall clock when the scan began, in milliseconds. */
  readonly startedAt: number;
  readonly elapsed: () => number;
}

async function scanWith(connection: Connection, prepared: Prepared): Promise<ScanOutput> {
  const { request } = prepared;
  const { registry, sightings } = await look(connection, prepared);
  try {
    const survey = holdAgainst(sightings.all, { registry, ...prepared });
    refuseNothing(request, survey);
    return request.diff === true
      ? await differences(connection, survey, prepared)
      : await registered(connection, survey, registry, prepared);
  } finally {
    sightings.close();
  }
}

/** Milliseconds since it was made. */
function stopwatch(): () => number {
  const start = performance.now();
  return () => performance.now() - start;
}

async function outsOf(scopes: readonly Scope[], { repository }: Workspace): Promise<Prepared["outs"]> {
  const outs = scopes.map(async ({ root }) => [root, await outOf(root, repository)] as const);
  return new Map(await Promise.all(outs));
}

/** Walks while the registry's rows are still on their way. */
async function look(
  connection: Connection,
  prepared: Prepared,
): Promise<{ readonly registry: Registry; readonly sightings: Sightings }> {
  const snapshot = Promise.withResolvers<void>();
  const registry = readRegistry(connection, snapshot.resolve);
  const sightings = Promise.race([snapshot.promise, registry])
    .then(() => sightScopes(prepared.scopes, prepared))
    .finally(prepared.request.onWalked);
  const [read, walked] = await Promise.allSettled([registry, sightings]);
  if (read.status === "rejected" && walked.status === "fulfilled") walked.value.close();
  return { registry: await registry, sightings: await sightings };
}

/** A path that is neither there nor registered was typed wrongly. */
function refuseNothing({ path }: ScanRequest, { scanned, gone, problems, vanished }: Survey): void {
  if (path === undefined || vanished === 0 || scanned + gone.length + problems.length > 0) return;
  throw new Failure("V7-F003", `${path} is neither there nor registered`, { next: ["v7 scan --diff"] });
}

async function registered(
  connection: Connection,
  survey: Survey,
  registry: Registry,
  prepared: Prepared,
): Promise<ScanOutput> {
  const { request, roots, elapsed } = prepared;
  const scope = request.path ?? ".";
  const refuse = (): void => refuseMassDelete(survey.gone, { roots, registry, allowed: request.allowMassDelete });
  try {
    refuse();
    const registration = await registrationOf(survey, { scope, refuse }, prepared);
    const { runId, added, modified, deleted } = await register(connection, registration);
    return reportOf(survey, { added, modified, deleted, run_id: runId, changes: [] }, elapsed);
  } catch (error) {
    if (isMassDelete(error)) await recordRefusal(connection, { scope, elapsed }, error);
    throw error;
  }
}

async function registrationOf(
  survey: Survey,
  { scope, refuse }: { readonly scope: string; refuse(): void },
  prepared: Prepared,
): Promise<Registration> {
  const { workspace, rules, elapsed, request } = prepared;
  return {
    scope,
    actor: await workspace.actor(),
    ...(survey.candidates.length > 0 ? { staged: await readCandidates(survey, prepared) } : {}),
    placed: survey.placed,
    found: () => {
      // A folder may have gone away while its files were read.
      refuse();
      return foundOf(survey);
    },
    ...(request.path === undefined ? { layout: rules.digest } : {}),
    elapsed,
    signal: workspace.signal,
  };
}

function foundOf({ gone, problems, scanned, bytes, hashed, vanished }: Survey): Found {
  return {
    gone: gone.map(({ id }) => id),
    errors: problems.filter(({ problem }) => problem === "unreadable" || problem === "unstable"),
    counts: { scanned, bytes, hashed, vanished },
  };
}

/** What a scan would write. Files that were read again are told apart by their registered hashes. */
async function differences(connection: Connection, survey: Survey, prepared: Prepared): Promise<ScanOutput> {
  const changes: ScanChange[] = [];
  for await (const batch of await readCandidates(survey, prepared)) {
    changes.push(...(await changesOf(connection, batch)));
  }
  changes.push(...survey.gone.map(({ path }): ScanChange => ({ change: "deleted", path })));
  const count = (change: ScanChange["change"]): number => changes.filter((entry) => entry.change === change).length;
  const counts = { added: count("added"), modified: count("modified"), deleted: count("deleted") };
  return reportOf(survey, { ...counts, run_id: null, changes: byPath(changes) }, prepared.elapsed);
}

async function changesOf(connection: Connection, files: readonly StagedFile[]): Promise<ScanChange[]> {
  const known = files.flatMap(({ id }) => id ?? []);
  const hashes = await readHashes(connection, known);
  return files.flatMap(({ id, path, hash }): ScanChange[] => {
    if (id === null) return [{ change: "added", path }];
    return hashes.get(id) === hash ? [] : [{ change: "modified", path }];
  });
}

function reportOf(
  { scanned, bytes, hashed, vanished, unsure, problems }: Survey,
  written: Pick<ScanOutput, "added" | "modified" | "deleted" | "run_id" | "changes">,
  elapsed: () => number,
): ScanOutput {
  return {
    scanned,
    ...written,
    unchanged: scanned - written.added - written.modified - unsure,
    hashed,
    bytes,
    vanished,
    duration_ms: Math.round(elapsed()),
    problems: byPath(problems),
  };
}

function byPath<Entry extends { readonly path: string }>(entries: readonly Entry[]): Entry[] {
  return entries.toSorted((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
}
