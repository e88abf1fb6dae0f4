import { Failure } from "../model/failure.ts";
import type { Connection } from "../postgres/connection.ts";
import { readHashes, readRegistry } from "./known.ts";
import { countByRoot, massDelete, type RootTotals } from "./mass-delete.ts";
import { recordRefusal, register, type Registration } from "./register.ts";
import { outOf, type Root, scanRoots, type Scope, scopesOf } from "./roots.ts";
import { readRules, type Rules } from "./rules.ts";
import type { ScanChange, ScanReport, ScanRequest, ScanSurroundings } from "./scan-types.ts";
import { type Survey, surveyScopes } from "./survey.ts";

export type { ScanProgress, ScanReport, ScanRequest, ScanSurroundings } from "./scan-types.ts";

/**
 * Brings the file registry up to date with what lies on disk, in one transaction; reads only files whose stamp moved.
 * @throws Failure, exit 3, when more files are missing than can be meant; exit 5 while another session holds the registry.
 */
export async function scanFiles(surroundings: ScanSurroundings, request: ScanRequest = {}): Promise<ScanReport> {
  const elapsed = stopwatch();
  const { repository, config, redactor } = surroundings;
  const roots = scanRoots(repository, config.scan);
  const scopes = scopesOf(roots, request.path, request.directory ?? repository.root);
  const rules = readRules(repository, roots, redactor.find);
  const outs = outsOf(scopes, surroundings);
  // Whichever fails first is told; the others' failures are then nobody's.
  await Promise.allSettled([rules, outs]);
  const connection = await surroundings.connect(request.diff === true ? "read" : "write");
  try {
    const survey = { roots, scopes, rules: await rules, outs: await outs, elapsed };
    return await scanWith(connection, surroundings, request, survey);
  } finally {
    await connection.end();
  }
}

interface Prepared {
  readonly roots: readonly Root[];
  readonly scopes: readonly Scope[];
  readonly rules: Rules;
  readonly outs: ReadonlyMap<Root, Awaited<ReturnType<typeof outOf>>>;
  readonly elapsed: () => number;
}

async function scanWith(
  connection: Connection,
  surroundings: ScanSurroundings,
  request: ScanRequest,
  prepared: Prepared,
): Promise<ScanReport> {
  const registry = await readRegistry(connection);
  const totals = countByRoot(prepared.roots, registry.files);
  const known = registry.files.size;
  const survey = await surveyScopes(prepared.scopes, { surroundings, request, registry, ...prepared });
  refuseNothing(request, survey, known - registry.files.size);
  if (request.diff === true) return differences(connection, survey, prepared.elapsed);
  const registration = await registrationOf(surroundings, request, survey, prepared);
  await refuseMassDelete(connection, survey, totals, { ...registration, allowed: request.allowMassDelete });
  const { runId, added, modified, deleted } = await register(connection, registration);
  return reportOf(survey, { added, modified, deleted, runId, changes: [] }, prepared.elapsed);
}

/** Milliseconds since it was made. */
function stopwatch(): () => number {
  const start = performance.now();
  return () => performance.now() - start;
}

async function outsOf(scopes: readonly Scope[], { repository }: ScanSurroundings): Promise<Prepared["outs"]> {
  const outs = scopes.map(async ({ root }) => [root, await outOf(root, repository)] as const);
  return new Map(await Promise.all(outs));
}

/** A path that is neither there nor registered was typed wrongly. */
function refuseNothing({ path }: ScanRequest, { scanned, gone, problems, vanished }: Survey, seen: number): void {
  if (path === undefined || vanished === 0 || scanned + gone.length + problems.length + seen > 0) return;
  throw new Failure("V7-F003", `${path} is neither there nor registered`, { next: ["v7 scan --diff"] });
}

async function registrationOf(
  { actor, signal }: ScanSurroundings,
  request: ScanRequest,
  survey: Survey,
  { rules, elapsed }: Prepared,
): Promise<Registration> {
  const { scanned, bytes, hashed, vanished, problems } = survey;
  return {
    scope: request.path ?? ".",
    actor: await actor(),
    staged: survey.files,
    gone: survey.gone.map(({ id }) => id),
    placed: survey.placed,
    errors: problems.filter(({ problem }) => problem === "unreadable" || problem === "unstable"),
    counts: { scanned, bytes, hashed, vanished },
    ...(request.path === undefined ? { layout: rules.digest } : {}),
    elapsed,
    signal,
  };
}

async function refuseMassDelete(
  connection: Connection,
  { gone }: Survey,
  totals: RootTotals,
  { allowed, scope, elapsed }: Pick<Registration, "scope" | "elapsed"> & { allowed: number | undefined },
): Promise<void> {
  const failure = massDelete(gone, totals, allowed);
  if (failure === undefined) return;
  await recordRefusal(connection, { scope, elapsed }, { code: failure.code, message: failure.message });
  throw failure;
}

/** What a scan would write. Files that were read again are told apart by their registered hashes. */
async function differences(connection: Connection, survey: Survey, elapsed: () => number): Promise<ScanReport> {
  const hashes = await readHashes(
    connection,
    survey.files.flatMap(({ id }) => id ?? []),
  );
  const read = survey.files.flatMap(({ id, path, hash }): ScanChange[] => {
    if (id === null) return [{ change: "added", path }];
    return hashes.get(id) === hash ? [] : [{ change: "modified", path }];
  });
  const gone = survey.gone.map(({ path }): ScanChange => ({ change: "deleted", path }));
  const changes = byPath([...read, ...gone]);
  const count = (change: ScanChange["change"]): number => changes.filter((entry) => entry.change === change).length;
  const counts = { added: count("added"), modified: count("modified"), deleted: count("deleted") };
  return reportOf(survey, { ...counts, runId: null, changes }, elapsed);
}

function reportOf(
  { scanned, bytes, hashed, vanished, unsure, problems }: Survey,
  written: Pick<ScanReport, "added" | "modified" | "deleted" | "runId" | "changes">,
  elapsed: () => number,
): ScanReport {
  return {
    scanned,
    ...written,
    unchanged: scanned - written.added - written.modified - unsure,
    hashed,
    bytes,
    vanished,
    durationMs: Math.round(elapsed()),
    problems: byPath(problems),
  };
}

function byPath<Entry extends { readonly path: string }>(entries: readonly Entry[]): Entry[] {
  return entries.toSorted((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
}
