import { readSql } from "../system/package-file.ts";
import type { Connection } from "../postgres/connection.ts";
import { inTransaction } from "../postgres/transaction.ts";
import type { SourceKind } from "../model/source-kind.ts";
import type { Manifest } from "./index/manifest.ts";

/** Something that can be searched: a registered file, or a commit by what it says of itself. */
export interface Source {
  /** `file:12`, `commit:3f2a…`. */
  readonly source: string;
  /** Changes with whatever of it the index holds. */
  readonly stamp: string;
}

export interface FileSource extends Source {
  readonly path: string;
  /** As the file system holds it. */
  readonly pathBytes: Buffer;
  /** SHA-256 of the content that is registered. */
  readonly hash: string;
  readonly kind: SourceKind;
  readonly language: string | null;
  readonly ext: string | null;
  readonly component: string;
  readonly pillar: string;
  readonly project: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

export interface Sources {
  readonly files: readonly FileSource[];
  readonly commits: readonly Source[];
  readonly seen: Manifest["seen"];
}

/** A commit as it is indexed. */
export interface CommitText {
  readonly source: string;
  readonly sha: string;
  readonly subject: string;
  readonly author: string;
  readonly modified: number;
  /** What it touched, a line each. */
  readonly paths: string;
}

/** Larger files are data, whatever they are called: of text and code, of configuration, of tables. Bytes. */
const limits = [8 << 20, 256 << 10, 64 << 10] as const;

/** All that the registry has to be searched, as of one instant. `sessions` is the folder of their logs. */
export function readSources(connection: Connection, sessions: string): Promise<Sources> {
  return inTransaction(connection, { mode: "read" }, async () => {
    // A registry that was filled a moment ago has no statistics, and a loop in a loop over fifty thousand rows does not end.
    await connection.query("SET LOCAL enable_nestloop = off");
    const files = await connection.query<FileRow>(readSql("search/sources.sql"), [...limits]);
    const commits = await connection.query<{ source: string; stamp: string }>(readSql("search/commits.sql"));
    const seen = await connection.query<{ change: string; recorded_at: string }>(readSql("search/seen.sql"));
    const { change, recorded_at: recordedAt } = seen.rows[0] ?? { change: "0", recorded_at: "-infinity" };
    return {
      files: files.rows.map((row) => fileSource(row, sessions)),
      commits: commits.rows,
      seen: { change, recordedAt },
    };
  });
}

/** How many sources were registered, changed or removed since. */
export function readLag(connection: Connection, { change, recordedAt }: Manifest["seen"]): Promise<number> {
  return inTransaction(connection, { mode: "read" }, async () => {
    const { rows } = await connection.query<{ lag: number }>(readSql("search/lag.sql"), [
      change,
      recordedAt,
      ...limits,
    ]);
    return rows[0]?.lag ?? 0;
  });
}

/** The texts of some commits. */
export function readCommitTexts(connection: Connection, sources: readonly string[]): Promise<CommitText[]> {
  return inTransaction(connection, { mode: "read" }, async () => {
    const shas = sources.map((source) => source.slice("commit:".length));
    const { rows } = await connection.query<{ [Key in keyof CommitText]: string }>(readSql("search/commit-texts.sql"), [
      shas,
    ]);
    return rows.map((row) => ({ ...row, modified: Number(row.modified) }));
  });
}

interface FileRow {
  readonly [name: string]: string | null;
  readonly source: string;
  readonly path: string;
  readonly path_bytes: string;
  readonly hash: string;
  readonly ext: string | null;
  readonly file_type: string;
  readonly language: string | null;
  readonly component: string;
  readonly pillar: string;
  readonly project: string;
  readonly title: string;
  readonly modified: string;
  readonly stamp: string;
}

function fileSource({ path_bytes: bytes, file_type: type, ...row }: FileRow, sessions: string): FileSource {
  return {
    ...row,
    modified: Number(row.modified),
    pathBytes: Buffer.from(bytes, "base64"),
    kind: kindOf(row.path, row.language, type, sessions),
  };
}

function kindOf(path: string, language: string | null, type: string, sessions: string): SourceKind {
  if (path.startsWith(`${sessions}/`)) return "session";
  if (path.startsWith("state/") && language === "YAML") return "state";
  if (language === "Markdown") return "markdown";
  return type === "code" ? "code" : "text";
}
