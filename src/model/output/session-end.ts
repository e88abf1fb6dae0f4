// Made from schemas/v1/output/session-end.schema.json by npm run generate: edit that.
import type { Session } from "./session-start.ts";
import type { Snapshot } from "./snapshot.ts";

/** A session that ended, and the figures kept with it. */
export interface SessionEndOutput {
  /** The session that was started, logged to, ended or shown. */
  readonly session: Session;
  /** The figures that were kept. */
  readonly snapshot: Snapshot;
}
