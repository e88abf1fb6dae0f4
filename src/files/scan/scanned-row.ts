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

/** The columns of files as `sql/files/scan/store.sql` takes them from $4 on: each the text of one array. */
export function stagedColumns(files: readonly StagedFile[]): string[] {
  return columns.map((valueOf) => arrayText(files.map(valueOf)));
}

const columns: readonly ((file: StagedFile) => string | null)[] = [
  ({ id }) => id,
  ({ path }) => path,
  ({ bytes }) => (bytes === null ? null : `\\x${Buffer.from(bytes).toString("hex")}`),
  ({ hash }) => hash,
  ({ size }) => String(size),
  ({ ext }) => ext,
  ({ fileType }) => fileType,
  ({ component }) => component,
  ({ pillar }) => pillar,
  ({ project }) => project,
  ({ title }) => title,
  ({ mtime }) => mtime,
  ({ metadata }) => JSON.stringify(metadata),
  (file) => file.project_path,
  (file) => file.file_path,
];

/** What the driver would write too, in a quarter of the time. */
function arrayText(values: readonly (string | null)[]): string {
  return `{${values.map((value) => (value === null ? "NULL" : quoted(value))).join(",")}}`;
}

function quoted(value: string): string {
  return `"${/["\\]/.test(value) ? value.replaceAll("\\", "\\\\").replaceAll('"', '\\"') : value}"`;
}

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
