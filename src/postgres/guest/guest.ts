import type { Adoption } from "../../model/output/db-status.ts";
import { readSql } from "../../system/package-file.ts";
import type { Catalog } from "../catalog.ts";
import type { Connection } from "../connection.ts";
import { type MigrationBatch, migrationBatch } from "../migrations/batch.ts";
import { type MigrationStatus, migrationStatus } from "../migrations/status.ts";
import { inTransaction } from "../transaction.ts";
import type { PlannedAdoption } from "./planned-adoption.ts";
import { preflight, type Preflight } from "./preflight.ts";
import { refuseUnfit, refuseUnusable } from "./refuse.ts";
import { guestMigrations } from "./rewrite.ts";

/** How v7 may live in somebody's database. */
export interface Guest {
  /** `database.shared`: other people's tables may be there. */
  readonly shared: boolean;
  /** What all migrations together make; by default what ships with v7. */
  readonly expected?: Catalog;
}

/** Migrations that are ready to run beside what is there. */
export interface PreparedMigrations {
  readonly batch: MigrationBatch;
  readonly adoptions?: readonly Adoption[];
}

/**
 * What migrating somebody's database would adopt. Reads the catalog only.
 * @throws Failure exit 4 for other people's database, 1 for objects v7 cannot work with, 6 for missing rights.
 */
export async function examineGuest(
  connection: Connection,
  guest: Guest,
  directory?: string,
): Promise<readonly Adoption[]> {
  return inTransaction(connection, { mode: "read" }, async () => {
    await requireUsage(connection);
    const found = await examine(connection, await migrationStatus(connection, directory), guest);
    return found.adoptions.map(asAdoption);
  });
}

/** The batch that adopts what is there. Belongs inside the migration's transaction; throws as `examineGuest` does. */
export async function prepareGuest(
  connection: Connection,
  status: MigrationStatus,
  guest: Guest,
  toolVersion: string,
): Promise<PreparedMigrations> {
  const found = await examine(connection, status, guest);
  const { migrations, ...surround } = guestMigrations(found);
  return { batch: migrationBatch(migrations, toolVersion, surround), adoptions: found.adoptions.map(asAdoption) };
}

/** A schema one may not look into has no lock either: asked before anything waits for it. */
export async function requireUsage(connection: Connection): Promise<void> {
  const { rows } = await connection.query<{ role_name: string; schema: string; may_use: boolean }>(
    readSql("postgres/guest/schema-usage.sql"),
    [connection.schema],
  );
  const [row] = rows;
  if (row !== undefined && !row.may_use) refuseUnusable(row.role_name, row.schema);
}

async function examine(connection: Connection, status: MigrationStatus, guest: Guest): Promise<Preflight> {
  const found = await preflight(connection, status, guest.expected);
  refuseUnfit(found, { shared: guest.shared, known: status.current > 0 });
  return found;
}

function asAdoption({ table, addedColumns, triggers, leftOut, differences }: PlannedAdoption): Adoption {
  return { table, added_columns: addedColumns, triggers, left_out: leftOut, differences };
}
