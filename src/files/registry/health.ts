import { type Answer, answer } from "../../model/answer.ts";
import { sameJson } from "../../model/json.ts";
import type { HealthOutput } from "../../model/output/health.ts";
import type { Snapshot, SnapshotOutput } from "../../model/output/snapshot.ts";
import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import type { Layout } from "../places/layout.ts";
import { declaredLayout } from "../places/rules.ts";

/** A file is stale when nobody modified it for so many days, unless another number is asked for. */
export const usualStaleDays = 90;

/** The registry's figures now, and how they differ from the last snapshot. V7-D000 while nobody knows the Layout. */
export async function readHealth(workspace: Workspace): Promise<Answer<HealthOutput>> {
  const layout = await declaredLayout(workspace);
  return answer(await withConnection(workspace, "read", (connection) => healthOf(connection, layout)));
}

/** Keeps the registry's figures as a row. V7-D000 while nobody knows the Layout. */
export async function takeSnapshot(workspace: Workspace): Promise<Answer<SnapshotOutput>> {
  const request = {
    layout: await declaredLayout(workspace),
    timeZone: workspace.config.timezone,
    triggeredBy: "manual",
  } as const;
  const snapshot = await withConnection(workspace, "write", (connection) =>
    inTransaction(connection, { mode: "write" }, () => keepSnapshot(connection, request)),
  );
  return answer({ snapshot });
}

/** The figures by a Layout that is known. */
export function healthOf(connection: Connection, layout: Layout): Promise<HealthOutput> {
  return inTransaction(connection, { mode: "read" }, async () => {
    const figures = await measure(connection, layout);
    const last = (await latest(connection, null))?.snapshot;
    return {
      ...figures,
      since_snapshot: last
        ? {
            taken_at: last.taken_at,
            files: figures.total_files - last.total_files,
            bytes: figures.total_size_bytes - last.total_size_bytes,
          }
        : null,
    };
  });
}

/** Which snapshot to take, and for whom. */
export interface SnapshotRequest {
  readonly layout: Layout;
  /** IANA name: decides which day the snapshot belongs to. */
  readonly timeZone: string;
  readonly triggeredBy: "manual" | "session" | "daily";
  readonly sessionId?: number;
}

/** Keeps the figures within the caller's transaction. */
export async function keepSnapshot(connection: Connection, request: SnapshotRequest): Promise<Snapshot> {
  return insertSnapshot(connection, request, await measure(connection, request.layout));
}

/** A snapshot a day: undefined when the last one of this sort is of today and nothing has changed since. */
export function keepDailySnapshot(connection: Connection, request: SnapshotRequest): Promise<Snapshot | undefined> {
  return inTransaction(connection, { mode: "write" }, async () => {
    const figures = await measure(connection, request.layout);
    const last = await latest(connection, request.triggeredBy);
    const { rows } = await connection.query<{ today: string }>(readSql("files/registry/today.sql"), [request.timeZone]);
    const isKept = last !== undefined && last.snapshot.date === rows[0]?.today && sameFigures(last.health, figures);
    return isKept ? undefined : insertSnapshot(connection, request, figures);
  });
}

/** The figures at one instant. */
type Figures = Omit<HealthOutput, "since_snapshot">;

async function measure(connection: Connection, { pillars }: Layout): Promise<Figures> {
  const declared = pillars.length === 0 ? null : pillars.map(({ name }) => name);
  const { rows } = await connection.query<{ answer: Figures }>(readSql("files/registry/health.sql"), [
    declared,
    usualStaleDays,
  ]);
  const [row] = rows;
  if (!row) throw new Error("the registry's figures came without a row");
  return row.answer;
}

interface KeptSnapshot {
  readonly snapshot: Snapshot;
  readonly health: Figures;
}

async function latest(connection: Connection, triggeredBy: string | null): Promise<KeptSnapshot | undefined> {
  return (await connection.query<KeptSnapshot>(readSql("files/registry/latest-snapshot.sql"), [triggeredBy])).rows[0];
}

async function insertSnapshot(connection: Connection, request: SnapshotRequest, figures: Figures): Promise<Snapshot> {
  const { rows } = await connection.query<{ snapshot: Snapshot }>(readSql("files/registry/take-snapshot.sql"), [
    JSON.stringify(figures),
    request.timeZone,
    request.sessionId ?? null,
    request.triggeredBy,
  ]);
  const [row] = rows;
  if (!row) throw new Error("the snapshot was not kept");
  return row.snapshot;
}

function sameFigures(left: Figures, right: Figures): boolean {
  return sameJson({ ...left }, { ...right });
}
