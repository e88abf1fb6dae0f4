import { sameJson } from "../../model/json.ts";
import { readSql } from "../../system/package-file.ts";
import type { Health, HealthReport, Snapshot } from "../../model/registry.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import type { Layout } from "../places/layout.ts";

/** A file is stale when nobody modified it for so many days, unless another number is asked for. */
export const usualStaleDays = 90;

export interface HealthQuestion {
  readonly layout: Layout;
  readonly staleDays?: number;
}

/** Which snapshot to take, and for whom. */
export interface SnapshotRequest extends HealthQuestion {
  /** IANA name: decides which day the snapshot belongs to. */
  readonly timeZone: string;
  /** `manual`, `session` or `daily`. */
  readonly triggeredBy: string;
  readonly sessionId?: number;
}

/** The registry's figures now, and how they differ from the last snapshot. */
export function readHealth(connection: Connection, question: HealthQuestion): Promise<HealthReport> {
  return inTransaction(connection, { mode: "read" }, async () => {
    const health = await measure(connection, question);
    const last = (await latest(connection, null))?.snapshot;
    return {
      ...health,
      since_snapshot: last
        ? {
            taken_at: last.taken_at,
            files: health.total_files - last.total_files,
            bytes: health.total_size_bytes - last.total_size_bytes,
          }
        : null,
    };
  });
}

/** Keeps the registry's figures as a row. */
export function takeSnapshot(connection: Connection, request: SnapshotRequest): Promise<Snapshot> {
  return inTransaction(connection, { mode: "write" }, () => keepSnapshot(connection, request));
}

/** The same within the caller's transaction. */
export async function keepSnapshot(connection: Connection, request: SnapshotRequest): Promise<Snapshot> {
  return insertSnapshot(connection, request, await measure(connection, request));
}

/** A snapshot a day: undefined when the last one of this sort is of today and nothing has changed since. */
export function takeDailySnapshot(connection: Connection, request: SnapshotRequest): Promise<Snapshot | undefined> {
  return inTransaction(connection, { mode: "write" }, async () => {
    const health = await measure(connection, request);
    const last = await latest(connection, request.triggeredBy);
    const { rows } = await connection.query<{ today: string }>(readSql("files/registry/today.sql"), [request.timeZone]);
    const isKept = last !== undefined && last.snapshot.date === rows[0]?.today && sameFigures(last.health, health);
    return isKept ? undefined : insertSnapshot(connection, request, health);
  });
}

async function measure(
  connection: Connection,
  { layout, staleDays = usualStaleDays }: HealthQuestion,
): Promise<Health> {
  const pillars = layout.pillars.length === 0 ? null : layout.pillars.map(({ name }) => name);
  const { rows } = await connection.query<{ answer: Health }>(readSql("files/registry/health.sql"), [
    pillars,
    staleDays,
  ]);
  const [row] = rows;
  if (!row) throw new Error("the registry's figures came without a row");
  return row.answer;
}

interface KeptSnapshot {
  readonly snapshot: Snapshot;
  readonly health: Health;
}

async function latest(connection: Connection, triggeredBy: string | null): Promise<KeptSnapshot | undefined> {
  return (await connection.query<KeptSnapshot>(readSql("files/registry/latest-snapshot.sql"), [triggeredBy])).rows[0];
}

async function insertSnapshot(connection: Connection, request: SnapshotRequest, health: Health): Promise<Snapshot> {
  const { rows } = await connection.query<{ snapshot: Snapshot }>(readSql("files/registry/take-snapshot.sql"), [
    JSON.stringify(health),
    request.timeZone,
    request.sessionId ?? null,
    request.triggeredBy,
  ]);
  const [row] = rows;
  if (!row) throw new Error("the snapshot was not kept");
  return row.snapshot;
}

function sameFigures(left: Health, right: Health): boolean {
  return sameJson({ ...left }, { ...right });
}
