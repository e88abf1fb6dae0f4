import { timestampOf } from "../../files/scan/scanned-row.ts";
import { agreeInSizeAndTime, type FoundFile, timesOf } from "../../system/walk.ts";
import { type BytePath, printablePath, prefixOf } from "../../model/path-bytes.ts";
import { isRacy } from "../../model/stamp.ts";
import { Failure } from "../../model/failure.ts";
import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../../postgres/connection.ts";
import { copyIn } from "../../postgres/copy/copy-stream.ts";
import { copyValue } from "../../postgres/copy/copy-value.ts";
import { codeOfError } from "../../model/error-code.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import type { SourceReading } from "./read-batch.ts";
import type { Candidate } from "./survey.ts";

/** A file as its row is to say. */
export interface SourceRecord {
  readonly id: string | null;
  readonly source: string;
  /** Absolute, as the file system holds it. */
  readonly path: BytePath;
  readonly group: string;
  readonly node: string;
  /** Null: not read. */
  readonly hash: string | null;
  readonly size: number;
  /** Null where no calendar has it. */
  readonly mtime: string | null;
  readonly metadata: SourceMetadata;
}

/** What `v7_external_sources.metadata` says. */
export interface SourceMetadata {
  /** Size, mtime, ctime, inode: those of hard links are equal, and those of files on two disks may be. */
  readonly stamp: string;
  /** The number of the disk it was on; rows of earlier versions have none. */
  readonly device?: number;
  /** It changed so recently that the next change may not show in its stamp. */
  readonly racy?: true;
  readonly kind?: "link";
  /** Why there is no hash. */
  readonly state?: "unreadable" | NotRead["kind"];
}

/** What a reading says of a file; undefined where it says nothing new. */
export function recordOf(
  { root, file, id, stampBefore }: Candidate,
  reading: SourceReading | NotRead,
  startedAt: number,
): SourceRecord | undefined {
  const found = contentOf(file, reading);
  const state = found !== undefined ? undefined : isNotRead(reading) ? reading.kind : unreadable(reading);
  // A file that is known keeps what is known of it, and one that iCloud took since is the same.
  if (found === undefined && (state === undefined || (state === "unreadable" && id !== null))) return undefined;
  if (state === "dataless" && agreeInSizeAndTime(stampBefore, file.stamp)) return undefined;
  const { hash, size, stamp }: FoundContent = found ?? { hash: null, ...file };
  const { mtime, ctime } = timesOf(stamp);
  const now = Date.now();
  const isUnsure = state === "unreadable" || isRacy(mtime, startedAt, now) || isRacy(ctime, startedAt, now);
  return {
    id,
    source: root.declared,
    path: prefixOf(root.directory) + file.path,
    group: root.group.name,
    node: root.group.node,
    hash,
    size,
    mtime: timestampOf(mtime),
    metadata: {
      stamp,
      device: file.device,
      ...(isUnsure ? { racy: true } : {}),
      ...(file.isLink ? { kind: "link" } : {}),
      ...(state === undefined ? {} : { state }),
    },
  };
}

/** A file over the limit, or one that is not on this machine: nobody reads it. */
export interface NotRead {
  readonly kind: "too_large" | "dataless";
}

function isNotRead(reading: SourceReading | NotRead): reading is NotRead {
  return typeof reading !== "string" && (reading.kind === "too_large" || reading.kind === "dataless");
}

interface FoundContent {
  readonly hash: string | null;
  readonly size: number;
  readonly stamp: string;
}

function contentOf({ size, stamp }: FoundFile, reading: SourceReading | NotRead): FoundContent | undefined {
  if (isNotRead(reading)) return undefined;
  if (typeof reading === "string") return { hash: reading, size, stamp };
  return reading.kind === "content" ? reading : undefined;
}

function unreadable(reading: SourceReading): "unreadable" | undefined {
  return typeof reading !== "string" && reading.kind === "unreadable" ? "unreadable" : undefined;
}

/** Writes files in one transaction; answers how many of the known ones have other content now. */
export async function writeSources(
  connection: Connection,
  records: readonly SourceRecord[],
  signal: AbortSignal,
): Promise<number> {
  const fresh = records.filter(({ id }) => id === null);
  const known = records.filter(({ id }) => id !== null);
  try {
    return await inTransaction(connection, { mode: "write" }, async () => {
      await connection.script(readSql("consolidate/inventory/begin-batch.sql"));
      if (fresh.length > 0) await copyIn(connection, sourcesTable, piecesOf(fresh), signal);
      return known.length > 0 ? await update(connection, known) : 0;
    });
  } catch (error) {
    if (codeOfError(error) !== "23505") throw error;
    throw new Failure("V7-K006", "somebody else records the same files at this moment", {
      cause: error,
      next: ["v7 consolidate inventory"],
    });
  }
}

/** Marks files that are there no more, and what was found out by files that changed. */
export async function writeGone(connection: Connection, ids: readonly string[]): Promise<void> {
  await inTransaction(connection, { mode: "write" }, async () => {
    await connection.script(readSql("consolidate/be-patient.sql"));
    if (ids.length > 0) await connection.query(readSql("consolidate/inventory/gone.sql"), [ids]);
    await connection.query(readSql("consolidate/inventory/loosen.sql"));
  });
}

const sourcesTable = {
  name: "v7_external_sources",
  columns: ["source", "source_path", "source_group", "node", "path_bytes", "hash", "size_bytes", "mtime", "metadata"],
  rows: 0,
} as const;

/** COPY's text in pieces that are worth a message each. */
async function* piecesOf(records: readonly SourceRecord[]): AsyncGenerator<Uint8Array> {
  const pieceLines = 512;
  for (let start = 0; start < records.length; start += pieceLines) {
    yield Buffer.from(
      records
        .slice(start, start + pieceLines)
        .map(copyLine)
        .join(""),
    );
  }
}

/** Only what people name can hold what COPY takes for its own. */
function copyLine(record: SourceRecord): string {
  const [source, path, group, node, bytes, ...plain] = valuesOf(record);
  const named = [source, path, group, node].map((value) => copyValue(value ?? null)).join("\t");
  return `${named}\t\\${bytes}\t${plain.map((value) => value ?? "\\N").join("\t")}\n`;
}

function valuesOf({ source, path, group, node, hash, size, mtime, metadata }: SourceRecord): (string | null)[] {
  const bytes = `\\x${Buffer.from(path, "latin1").toString("hex")}`;
  return [source, printablePath(path), group, node, bytes, hash, String(size), mtime, JSON.stringify(metadata)];
}

async function update(connection: Connection, records: readonly SourceRecord[]): Promise<number> {
  const rows = records.map(valuesOf);
  const columns = sourcesTable.columns.map((_, column) => rows.map((row) => row[column] ?? null));
  const values = [records.map(({ id }) => id), ...columns];
  const answer = await connection.query<{ changed: number }>(readSql("consolidate/inventory/update.sql"), values);
  return answer.rows[0]?.changed ?? 0;
}
