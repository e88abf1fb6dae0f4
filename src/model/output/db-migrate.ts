// Made from schemas/v1/output/db-migrate.schema.json by npm run generate: edit that.
import type { Adoption } from "./db-status.ts";

/** The migrations of a database: what was applied, or what waits. */
export interface DbMigrateOutput {
  /** The schema's version before. */
  readonly from: number;
  /** The schema's version now. */
  readonly to: number;
  /** Migrations that are not applied. */
  readonly pending: readonly string[];
  /** Migrations this command applied. */
  readonly applied: readonly string[];
  /** Tables that were there before v7 and serve it too. */
  readonly adoptions: readonly Adoption[];
  /** How people know it; never a password. */
  readonly database: string;
  /** The statements that the pending migrations would run; empty when none waits, null unless --sql asks for them. */
  readonly sql: string | null;
}
