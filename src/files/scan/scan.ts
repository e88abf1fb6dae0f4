import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import type { ScanChange, ScanOutput } from "../../model/output/scan.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { explainMissingRight } from "../../postgres/missing-right.ts";
import type { Connection } from "../../postgres/connection.ts";
import type { Rules } from "../places/placement.ts";
import { readRules } from "../places/rules.ts";
import { drain } from "./drain.ts";
import { beginJob, outsOf, type ScanJob, type ScanRequest } from "./job.ts";
import { readHashes, readRegistry, type Registry } from "./known.ts";
import { isMassDelete, refuseMassDelete } from "./mass-delete.ts";
import { readCandidates } from "./read-candidates.ts";
import { recordRefusal, register } from "./register.ts";
import type { StagedFile } from "./scanned-row.ts";
import { type Sightings, sightScopes } from "./sighting.ts";
import { holdAgainst, type Survey, withReadings } from "./survey.ts";
import { withoutWithheld } from "./withheld.ts";

export type { ScanRequest } from "./job.ts";

/**
 * Brings the file registry up to date with what lies on disk, in one transaction; reads only files whose stamp moved.
 * @throws Failure, exit 3, when more files are missing than can be meant; exit 5 while another session holds the registry.
 */
export function scanFiles(workspace: Workspace, request: ScanRequest = {}): Promise<Answer<ScanOutput>> {
  return scanByRules(workspace, () => readRules(workspace), request);
}

/** The same by rules that are read some other way, or have been. */
export async function scanByRules(
  workspace: Workspace,
  read: () => Promise<Rules>,
  request: ScanRequest,
): Promise<Answer<ScanOutput>> {
  const begun = beginJob(workspace, request);
  const rules = read();
  const outs = outsOf(begun);
  const connection = workspace.database.connect(request.diff === true ? "read" : "write");
  // Whichever fails first in this order is told; the others' failures are then nobody's.
  await Promise.allSettled([rules, outs, connection]);
  try {
    const job = { ...begun, rules: await rules, outs: await outs };
    const opened = await connection;
    const scanned = scanWith(opened, job);
    return answer(
      await scanned.catch(async (error: unknown) => Promise.reject(await explainMissingRight(opened, error))),
    );
  } finally {
    await connection.then(
      (opened) => opened.end(),
      () => undefined,
    );
  }
}

async function scanWith(connection: Connection, job: ScanJob): Promise<ScanOutput> {
  const { registry, sightings } = await look(connection, job);
  try {
    const survey = await withoutWithheld(job, holdAgainst(job, registry, sightings.all));
    refuseNothing(job, survey);
    return job.request.diff === true
      ? await differences(connection, job, survey)
      : await registered(connection, job, survey);
  } finally {
    sightings.close();
  }
}

/** Walks while the registry's rows are still on their way. */
async function look(
  connection: Connection,
  job: ScanJob,
): Promise<{ readonly registry: Registry; readonly sightings: Sightings }> {
  const snapshot = Promise.withResolvers<void>();
  const registry = readRegistry(connection, snapshot.resolve);
  const sightings = Promise.race([snapshot.promise, registry]).then(() => sightScopes(job));
  const [read, walked] = await Promise.allSettled([registry, sightings]);
  if (read.status === "rejected" && walked.status === "fulfilled") walked.value.close();
  return { registry: await registry, sightings: await sightings };
}

/** A path that is neither there nor registered was typed wrongly. */
function refuseNothing({ request: { path } }: ScanJob, { scanned, gone, problems, vanished }: Survey): void {
  if (path === undefined || vanished === 0 || scanned + gone.length + problems.length > 0) return;
  throw new Failure("V7-F003", `${path} is neither there nor registered`, { next: ["v7 scan --diff"] });
}

async function registered(connection: Connection, job: ScanJob, survey: Survey): Promise<ScanOutput> {
  try {
    refuseMassDelete(job, survey);
    const batches = survey.candidates.length > 0 ? await readCandidates(job, survey) : undefined;
    const { runId, added, modified, deleted, seen } = await register(connection, job, survey, batches);
    return outputOf(job, seen, { added, modified, deleted, run_id: runId, changes: [] });
  } catch (error) {
    if (isMassDelete(error)) await recordRefusal(connection, job, error);
    throw error;
  }
}

/** What a scan would write. Files that were read again are told apart by their registered hashes. */
async function differences(connection: Connection, job: ScanJob, survey: Survey): Promise<ScanOutput> {
  const read: ScanChange[] = [];
  const readings = await drain(await readCandidates(job, survey), async (batch) => {
    read.push(...(await changesOf(connection, batch)));
  });
  const seen = withReadings(survey, readings);
  const changes = [...read, ...seen.gone.map(({ path }): ScanChange => ({ change: "deleted", path }))];
  const count = (change: ScanChange["change"]): number => changes.filter((entry) => entry.change === change).length;
  const counts = { added: count("added"), modified: count("modified"), deleted: count("deleted") };
  return outputOf(job, seen, { ...counts, run_id: null, changes: byPath(changes) });
}

async function changesOf(connection: Connection, files: readonly StagedFile[]): Promise<ScanChange[]> {
  const known = files.flatMap(({ id }) => id ?? []);
  const hashes = await readHashes(connection, known);
  return files.flatMap(({ id, path, hash }): ScanChange[] => {
    if (id === null) return [{ change: "added", path }];
    return hashes.get(id) === hash ? [] : [{ change: "modified", path }];
  });
}

function outputOf(
  { elapsed }: ScanJob,
  { scanned, bytes, hashed, vanished, unsure, problems }: Survey,
  written: Pick<ScanOutput, "added" | "modified" | "deleted" | "run_id" | "changes">,
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
