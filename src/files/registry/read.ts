import { type Answer, answer } from "../../model/answer.ts";
import type { ChangesOutput, FileChange } from "../../model/output/changes.ts";
import type { FilesOutput, RegisteredFile } from "../../model/output/files.ts";
import type { StaleFile, StaleOutput } from "../../model/output/stale.ts";
import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { likePatterns } from "./patterns.ts";

/** Which files are wanted; whatever is absent restricts nothing, except that deleted files must be asked for. */
export interface FilesRequest {
  /** A file, a folder or a pattern. */
  readonly path?: string | undefined;
  readonly component?: string | undefined;
  readonly pillar?: string | undefined;
  readonly project?: string | undefined;
  /** With or without its dot. */
  readonly ext?: string | undefined;
  readonly status?: RegisteredFile["status"] | undefined;
  readonly limit: number;
  /** How many come before the first one that is wanted. */
  readonly offset?: number | undefined;
  /** How many there are in all, where somebody counted them: they are not counted again. */
  readonly total?: number | undefined;
}

/** Which changes are wanted; whatever is absent restricts nothing. */
export interface ChangesRequest {
  /** ISO 8601. */
  readonly since?: string | undefined;
  /** A file, a folder or a pattern. */
  readonly path?: string | undefined;
  readonly session?: number | undefined;
  /** What happened to the file. */
  readonly change?: FileChange["change"] | undefined;
  /** The author of the commit that did it. */
  readonly by?: string | undefined;
  readonly limit: number;
  /** How many come before the first one that is wanted. */
  readonly offset?: number | undefined;
  /** How many there are in all, where somebody counted them: they are not counted again. */
  readonly total?: number | undefined;
}

/** Which stale files are wanted. */
export interface StaleRequest {
  readonly days: number;
  readonly limit: number;
  /** How many come before the first one that is wanted. */
  readonly offset?: number | undefined;
  /** How many there are in all, where somebody counted them: they are not counted again. */
  readonly total?: number | undefined;
}

/** Registered files by path. */
export async function listFiles(workspace: Workspace, request: FilesRequest): Promise<Answer<FilesOutput>> {
  const { path, component, pillar, project, ext, status, limit, offset = 0, total: known } = request;
  const values = [patternsOf(path), component, pillar, project, ext, status, limit, offset, known].map(
    (value) => value ?? null,
  );
  const { rows, total } = await withConnection(workspace, "read", (connection) =>
    readPage<RegisteredFile>(connection, readSql("files/registry/files.sql"), values),
  );
  return answer({ files: rows, total });
}

/** Changes of files, the newest first. */
export async function listChanges(workspace: Workspace, request: ChangesRequest): Promise<Answer<ChangesOutput>> {
  const { since, path, session, change, by, limit, offset = 0, total: known } = request;
  const values = [since, patternsOf(path), session, limit, offset, known, change, by].map((value) => value ?? null);
  const { rows, total } = await withConnection(workspace, "read", (connection) =>
    readPage<FileChange>(connection, readSql("files/registry/changes.sql"), values),
  );
  return answer({ changes: rows, total });
}

/** Files nobody modified for so many days, the longest first. */
export async function listStale(workspace: Workspace, request: StaleRequest): Promise<Answer<StaleOutput>> {
  return answer(await withConnection(workspace, "read", (connection) => readStale(connection, request)));
}

/** The same on the caller's connection. */
export async function readStale(connection: Connection, request: StaleRequest): Promise<StaleOutput> {
  const { days, limit, offset = 0, total: known } = request;
  const values = [days, limit, offset, known ?? null];
  const { rows, total } = await readPage<StaleFile>(connection, readSql("files/registry/stale.sql"), values);
  return { days, files: rows, total };
}

function patternsOf(path: string | undefined): string[] | null {
  return path === undefined ? null : likePatterns(path);
}

/** Some rows of an answer, and how many there are in all. */
interface Page<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

/** Count and rows are one statement's, so that they belong together. */
function readPage<Row>(connection: Connection, statement: string, values: readonly unknown[]): Promise<Page<Row>> {
  return inTransaction(connection, { mode: "read" }, async () => {
    const { rows } = await connection.query<{ answer: Page<Row> }>(statement, values);
    return rows[0]?.answer ?? { total: 0, rows: [] };
  });
}
