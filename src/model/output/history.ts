// Made from schemas/v1/output/history.schema.json by npm run generate: edit that.
import type { Json } from "../json.ts";
import type { Summary } from "./plan-file.ts";

/** Applies and row changes, newest first. */
export interface HistoryOutput {
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
}

/** One thing that happened, as the database recorded it. */
export type HistoryEntry = ApplyEntry | RowEntry | RefusalEntry;

/** An apply, also one that wrote nothing. */
export interface ApplyEntry {
  /** The type of the entry. */
  readonly type: "apply";
  /** When it started. ISO 8601, UTC. */
  readonly at: string;
  /** What v7 undo takes. */
  readonly apply_id: string;
  /** The plan. */
  readonly plan_id: string | null;
  /** How it ended. */
  readonly status: "running" | "applied" | "refused" | "failed";
  /** Why it was refused or failed. */
  readonly because: string | null;
  /** Who ran it. */
  readonly actor: string | null;
  /** The documents' commit, with -dirty when files differed. */
  readonly commit: string | null;
  /** The branch. */
  readonly branch: string | null;
  /** The commit's subject, or --reason. */
  readonly reason: string | null;
  /** The rows it wrote. */
  readonly summary: null | Summary;
  /** Closed gates that --override went through. */
  readonly overrides: readonly string[];
}

/** A row that was written. */
export interface RowEntry {
  /** The type of the entry. */
  readonly type: "change";
  /** When. ISO 8601, UTC. */
  readonly at: string;
  /** The resource; table and key where no resource is known. */
  readonly address: string;
  /** What happened. */
  readonly action: "insert" | "update" | "delete" | "truncate";
  /** The fields that changed. */
  readonly fields: readonly FieldChange[];
  /** The database role. */
  readonly changed_by: string | null;
  /** Its application_name. */
  readonly application: string | null;
  /** Null when no apply changed it. */
  readonly apply_id: string | null;
  /** True where the recording of a machine's facts wrote it: it was seen, and nobody changed it outside v7. */
  readonly observed: boolean;
  /** The reason that was given. */
  readonly reason: string | null;
  /** The documents' commit; null when it was changed outside v7. */
  readonly commit: string | null;
}

/** What a login tried and was not allowed. */
export interface RefusalEntry {
  /** The type of the entry. */
  readonly type: "refusal";
  /** When. ISO 8601, UTC. */
  readonly at: string;
  /** What was tried. */
  readonly action: "approve" | "revoke" | "delete" | "change";
  /** An address, or a plan. */
  readonly subject: string;
  /** The database login. */
  readonly login: string;
  /** What its session called itself. */
  readonly application: string | null;
  /** Why not. */
  readonly because: string;
}

/** One field. */
export interface FieldChange {
  /** Dotted path, or the column. */
  readonly field: string;
  /** The value before. */
  readonly before: Json;
  /** The value after. */
  readonly after: Json;
}
