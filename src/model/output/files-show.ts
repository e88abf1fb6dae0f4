// Made from schemas/v1/output/files-show.schema.json by npm run generate: edit that.
import type { FileChange } from "./changes.ts";
import type { RegisteredFile } from "./files.ts";

/** All that the registry knows of a file. */
export interface FilesShowOutput {
  readonly file: RegisteredFile;
  /** Its first heading. */
  readonly title: string | null;
  /** The language, if people write it. */
  readonly language: string | null;
  /** How many lines of text it has. */
  readonly lines: number | null;
  /** When it was registered. ISO 8601, UTC. */
  readonly first_seen_at: string;
  /** When it was last looked at. ISO 8601, UTC. */
  readonly scanned_at: string;
  /** When its bytes were written: by the commit that has them, else by the file system. ISO 8601, UTC. */
  readonly written_at: string | null;
  /** When it was found gone. ISO 8601, UTC. */
  readonly deleted_at: string | null;
  /** The Layout's first rule that its path matches now. */
  readonly rule: string | null;
  /** Other registered files with the same bytes, by path. */
  readonly copies: readonly string[];
  /** What happened to it, the newest fifty, newest first. */
  readonly changes: readonly FileChange[];
  /** How many there are in all. */
  readonly changes_total: number;
}
