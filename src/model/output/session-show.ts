// Made from schemas/v1/output/session-show.schema.json by npm run generate: edit that.
import type { Session } from "./session-start.ts";

/** A session and its log. */
export interface SessionShowOutput {
  /** The session that was started, logged to, ended or shown. */
  readonly session: Session;
  /** The text of the log; null where this clone does not have it. */
  readonly log: string | null;
}
