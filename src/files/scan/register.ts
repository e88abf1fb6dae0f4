import { Readable } from "node:stream";
import { Failure } from "../../model/failure.ts";
import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../../postgres/connection.ts";
import { copyIn } from "../../postgres/copy/copy-stream.ts";
import { codeOfError } from "../../model/error-code.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { drain } from "./drain.ts";
import type { ScanJob } from "./job.ts";
import { refuseMassDelete } from "./mass-delete.ts";
import { type StagedFile, stagedLine, stagingTable } from "./scanned-row.ts";
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
  if (!isQuiet) await connection.script(readSql("files/scan/begin.sql"));
  const run = { runId: await beginRun(connection, job), actor };
  const { readings, ...stored } = batches === undefined ? nothing : await store(connection, job, run, batches);
  if (stored.added > 0) await connection.query(readSql("files/scan/link-changes.sql"), [run.runId]);
  const seen = readings === undefined ? survey : withReadings(survey, readings);
  // A folder may have gone away while its files were read.
  refuseMassDelete(job, seen);
  const deleted = seen.gone.length > 0 ? await remove(connection, run, seen.gone) : 0;
  if (placed.length > 0) await place(connection, placed, run);
  const registered = { runId: run.runId, ...stored, deleted, seen };
  await endRun(connection, job, registered);
  job.workspace.signal.throwIfAborted();
  return registered;
}

/** What rows and changes are written for. */
interface Run {
  /** The row of `ingest_runs`. */
  readonly runId: string;
  readonly actor: string;
}

type Counts = Pick<Registered, "added" | "modified">;

type Stored = Counts & { readonly readings: Readings | undefined };

const nothing: Stored = { added: 0, modified: 0, readings: undefined };

async function beginRun(connection: Connection, { request, elapsed }: ScanJob): Promise<string> {
  const values = [request.path ?? ".", elapsed()];
  const { rows } = await connection.query<{ id: string }>(readSql("files/scan/begin-run.sql"), values);
  return rows[0]?.id ?? "";
}

/** While the database works on a batch, the next one is read and written down for it. */
async function store(
  connection: Connection,
  { workspace: { signal } }: ScanJob,
  { runId, actor }: Run,
  batches: Batches,
): Promise<Stored> {
  await connection.query(readSql("files/scan/begin-store.sql"), [runId, actor]);
  let stored: Promise<Counts> = Promise.resolve(nothing);
  try {
    const readings = await drain(batches, async (batch) => {
      const rows = Buffer.from(batch.map(stagedLine).join(""));
      const before = await stored;
      stored = storeRows(connection, rows, signal).then((counts) => sum(before, counts));
      // Whoever waits for it is told, and that is not now.
      stored.catch(() => undefined);
    });
    return { ...(await stored), readings };
  } finally {
    await Promise.allSettled([stored]);
  }
}

async function storeRows(connection: Connection, rows: Uint8Array, signal: AbortSignal): Promise<Counts> {
  await copyIn(connection, stagingTable, Readable.from([rows]), signal);
  const answers = await connection.script(readSql("files/scan/store.sql"));
  return answers.flatMap((answer) => answer.rows).reduce<Counts>(sum, nothing);
}

function sum(left: Counts, right: { readonly added?: unknown; readonly modified?: unknown }): Counts {
  return { added: left.added + Number(right.added ?? 0), modified: left.modified + Number(right.modified ?? 0) };
}

async function remove(connection: Connection, { runId, actor }: Run, gone: readonly GoneFile[]): Promise<number> {
  const values = [runId, actor, gone.map(({ id }) => id)];
  const { rows } = await connection.query<{ deleted: number }>(readSql("files/scan/delete.sql"), values);
  return rows[0]?.deleted ?? 0;
}

async function place(connection: Connection, placed: readonly PlacedRow[], { runId }: Run): Promise<void> {
  const columns = ["id", "ext", "fileType", "component", "pillar", "project", "project_path", "file_path"] as const;
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
  const checkpoint = job.request.path === undefined ? JSON.stringify({ layout: job.rules.digest }) : null;
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
