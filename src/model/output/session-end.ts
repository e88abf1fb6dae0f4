// Made from schemas/v1/output/session-end.schema.json by npm run generate: edit that.
import type { Session } from "./session-start.ts";

/** A session, or several. */
export interface SessionEndOutput {
  /** The session that was started, logged to, ended or shown. */
  readonly session: Session;
  /** end: the figures that were kept. */
  readonly snapshot: {
    /** Its number. */
    readonly id: number;
    /** Its day in v7.yaml's timezone. */
    readonly date: string;
    /** When. ISO 8601, UTC. */
    readonly taken_at: string;
    /** manual, session or daily. */
    readonly triggered_by: string;
    /** The session it ended. */
    readonly session_id: number | null;
    /** Registered files. */
    readonly total_files: number;
    /** Their size. */
    readonly total_size_bytes: number;
  };
}
