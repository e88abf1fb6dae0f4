import type { FileClass } from "../places/classify.ts";
import type { FilePlace } from "../places/layout.ts";

/** A file as the registry is to hold it. */
export interface StagedFile extends FilePlace, FileClass {
  /** The row's id, where it is known. */
  readonly id: string | null;
  /** Printable. */
  readonly path: string;
  /** The path's bytes, where they are not simply its UTF-8. */
  readonly bytes: Uint8Array | null;
  /** Null: unreadable, or larger than is hashed. */
  readonly hash: string | null;
  readonly size: number;
  readonly title: string | null;
  /** ISO 8601 with microseconds, UTC; null where no calendar has it. */
  readonly mtime: string | null;
  readonly metadata: FileMetadata;
  readonly project_path: string | null;
  readonly file_path: string | null;
}

/** What `v7_files.metadata` says of a file. */
export interface FileMetadata {
  /** Size, mtime, ctime, inode: equal, and the file is not read again. Absent where it must be. */
  readonly stamp?: string;
  /** The mtime in whole nanoseconds since 1970, more than a timestamp holds; absent where the content is. */
  readonly mtime_ns?: string;
  readonly language?: string;
  /** Line feeds of a text. */
  readonly lines?: number;
  /** Why there is no hash. */
  readonly state?: "unreadable" | "too_large" | "dataless";
}

/** The table of `sql/files/scan/begin.sql`, in the order of {@link stagedLine}. */
export const stagingTable = {
  name: "scanned_files",
  columns: [
    "id",
    "path",
    "path_bytes",
    "hash",
    "size_bytes",
    "ext",
    "file_type",
    "component",
    "pillar",
    "project",
    "title",
    "mtime",
    "metadata",
    "project_path",
    "file_path",
  ],
  rows: 0,
} as const;

/** A line of COPY's text. */
export function stagedLine(file: StagedFile): string {
  return `${valuesOf(file).map(copyValue).join("\t")}\n`;
}

/** The same as an object, by column. */
export function stagedRow(file: StagedFile): object {
  const values = valuesOf(file);
  const row = stagingTable.columns.map((column, at) => [column, values[at]] as const);
  return { ...Object.fromEntries(row), metadata: file.metadata };
}

function valuesOf(file: StagedFile): (string | null)[] {
  const bytes = file.bytes === null ? null : `\\x${Buffer.from(file.bytes).toString("hex")}`;
  return [
    file.id,
    file.path,
    bytes,
    file.hash,
    String(file.size),
    file.ext,
    file.fileType,
    file.component,
    file.pillar,
    file.project,
    file.title,
    file.mtime,
    JSON.stringify(file.metadata),
    file.project_path,
    file.file_path,
  ];
}

/** One value of COPY's text. */
export function copyValue(value: string | null): string {
  if (value === null) return "\\N";
  return /[\\\n\r\t]/.test(value) ? value.replaceAll(/[\\\n\r\t]/g, (found) => escapes.get(found) ?? found) : value;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["\\", "\\\\"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/**
 * Milliseconds since 1970, as the database takes them; it keeps microseconds. Null before the year 1 and where no date of
 * JavaScript's reaches: a broken clock's time is better unknown than another one.
 */
export function timestampOf(milliseconds: number): string | null {
  const micros = Math.round(milliseconds * 1_000);
  const whole = Math.floor(micros / 1_000);
  const date = new Date(whole);
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1) return null;
  const rest = String(micros - whole * 1_000).padStart(3, "0");
  return `${date.toISOString().replace(/^\+0*/, "").slice(0, -1)}${rest}Z`;
}
