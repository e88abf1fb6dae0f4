import type { Connection } from "../../postgres/connection.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Layout } from "../../files/places/layout.ts";
import { healthOf, keepDailySnapshot, usualStaleDays } from "../../files/registry/health.ts";
import { readStale } from "../../files/registry/read.ts";
import type { RunnableStep, StepResult } from "./run-daily.ts";

/** What a scan counts, of what it found or wrote. */
export interface ScanCounts {
  readonly scanned: number;
  readonly added: number;
  readonly modified: number;
  readonly deleted: number;
  readonly unchanged: number;
}

export interface DailyWork {
  readonly connection: Connection;
  readonly layout: Layout;
  /** IANA name: decides which day it is. */
  readonly timeZone: string;
  /** Compares the files with the registry, and unless it is a `diff`, registers what it finds. */
  scan(options: { readonly diff: boolean }): Promise<ScanCounts>;
}

/** What is done every day, in this order: what changed, registering it, the figures, keeping them, what nobody touches. */
export function dailySteps(work: DailyWork): RunnableStep[] {
  return [
    { name: "diff", run: async () => scanned(await work.scan({ diff: true })) },
    { name: "scan", run: async () => scanned(await work.scan({ diff: false })) },
    { name: "health", run: () => health(work) },
    { name: "snapshot", run: () => snapshot(work) },
    { name: "stale", run: () => stale(work) },
  ];
}

function scanned({ scanned: files, added, modified, deleted, unchanged }: ScanCounts): StepResult {
  return {
    detail: `${counted(files)}: ${added} added, ${modified} modified, ${deleted} deleted`,
    counts: { scanned: files, added, modified, deleted, unchanged },
  };
}

async function health({ connection, layout }: DailyWork): Promise<StepResult> {
  const {
    total_files: files,
    total_size_bytes: bytes,
    empty_pillars: empty,
    ...rest
  } = await healthOf(connection, layout);
  const counts: JsonObject = {
    files,
    bytes,
    stale: rest.stale_files,
    unrouted: rest.unrouted_files,
    unhashed: rest.unhashed_files,
    duplicates: rest.duplicate_files,
    empty_pillars: empty === null ? null : empty.length,
  };
  return {
    detail: `${counted(files)}, ${rest.unrouted_files} unrouted, ${rest.unhashed_files} without a hash`,
    counts,
  };
}

async function snapshot({ connection, layout, timeZone }: DailyWork): Promise<StepResult> {
  const kept = await keepDailySnapshot(connection, { layout, timeZone, triggeredBy: "daily" });
  if (kept === undefined) return { detail: "as the last one of today" };
  return { detail: `snapshot ${kept.id} of ${kept.date}`, counts: { id: kept.id } };
}

async function stale({ connection }: DailyWork): Promise<StepResult> {
  const { total } = await readStale(connection, { days: usualStaleDays, limit: 0 });
  return { detail: `${counted(total)} not modified for ${usualStaleDays} days`, counts: { stale: total } };
}

function counted(files: number): string {
  return `${files} ${files === 1 ? "file" : "files"}`;
}
