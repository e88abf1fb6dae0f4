// Made from schemas/v1/output/session-start.schema.json by npm run generate: edit that.
import type { StatusOutput } from "./status.ts";

/** A session that began, and what it finds. */
export interface SessionStartOutput {
  /** The session that was started, logged to, ended or shown. */
  readonly session: Session;
  /** The newest that has ended; null before the first. */
  readonly last: null | Session;
  /** Others at work, or left by a crash. */
  readonly open: readonly Session[];
  /** Files nobody modified for so many days. */
  readonly stale_files: number;
  /** How many days make a file stale. */
  readonly stale_days: number;
  /** The keys of v7 status. */
  readonly status: StatusOutput;
}

/** A session. */
export interface Session {
  /** Its number. */
  readonly id: number;
  /** Whose it is. */
  readonly actor: string;
  /** What it is for. */
  readonly title: string | null;
  /** How it stands; abandoned when somebody else ended it. */
  readonly status: "active" | "ended" | "abandoned";
  /** When it started. ISO 8601, UTC. */
  readonly started_at: string;
  /** When it ended. ISO 8601, UTC. */
  readonly ended_at: string | null;
  /** Its log, from the repository's root. */
  readonly log_path: string | null;
  /** What happened while it lasted; counted when it ends. */
  readonly stats: {
    /** Files created. */
    readonly files_created: number;
    /** Files modified, renamed or of another mode. */
    readonly files_modified: number;
    /** Files deleted. */
    readonly files_deleted: number;
    /** Commits of its actor. */
    readonly commits: number;
    /** Commits of its actor that were recorded in it and bear a time outside of it: amends and rebases that kept a date, other clocks. Not among its commits. */
    readonly commits_dated_elsewhere: number;
    /** Entries of its log. */
    readonly log_entries: number;
  };
}
