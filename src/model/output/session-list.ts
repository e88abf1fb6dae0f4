// Made from schemas/v1/output/session-list.schema.json by npm run generate: edit that.
import type { Session } from "./session-start.ts";

/** A session, or several. */
export interface SessionListOutput {
  /** list: newest first. */
  readonly sessions: readonly Session[];
}
