// Made from schemas/v1/output/session-log.schema.json by npm run generate: edit that.
import type { Session } from "./session-start.ts";

/** The session whose log has one entry more. */
export interface SessionLogOutput {
  /** The session that was started, logged to, ended or shown. */
  readonly session: Session;
}
