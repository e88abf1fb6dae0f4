import { readSql } from "../../system/package-file.ts";
import type { FileChange, FileStatus, Page, RegisteredFile, StaleFile } from "../../model/registry.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { likePatterns } from "./patterns.ts";

/** Which files are wanted; whatever is absent restricts nothing, except that deleted files must be asked for. */
export interface FileFilter {
  /** A file, a folder or a pattern. */
  readonly path?: string | undefined;
  readonly component?: string | undefined;
  readonly pillar?: string | undefined;
  readonly project?: string | undefined;
  /** With or without its dot. */
  readonly ext?: string | undefined;
  readonly status?: FileStatus | undefined;
  readonly limit: number;
}

export interface ChangeFilter {
  /** ISO 8601. */
  readonly since?: string | undefined;
  readonly path?: string | undefined;
  readonly session?: number | undefined;
  readonly limit: number;
}

/** Registered files by path. */
export function listFiles(connection: Connection, filter: FileFilter): Promise<Page<RegisteredFile>> {
  const { component, pillar, project, ext, status, limit } = filter;
  return readPage(connection, readSql("files/registry/files.sql"), [
    patternsOf(filter.path),
    component ?? null,
    pillar ?? null,
    project ?? null,
    ext ?? null,
    status ?? null,
    limit,
  ]);
}

/** StagedChanges of files, the newest first. */
export function listChanges(connection: Connection, filter: ChangeFilter): Promise<Page<FileChange>> {
  const { since, path, session, limit } = filter;
  return readPage(connection, readSql("files/registry/changes.sql"), [
    since ?? null,
    patternsOf(path),
    session ?? null,
    limit,
  ]);
}

/** Files nobody modified for so many days, the longest first. */
export function listStale(connection: Connection, days: number, limit: number): Promise<Page<StaleFile>> {
  return readPage(connection, readSql("files/registry/stale.sql"), [days, limit]);
}

function patternsOf(path: string | undefined): string[] | null {
  return path === undefined ? null : likePatterns(path);
}

/** Count and rows are one statement's, so that they belong together. */
function readPage<Row>(connection: Connection, statement: string, values: readonly unknown[]): Promise<Page<Row>> {
  return inTransaction(connection, { mode: "read" }, async () => {
    const { rows } = await connection.query<{ answer: Page<Row> }>(statement, values);
    return rows[0]?.answer ?? { total: 0, rows: [] };
  });
}
