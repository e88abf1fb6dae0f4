import { exitCodes, Failure } from "../model/failure.ts";
import { readSql } from "../model/package-file.ts";
import type { Connection } from "../postgres/connection.ts";
import { copyIn } from "../postgres/copy/copy-stream.ts";
import { codeOfError } from "../postgres/error-code.ts";
import { inTransaction } from "../postgres/transaction.ts";
import type { FileClass } from "./classify.ts";
import type { Place } from "./layout.ts";
import { type StagedFile, stagedLine, stagingTable } from "./staged.ts";

/** What a scan found, ready to be written. */
export interface Registration {
  /** What was asked for: `.` for everything. */
  readonly scope: string;
  readonly actor: string;
  /** Files that are new or were read again. */
  readonly staged: readonly StagedFile[];
  /** Rows of files that are there no more. */
  readonly gone: readonly string[];
  /** Rows of unchanged files, where they belong now; empty unless the rules changed. */
  readonly placed: readonly PlacedFile[];
  /** Why some files could not be registered. */
  readonly errors: readonly object[];
  /** Counts of the run, besides those the database makes. */
  readonly counts: { readonly [name: string]: number };
  /** The digest of the rules; absent when only a part was looked at. */
  readonly layout?: string;
  /** Milliseconds since the scan began. */
  readonly elapsed: () => number;
  readonly signal: AbortSignal;
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
      exitCode: exitCodes.locked,
      cause: error,
      next: ["v7 scan"],
    });
  }
}

async function write(connection: Connection, registration: Registration): Promise<Registered> {
  const { staged, gone, placed, signal } = registration;
  if (staged.length > 0 || gone.length > 0 || placed.length > 0) await connection.script(readSql("files/begin.sql"));
  const runId = await beginRun(connection, registration);
  if (staged.length > 0) await stage(connection, staged, signal);
  const deleted = gone.length > 0 ? await remove(connection, registration, runId) : 0;
  const { added, modified } = staged.length > 0 ? await store(connection, registration, runId) : nothing;
  if (added > 0) await connection.query(readSql("files/link-changes.sql"), [runId]);
  if (placed.length > 0) await place(connection, placed, runId);
  const registered = { runId, added, modified, deleted };
  await endRun(connection, registration, registered);
  signal.throwIfAborted();
  return registered;
}

const nothing = { added: 0, modified: 0 };

async function beginRun(connection: Connection, { scope, elapsed }: Registration): Promise<string> {
  const { rows } = await connection.query<{ id: string }>(readSql("files/begin-run.sql"), [scope, elapsed()]);
  return rows[0]?.id ?? "";
}

async function stage(connection: Connection, staged: readonly StagedFile[], signal: AbortSignal): Promise<void> {
  await copyIn(connection, stagingTable, piecesOf(staged), signal);
  await connection.query(readSql("files/find-registered.sql"));
}

/** COPY's text in pieces that are worth a message each. */
async function* piecesOf(files: readonly StagedFile[]): AsyncGenerator<Uint8Array> {
  const pieceLines = 512;
  for (let start = 0; start < files.length; start += pieceLines) {
    const lines = files.slice(start, start + pieceLines).map(stagedLine);
    yield Buffer.from(lines.join(""));
  }
}

async function remove(connection: Connection, { actor, gone }: Registration, runId: string): Promise<number> {
  const values = [runId, actor, gone];
  const { rows } = await connection.query<{ deleted: number }>(readSql("files/delete.sql"), values);
  return rows[0]?.deleted ?? 0;
}

async function store(
  connection: Connection,
  { actor }: Registration,
  runId: string,
): Promise<{ added: number; modified: number }> {
  const values = [runId, actor];
  const updated = await connection.query<{ added: number; modified: number }>(readSql("files/update.sql"), values);
  const inserted = await connection.query<{ added: number }>(readSql("files/insert.sql"), values);
  await connection.query(readSql("files/project-files.sql"), [runId]);
  const { added = 0, modified = 0 } = updated.rows[0] ?? {};
  return { added: added + (inserted.rows[0]?.added ?? 0), modified };
}

async function place(connection: Connection, placed: readonly PlacedFile[], runId: string): Promise<void> {
  const columns = ["id", "ext", "fileType", "component", "pillar", "project", "project_path", "file_path"] as const;
  const values = columns.map((column) => placed.map((file) => file[column]));
  await connection.query(readSql("files/place.sql"), [runId, ...values]);
}

async function endRun(
  connection: Connection,
  { counts, errors, layout }: Registration,
  { runId, added, modified, deleted }: Registered,
): Promise<void> {
  const status = errors.length > 0 ? "partial" : "succeeded";
  const all = { ...counts, added, modified, deleted };
  const checkpoint = layout === undefined ? null : JSON.stringify({ layout });
  const values = [runId, status, JSON.stringify(all), JSON.stringify(errors.slice(0, shownErrors)), checkpoint];
  await connection.query(readSql("files/end-run.sql"), values);
}

const shownErrors = 1_000;

/** Leaves a trace of a scan that was refused; nothing else is written. */
export async function recordRefusal(
  connection: Connection,
  { scope, elapsed }: Pick<Registration, "scope" | "elapsed">,
  error: object,
): Promise<void> {
  await inTransaction(connection, { mode: "write" }, async () => {
    const { rows } = await connection.query<{ id: string }>(readSql("files/begin-run.sql"), [scope, elapsed()]);
    const values = [rows[0]?.id, "failed", "{}", JSON.stringify([error]), null];
    await connection.query(readSql("files/end-run.sql"), values);
  });
}
