import { Failure } from "../../model/failure.ts";
import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../../postgres/connection.ts";
import { codeOfError } from "../../model/error-code.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import type { ScanJob } from "./job.ts";
import { refuseMassDelete } from "./mass-delete.ts";
import type { StagedFile } from "./scanned-row.ts";
import { type Counts, lockRegistry, noCounts, remove, type Run, store } from "./store.ts";
import { type GoneFile, type PlacedRow, type Readings, type Survey, withReadings } from "./survey.ts";

/** The batches of files that are new or were read again, as they are read. */
export type Batches = AsyncGenerator<readonly StagedFile[], Readings>;

/** What the database made of a scan. */
interface Registered {
  /** The row of `ingest_runs`; decimal text: bigint. */
  readonly runId: string;
  readonly added: number;
  readonly modified: number;
  readonly deleted: number;
  /** The survey, with whatever reading the files has shown. */
  readonly seen: Survey;
}

/**
 * Writes a scan in one transaction: rows, changes and its run. Another scan that writes meanwhile is waited for, at most
 * as long as for any lock: exit 5 then. `batches` are absent when there is nothing to read.
 */
export async function register(
  connection: Connection,
  job: ScanJob,
  survey: Survey,
  batches: Batches | undefined,
): Promise<Registered> {
  const actor = await job.workspace.actor();
  const work = { job, survey, batches, actor };
  try {
    return await inTransaction(connection, { mode: "write" }, () => write(connection, work));
  } catch (error) {
    if (codeOfError(error) !== "55P03") throw error;
    throw new Failure("V7-F006", "another session keeps the file registry locked; nothing was registered", {
      cause: error,
      next: ["v7 scan"],
    });
  }
}

interface Work {
  readonly job: ScanJob;
  readonly survey: Survey;
  readonly batches: Batches | undefined;
  readonly actor: string;
}

async function write(connection: Connection, { job, survey, batches, actor }: Work): Promise<Registered> {
  const { placed, gone } = survey;
  // Of a quiet scan only the run is kept, and nobody waits for it.
  const isQuiet = batches === undefined && placed.length === 0 && gone.length === 0;
  if (!isQuiet) await lockRegistry(connection);
  const run = { runId: await beginRun(connection, job), actor, areChangesTold: false };
  const { readings, ...stored } = batches === undefined ? nothing : await storeAll(connection, job, run, batches);
  const seen = readings === undefined ? survey : withReadings(survey, readings);
  // A folder may have gone away while its files were read.
  refuseMassDelete(job, seen);
  const deleted = seen.gone.length > 0 ? await remove(connection, run, idsOf(seen.gone)) : 0;
  if (placed.length > 0) await place(connection, placed, run);
  const registered = { runId: run.runId, ...stored, deleted, seen };
  await endRun(connection, job, registered);
  job.workspace.signal.throwIfAborted();
  return registered;
}

type Stored = Counts & { readonly readings: Readings | undefined };

const nothing: Stored = { ...noCounts, readings: undefined };

async function beginRun(connection: Connection, { request, elapsed }: ScanJob): Promise<string> {
  const values = [request.path ?? ".", elapsed()];
  const { rows } = await connection.query<{ id: string }>(readSql("files/scan/begin-run.sql"), values);
  return rows[0]?.id ?? "";
}

async function storeAll(
  connection: Connection,
  { workspace: { signal } }: ScanJob,
  run: Run,
  batches: Batches,
): Promise<Stored> {
  let readings: Readings | undefined;
  async function* read(): AsyncGenerator<readonly StagedFile[]> {
    readings = yield* batches;
  }
  return { ...(await store(connection, run, read(), signal)), readings };
}

function idsOf(gone: readonly GoneFile[]): string[] {
  return gone.map(({ id }) => id);
}

async function place(connection: Connection, placed: readonly PlacedRow[], { runId }: Run): Promise<void> {
  const columns = [
    ...(["id", "ext", "fileType", "language", "component", "pillar", "project"] as const),
    ...(["project_path", "file_path"] as const),
  ];
  const values = columns.map((column) => placed.map((file) => file[column]));
  await connection.query(readSql("files/scan/place.sql"), [runId, ...values]);
}

async function endRun(connection: Connection, job: ScanJob, registered: Registered): Promise<void> {
  const { runId, added, modified, deleted, seen } = registered;
  const { scanned, bytes, hashed, vanished } = seen;
  const errors = seen.problems.filter(({ problem }) => problem === "unreadable" || problem === "unstable");
  const status = errors.length > 0 ? "partial" : "succeeded";
  const counts = { scanned, bytes, hashed, vanished, added, modified, deleted };
  // Only a scan of everything says by which rules everything is placed.
  const checkpoint =
    job.request.path === undefined ? JSON.stringify({ layout: job.rules.digest, rules: job.rules.sources }) : null;
  const values = [runId, status, JSON.stringify(counts), JSON.stringify(errors.slice(0, shownErrors)), checkpoint];
  await connection.query(readSql("files/scan/end-run.sql"), values);
}

const shownErrors = 1_000;

/** Leaves a trace of a scan that was refused; nothing else is written. */
export async function recordRefusal(connection: Connection, job: ScanJob, { code, message }: Failure): Promise<void> {
  await inTransaction(connection, { mode: "write" }, async () => {
    const runId = await beginRun(connection, job);
    const values = [runId, "failed", "{}", JSON.stringify([{ code, message }]), null];
    await connection.query(readSql("files/scan/end-run.sql"), values);
  });
}
