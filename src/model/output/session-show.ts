// Made from schemas/v1/output/session-show.schema.json by npm run generate: edit that.
import type { Session } from "./session-start.ts";

/** A session and its log. */
export interface SessionShowOutput {
  /** The session that was started, logged to, ended or shown. */
  readonly session: Session;
  /** The text of the log; null where this clone does not have it. */
  readonly log: string | null;
  /** The commits recorded in it that are still in history, newest first. */
  readonly commits: readonly SessionCommit[];
}

/** A commit recorded in a session. */
export interface SessionCommit {
  /** Its id. */
  readonly sha: string;
  /** Its first line. */
  readonly subject: string | null;
  /** Who wrote it. */
  readonly author: string;
  /** When, by its committer's clock. ISO 8601, UTC. */
  readonly committed_at: string;
}
