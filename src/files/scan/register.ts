import { Readable } from "node:stream";
import { Failure } from "../../model/failure.ts";
import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../../postgres/connection.ts";
import { copyIn } from "../../postgres/copy/copy-stream.ts";
import { codeOfError } from "../../model/error-code.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import type { FileClass } from "../places/classify.ts";
import type { Place } from "../places/layout.ts";
import { type StagedFile, stagedLine, stagingTable } from "./scanned-row.ts";

/** What is to be written of a scan. */
export interface Registration {
  /** What was asked for: `.` for everything. */
  readonly scope: string;
  readonly actor: string;
  /** Files that are new or are read again, as they are read; absent when there is none. */
  readonly staged?: AsyncIterable<readonly StagedFile[]>;
  /** Rows of unchanged files, where they belong now; empty unless the rules changed. */
  readonly placed: readonly PlacedFile[];
  /** What is known once all are staged. Nothing is written when it throws. */
  found(): Found;
  /** The digest of the rules; absent when only a part was looked at. */
  readonly layout?: string;
  /** Milliseconds since the scan began. */
  readonly elapsed: () => number;
  readonly signal: AbortSignal;
}

/** What a scan found, besides the files themselves. */
export interface Found {
  /** Rows of files that are there no more. */
  readonly gone: readonly string[];
  /** Why some files could not be registered. */
  readonly errors: readonly object[];
  /** Counts of the run, besides those the database makes. */
  readonly counts: { readonly [name: string]: number };
}

export interface PlacedFile extends Place, Pick<FileClass, "ext" | "fileType"> {
  readonly id: string;
  readonly project_path: string | null;
  readonly file_path: string | null;
}

/** What the database made of it. */
export interface Registered {
  /** The row of `ingest_runs`; decimal text: bigint. */
  readonly runId: string;
  readonly added: number;
  readonly modified: number;
  readonly deleted: number;
}

/**
 * Writes a scan in one transaction: rows, changes and its run. Another scan that writes meanwhile is waited for, at most
 * as long as for any lock: exit 5 then.
 */
export async function register(connection: Connection, registration: Registration): Promise<Registered> {
  try {
    return await inTransaction(connection, { mode: "write" }, () => write(connection, registration));
  } catch (error) {
    if (codeOfError(error) !== "55P03") throw error;
    throw new Failure("V7-F006", "another session keeps the file registry locked; nothing was registered", {
      cause: error,
      next: ["v7 scan"],
    });
  }
}

async function write(connection: Connection, registration: Registration): Promise<Registered> {
  const { staged, placed, signal } = registration;
  // Of a quiet scan only the run is kept, and nobody waits for it.
  const isQuiet = staged === undefined && placed.length === 0 && registration.found().gone.length === 0;
  if (!isQuiet) await connection.script(readSql("files/scan/begin.sql"));
  const runId = await beginRun(connection, registration);
  const stored = staged === undefined ? nothing : await store(connection, registration, staged, runId);
  if (stored.added > 0) await connection.query(readSql("files/scan/link-changes.sql"), [runId]);
  const found = registration.found();
  const deleted = found.gone.length > 0 ? await remove(connection, registration, found, runId) : 0;
  if (placed.length > 0) await place(connection, placed, runId);
  const registered = { runId, ...stored, deleted };
  await endRun(connection, registration, found, registered);
  signal.throwIfAborted();
  return registered;
}

type Stored = Pick<Registered, "added" | "modified">;

const nothing: Stored = { added: 0, modified: 0 };

async function beginRun(connection: Connection, { scope, elapsed }: Registration): Promise<string> {
  const { rows } = await connection.query<{ id: string }>(readSql("files/scan/begin-run.sql"), [scope, elapsed()]);
  return rows[0]?.id ?? "";
}

/** While the database works on a batch, the next one is read and written down for it. */
async function store(
  connection: Connection,
  { actor, signal }: Registration,
  batches: AsyncIterable<readonly StagedFile[]>,
  runId: string,
): Promise<Stored> {
  await connection.query(readSql("files/scan/begin-store.sql"), [runId, actor]);
  let stored = Promise.resolve(nothing);
  try {
    for await (const batch of batches) {
      const rows = Buffer.from(batch.map(stagedLine).join(""));
      const before = await stored;
      stored = storeRows(connection, rows, signal).then((counts) => sum(before, counts));
      // Whoever waits for it is told, and that is not now.
      stored.catch(() => undefined);
    }
    return await stored;
  } finally {
    await Promise.allSettled([stored]);
  }
}

async function storeRows(connection: Connection, rows: Uint8Array, signal: AbortSignal): Promise<Stored> {
  await copyIn(connection, stagingTable, Readable.from([rows]), signal);
  const answers = await connection.script(readSql("files/scan/store.sql"));
  return answers.flatMap((answer) => answer.rows).reduce<Stored>(sum, nothing);
}

function sum(left: Stored, right: { readonly added?: unknown; readonly modified?: unknown }): Stored {
  return { added: left.added + Number(right.added ?? 0), modified: left.modified + Number(right.modified ?? 0) };
}

async function remove(
  connection: Connection,
  { actor }: Registration,
  { gone }: Found,
  runId: string,
): Promise<number> {
  const values = [runId, actor, gone];
  const { rows } = await connection.query<{ deleted: number }>(readSql("files/scan/delete.sql"), values);
  return rows[0]?.deleted ?? 0;
}

async function place(connection: Connection, placed: readonly PlacedFile[], runId: string): Promise<void> {
  const columns = ["id", "ext", "fileType", "component", "pillar", "project", "project_path", "file_path"] as const;
  const values = columns.map((column) => placed.map((file) => file[column]));
  await connection.query(readSql("files/scan/place.sql"), [runId, ...values]);
}

async function endRun(
  connection: Connection,
  { layout }: Registration,
  { counts, errors }: Found,
  { runId, added, modified, deleted }: Registered,
): Promise<void> {
  const status = errors.length > 0 ? "partial" : "succeeded";
  const all = { ...counts, added, modified, deleted };
  const checkpoint = layout === undefined ? null : JSON.stringify({ layout });
  const values = [runId, status, JSON.stringify(all), JSON.stringify(errors.slice(0, shownErrors)), checkpoint];
  await connection.query(readSql("files/scan/end-run.sql"), values);
}

const shownErrors = 1_000;

/** Leaves a trace of a scan that was refused; nothing else is written. */
export async function recordRefusal(
  connection: Connection,
  { scope, elapsed }: Pick<Registration, "scope" | "elapsed">,
  { code, message }: Failure,
): Promise<void> {
  await inTransaction(connection, { mode: "write" }, async () => {
    const { rows } = await connection.query<{ id: string }>(readSql("files/scan/begin-run.sql"), [scope, elapsed()]);
    const values = [rows[0]?.id, "failed", "{}", JSON.stringify([{ code, message }]), null];
    await connection.query(readSql("files/scan/end-run.sql"), values);
  });
}
