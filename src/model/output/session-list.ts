// Made from schemas/v1/output/session-list.schema.json by npm run generate: edit that.
import type { Session } from "./session-start.ts";

/** Sessions, newest first. */
export interface SessionListOutput {
  /** Newest first. */
  readonly sessions: readonly Session[];
}
