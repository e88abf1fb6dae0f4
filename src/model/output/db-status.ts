// Made from schemas/v1/output/db-status.schema.json by npm run generate: edit that.
import type { Finding } from "./plan-file.ts";

/** The database and its schema, as they were found. */
export interface DbStatusOutput {
  /** How people know it; never a password. */
  readonly database: string;
  /** What chose the database. */
  readonly origin:
    | "embedded"
    | "flag"
    | "v7.yaml"
    | "V7_READ_DATABASE_URL"
    | "V7_DATABASE_URL"
    | "DATABASE_URL"
    | "META_DB_PATH"
    | "PG*";
  /** Whether the embedded server runs. */
  readonly running: boolean;
  /** The embedded server's process. */
  readonly pid: number | null;
  /** Where the embedded server keeps its data; null on any other server. */
  readonly data_directory: string | null;
  /** The schema's version; null when the server does not run. */
  readonly current: number | null;
  /** The version this v7 brings; null when the server does not run. */
  readonly latest: number | null;
  /** Tables that were there before v7 and serve it too. */
  readonly adoptions: readonly Adoption[];
  /** Where the schema differs from what v7 expects. */
  readonly findings: readonly Finding[];
  /** Whether the live schema was compared with what the migrations make. */
  readonly verified: boolean;
}

/** A table that was there before v7 and now serves it too. */
export interface Adoption {
  /** The table. */
  readonly table: string;
  /** Columns v7 adds or has added. */
  readonly added_columns: readonly string[];
  /** v7's triggers on it. */
  readonly triggers: readonly string[];
  /** Indexes and constraints v7's own table would have. */
  readonly left_out: readonly string[];
  /** Where it is wider than v7's own table would be. */
  readonly differences: readonly string[];
}
