import { setTimeout as sleep } from "node:timers/promises";
import type { Adoption } from "../../model/output/db-status.ts";
import { Failure } from "../../model/failure.ts";
import { readPackageFile, readSql } from "../../system/package-file.ts";
import type { Guest, PreparedMigrations } from "../guest/guest.ts";
import type { Connection } from "../connection.ts";
import { CommitUnknown, inTransaction } from "../transaction.ts";
import { migrationBatch } from "./batch.ts";
import type { Migration } from "./files.ts";
import { type MigrationStatus, migrationStatus, refuseProblems } from "./status.ts";

export interface MigrateOptions {
  /** Where the numbered files lie; by default those that ship with v7. */
  readonly directory?: string;
  /** How long to wait for another process that migrates, in milliseconds. Default 30,000. */
  readonly lockTimeout?: number;
  /** On somebody else's server: looks before it writes, and adopts tables that are there. Absent: the database is v7's own. */
  readonly guest?: Guest;
}

export interface MigrateResult {
  /** Versions before and after. */
  readonly from: number;
  readonly to: number;
  readonly applied: readonly Migration[];
  /** A guest's alone: the tables that were there before and serve v7 too, as this migration left them. */
  readonly adoptions?: readonly Adoption[];
}

/**
 * Brings the schema up to date: all pending migrations and their ledger rows in one transaction, or nothing.
 * @throws Failure exit 5 when another process keeps the lock, 6 on a newer schema, 1 when files contradict the ledger
 * or a statement fails; nothing is changed then.
 */
export async function migrate(connection: Connection, options: MigrateOptions = {}): Promise<MigrateResult> {
  const before = await migrationStatus(connection, options.directory);
  refuseProblems(before);
  if (before.pending.length === 0) return { from: before.current, to: before.current, applied: [] };
  try {
    return await inTransaction(connection, { mode: "write" }, () => migrateLocked(connection, options));
  } catch (error) {
    throw error instanceof CommitUnknown ? outcomeUnknown(error) : error;
  }
}

async function migrateLocked(connection: Connection, options: MigrateOptions): Promise<MigrateResult> {
  await connection.script(readSql("postgres/ledger/settings.sql"));
  if (options.guest !== undefined) await (await import("../guest/guest.ts")).requireUsage(connection);
  await takeLock(connection, options.lockTimeout ?? 30_000);
  return applyPending(connection, options);
}

async function takeLock(connection: Connection, timeout: number): Promise<void> {
  const deadline = performance.now() + timeout;
  const lock = readSql("postgres/ledger/lock.sql");
  for (;;) {
    const { rows } = await connection.query<{ locked: boolean }>(lock);
    if (rows[0]?.locked) return;
    if (performance.now() > deadline) throw await lockHeld(connection);
    await sleep(50);
  }
}

async function applyPending(connection: Connection, { directory, guest }: MigrateOptions): Promise<MigrateResult> {
  // Another process may have migrated while this one waited for the lock.
  const status = await migrationStatus(connection, directory);
  refuseProblems(status);
  const { batch, ...prepared } = await prepare(connection, status, guest);
  try {
    await connection.script(batch.sql);
  } catch (error) {
    throw batch.explain(error);
  }
  const to = Math.max(status.current, status.latest);
  return { from: status.current, to, applied: status.pending, ...prepared };
}

/** In v7's own database the files run as they are; a guest looks first, and leaves out what is there. */
export async function prepare(
  connection: Connection,
  status: MigrationStatus,
  guest?: Guest,
): Promise<PreparedMigrations> {
  if (guest === undefined || status.pending.length === 0) {
    return { batch: migrationBatch(status.pending, toolVersion()) };
  }
  const { prepareGuest } = await import("../guest/guest.ts");
  return prepareGuest(connection, status, guest, toolVersion());
}

async function lockHeld(connection: Connection): Promise<Failure> {
  const { rows } = await connection.query<{ pid: number; user_name: string; application_name: string }>(
    readSql("postgres/ledger/holder.sql"),
  );
  const holder = rows.map((row) => ` (${row.user_name}, ${row.application_name}, server process ${row.pid})`).join("");
  return new Failure("V7-B045", `another process is migrating this database${holder}`, {
    next: ["Nothing was changed. Wait for it, then: v7 db migrate"],
  });
}

/** One transaction: it was applied whole or not at all, and running again finds out. */
function outcomeUnknown(cause: CommitUnknown): Failure {
  return new Failure("V7-B048", "the connection broke while the migrations were being committed", {
    next: ["All or none of them are applied. Run again: v7 db migrate"],
    cause,
  });
}

function toolVersion(): string {
  const { version } = JSON.parse(readPackageFile("package.json")) as { version: string };
  return version;
}
